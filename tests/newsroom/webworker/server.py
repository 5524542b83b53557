"""The real web server, with a data folder and a newspaper of its own."""

import json
import os
import signal
import subprocess
import sys
import time

from tests.harness.ports import free_port
from tests.harness.site import OURS, ROOT
from tests.newsroom.webworker.configuration import CONF

KEEPALIVE = 2  # seconds, here; the server's own five would only make these tests longer

FILL = """
import json, django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.make import make_article, Article
story = make_article(headline="The bridge", body="<p>Water under it.</p>" * 99)
long = make_article(headline="All of it", body="<p>" + "It goes on and on. " * 100_000 + "</p>")
gone = make_article(headline="Never so", status=Article.Status.WITHDRAWN)
address = story.get_absolute_url()
moved = "/1999/01/" + address.split("/", 3)[3]
print(json.dumps([address, moved, gone.get_absolute_url(), long.get_absolute_url()]))
"""


class Server:
    """The real web server, with a data folder and a newspaper of its own."""

    def __init__(self, folder, **more):
        self.folder, self.log = folder, folder / "log"
        self.port = free_port()
        kept = {name: value for name, value in os.environ.items() if name not in OURS}
        self.environment = kept | {
            "DATA_DIR": str(folder),
            "ENV_FILE": os.devnull,
            "SECRET_KEY": "0123456789" * 5 + "abcdefghijklm",
            "SITE_URL": f"http://localhost:{self.port}",
            "EMAIL_URL": "consolemail:",
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "TRUSTED_PROXIES": "0",
            "WEB_BIND": f"127.0.0.1:{self.port}",
            "GUNICORN_CMD_ARGS": f"--keep-alive={KEEPALIVE}",
            **more,
        }

    def fill(self):
        told = subprocess.run(
            [sys.executable, "-c", FILL],
            cwd=ROOT,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        )
        names = ("story", "moved", "gone", "long")
        self.pages = dict(zip(names, json.loads(told.stdout), strict=True))

    def start(self):
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "-c", str(CONF), "newsroom.wsgi"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        end = time.monotonic() + 60
        while "Booting worker" not in self.log.read_text():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < end, self.log.read_text()
            time.sleep(0.05)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        start = time.monotonic()
        assert self.process.wait(60) == 0
        return time.monotonic() - start

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

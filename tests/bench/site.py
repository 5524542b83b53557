"""A site to be measured: its own data, its own port, the web server that an operator starts."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.harness.ports import free_port
from tests.harness.site import OURS, ROOT

PATIENCE = 60  # seconds


@dataclass(frozen=True)
class Place:
    """Where a site's data is: a folder, and the URL of its database (SQLite in the folder when it is empty)."""

    name: str
    folder: Path
    database: str = ""
    port: int = 0

    def environment(self, **more) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in OURS}
        ours = {
            "DATA_DIR": str(self.folder),
            "ENV_FILE": "/dev/null",
            "SECRET_KEY": "only for what is measured, and long enough to pass for a real one 01234567",
            "SITE_URL": f"http://127.0.0.1:{self.port}",
            "TRUSTED_PROXIES": "1",
            "EMAIL_URL": "memorymail://",
            "REQUIRE_SECOND_FACTOR": "off",  # whose desk is measured has a password alone
            "TIME_ZONE": "Asia/Yerevan",
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "WEB_BIND": f"127.0.0.1:{self.port}",
        }
        return kept | ours | ({"DATABASE_URL": self.database} if self.database else {}) | more

    def run(self, module: str, *arguments: str, **more) -> str:
        """Run a module of ours to its end and return what it printed."""
        return self.python("-m", module, *arguments, **more)

    def python(self, *arguments: str, **more) -> str:
        """Run Python with these arguments to its end and return what it printed."""
        command = [sys.executable, *arguments]
        environment = self.environment(**more)
        done = subprocess.run(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True, text=True
        )
        return done.stdout


def place(name: str, folder: Path, database: str = "") -> Place:
    """Return a place for a site on a port that is free now."""
    return Place(name, folder, database, free_port())


@dataclass(frozen=True)
class Web:
    """The web server of a site, while it runs; `started_in` is seconds to its first page."""

    place: Place
    master: psutil.Process
    started_in: float

    @property
    def workers(self) -> list[psutil.Process]:
        return self.master.children()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.place.port}{path}"

    def get(self, path: str, **headers) -> bytes:
        request = urllib.request.Request(self.url(path), headers=headers)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.read()

    def pin(self, core: int) -> None:
        """Let it run on one core, where the machine lets us say so."""
        for process in (self.master, *self.workers):
            if hasattr(process, "cpu_affinity"):
                process.cpu_affinity([core])


@contextmanager
def web(site: Place):
    """Yield the web server of a site with one worker, as `make run` starts it; it is gone afterwards."""
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "newsroom.wsgi"]
    began = time.monotonic()
    with (site.folder / "web.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=site.environment(), stdout=log, stderr=log
        )
    try:
        while not _answers(site):
            if process.poll() is not None or time.monotonic() > began + PATIENCE:
                sys.exit((site.folder / "web.log").read_text())
            time.sleep(0.02)
        yield Web(site, psutil.Process(process.pid), time.monotonic() - began)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _answers(site):
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{site.port}/", timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True

"""The site as gunicorn serves it, before a database of the suite, and a reader who asks it."""

import gzip
import http.client
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import brotli

from tests.harness.nginx import nginx
from tests.harness.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds for a start, and for a stop
DECODERS = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
FORMS = ("br", "gzip", "identity")
FROM_THE_SITE, THROUGH_NGINX = 1, 2  # seconds after which everybody reads what was written
STATE = "X-Cache"  # where nginx says whether it had a page


@dataclass(frozen=True)
class Answer:
    """What a reader got, and when they began to ask, in seconds since 1970."""

    status: int
    headers: http.client.HTTPMessage
    text: str
    begun: float
    seconds: float


@dataclass
class Served:
    """Two web processes at one port and nginx at another."""

    web: subprocess.Popen
    web_port: int
    nginx_port: int
    log: Path
    nginx: subprocess.Popen

    def read(self, path, form="identity", *, port=None, method="GET", body=None, **headers):
        """Ask nginx (or another port) on a connection of its own."""
        begun = time.time()
        line = http.client.HTTPConnection("127.0.0.1", port or self.nginx_port, timeout=PATIENCE)
        usual = {"Host": "testserver", "Accept-Encoding": form}
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        line.request(method, path, body=body, headers=usual | given)
        answer = line.getresponse()
        text = (
            DECODERS[answer.headers.get("Content-Encoding")](answer.read())
            if method != "HEAD"
            else b""
        )
        line.close()
        return Answer(answer.status, answer.headers, text.decode(), begun, time.time() - begun)

    def ask_everywhere(self, *paths):
        """Have nginx ask for these paths in every form, and insist that each is there."""
        for path in paths:
            for form in FORMS:
                assert self.read(path, form).status == 200, path

    @property
    def address(self):
        return f"http://127.0.0.1:{self.nginx_port}"

    def asked_for(self, path):
        """Return how often the site itself was asked for a path."""
        return self.log.read_text().count(f" GET {path} ")

    def kill(self):
        """Kill the site in the middle of whatever it does, its processes with it."""
        os.killpg(self.web.pid, signal.SIGKILL)
        self.web.wait(PATIENCE)


@contextmanager
def gunicorn(folder: Path, database: str):
    """Yield the site before a database, its port and its log; it is gone afterwards."""
    port, log = free_port(), folder / "web.log"
    with log.open("wb") as output:
        web = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "newsroom.wsgi"],
            cwd=ROOT,
            env=environment(database, WEB_BIND=f"127.0.0.1:{port}", WEB_WORKERS="2"),
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        _wait_until_it_answers(web, port, log)
        yield web, port, log
    finally:
        _stop(web)


@contextmanager
def served(folder: Path, database: str):
    """Yield the site before a database, behind the shipped nginx; both are gone afterwards."""
    with (
        gunicorn(folder, database) as (web, port, log),
        nginx(port, free := free_port(), folder / "nginx") as before,
    ):
        yield Served(web, port, free, log, before)


def environment(database: str, **more) -> dict:
    """Return the environment of another process on the same database, behind one web server."""
    ours = {
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "TRUSTED_PROXIES": "1",
    }
    return os.environ | ours | more


def _wait_until_it_answers(web, port, log):
    end = time.monotonic() + PATIENCE
    while True:
        assert web.poll() is None, log.read_text()
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            line.request("GET", "/healthz", headers={"Host": "testserver"})
            line.getresponse().read()
            return
        except OSError:
            assert time.monotonic() < end, log.read_text()
            time.sleep(0.05)
        finally:
            line.close()


def _stop(web):
    web.terminate()
    try:
        web.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(web.pid, signal.SIGKILL)
        web.wait()

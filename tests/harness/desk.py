"""The web server alone, as an operator runs it, for tests that kill it under an editor's hands."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.harness.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds for a start


class Web:
    """Gunicorn at one port before a database; it can be killed and started again."""

    def __init__(self, folder: Path, database: str):
        self.folder, self.database, self.port = folder, database, free_port()
        self.process: subprocess.Popen | None = None
        if not (folder / "data" / "static").exists():
            self._run("manage.py", "collectstatic", "--noinput", "-v0").wait(PATIENCE)

    @property
    def address(self):
        return f"http://localhost:{self.port}"

    def start(self):
        """Start it and wait until it answers."""
        self.process = self._run("-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "newsroom.wsgi")
        end = time.monotonic() + PATIENCE
        while not self._answers():
            assert self.process.poll() is None, "gunicorn ended"
            assert time.monotonic() < end, "gunicorn does not answer"
            time.sleep(0.1)

    @property
    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def kill(self):
        """Kill it and its workers in the middle of whatever they do."""
        if self.is_running:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def _answers(self):
        try:
            urllib.request.urlopen(f"{self.address}/healthz", timeout=5).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True

    def _run(self, *arguments):
        with (self.folder / "web.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env=os.environ | self._environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _environment(self):
        return {
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "DATABASE_URL": self.database,
            "DATA_DIR": str(self.folder / "data"),
            "SITE_URL": self.address,
            "WEB_BIND": f"127.0.0.1:{self.port}",
            "REQUIRE_SECOND_FACTOR": "off",
        }

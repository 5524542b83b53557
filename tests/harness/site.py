"""A newspaper started with `make run` in a copy of this checkout, as a stranger would start it."""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
import venv
from pathlib import Path

import psutil

from tests.harness.ports import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 300  # seconds; what is asked of a start is asserted by the tests
OURS = {  # what the suite, or the make that runs it, put into the environment
    *("DATABASE_URL", "DATA_DIR", "DEBUG", "DJANGO_SETTINGS_MODULE", "EMAIL_URL", "ENV_FILE"),
    *("LOG_LEVEL", "MAKEFLAGS", "MAKELEVEL", "PORT", "REQUIRE_SECOND_FACTOR", "SECRET_KEY"),
    *("SITE_URL", "TIME_ZONE"),
}


class Site:
    """One checkout and, while it is open, the processes of its `make run`."""

    def __init__(self, folder: Path):
        self.folder, self.log, self.port = folder, folder.parent / "log", free_port()
        self.make: subprocess.Popen | None = None
        _copy_checkout(folder)

    @property
    def address(self):
        return f"http://localhost:{self.port}"

    def open(self) -> float:
        """Run `make run` and return the seconds until the site answers."""
        start = time.monotonic()
        with self.log.open("wb") as log:
            self.make = subprocess.Popen(
                ["make", "run"],
                cwd=self.folder,
                env=self.environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        while not self._answers():
            assert self.make.poll() is None, self.said
            assert time.monotonic() < start + PATIENCE, self.said
            time.sleep(0.05)
        return time.monotonic() - start

    def interrupt(self):
        """Stop it as Ctrl-C does, which reaches all that the terminal runs; return who outlived it."""
        return self._stop(os.killpg, signal.SIGINT)

    def terminate(self):
        """Stop it as a machine does, which knows `make` alone; return the processes that outlived it."""
        return self._stop(os.kill, signal.SIGTERM)

    def _stop(self, kill, number):
        processes = self.processes()
        kill(self.make.pid, number)
        self.make.wait(PATIENCE)
        return psutil.wait_procs(processes, timeout=30)[1]

    def run(self, *command, **more):
        """Run a command to its end in this checkout's environment."""
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment() | more,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )

    def environment(self):
        kept = {name: value for name, value in os.environ.items() if name not in OURS}
        return kept | {"PORT": str(self.port)}

    def processes(self):
        make = psutil.Process(self.make.pid)
        return [make, *make.children(recursive=True)]

    @property
    def said(self):
        return self.log.read_text()

    def _answers(self):
        try:
            urllib.request.urlopen(self.address, timeout=5).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True


def borrow_packages(folder):
    """Make the `.venv` of a copy from what is installed here: the same packages, nothing to fetch."""
    home = folder / ".venv"
    venv.create(home, symlinks=True)
    ours = Path(shutil.__file__).parent.name  # python3.11
    (home / "lib" / ours / "site-packages" / "borrowed.pth").write_text(
        "\n".join(path for path in sys.path if path.endswith("site-packages"))
    )
    shutil.copy(folder / "requirements" / "base.txt", home / "base.lock")


def _copy_checkout(folder):
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)

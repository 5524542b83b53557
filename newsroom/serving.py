"""`make run`: from a fresh checkout to a newspaper that answers, and the same again every other time."""

import errno
import os
import socket
import subprocess
import sys
from pathlib import Path

from newsroom import environment

ROOT = Path(__file__).resolve().parent.parent


def main():
    """Write what is missing, bring everything up to date and hand over to the keeper of the processes."""
    os.chdir(ROOT)
    os.umask(0o077)  # what readers and mails leave behind is this account's alone
    file = Path(os.environ.get("ENV_FILE", ".env"))
    environment.write_missing(file)
    whole = environment.complete(dict(os.environ), file)
    addresses = loopbacks(int(whole["PORT"]))
    whole["WEB_BIND"] = ",".join(addresses)
    if code := subprocess.run([sys.executable, "manage.py", "prepare"], env=whole).returncode:
        sys.exit(code)
    # The keeper begins anew, without what this needed: it stays in memory for as long as the site is open.
    os.execve(sys.executable, [sys.executable, "-m", "newsroom.processes"], whole)


def loopbacks(port):
    """Return this machine's own addresses, `localhost` being either; end with a sentence where one is taken."""
    addresses = [f"127.0.0.1:{port}"] if _is_free(socket.AF_INET, "127.0.0.1", port) else []
    if _is_free(socket.AF_INET6, "::1", port):
        addresses.append(f"[::1]:{port}")
    return addresses


def _is_free(family, host, port):
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        _refuse_if_taken(error, port)
        return False  # this machine has no such address
    return True


def _refuse_if_taken(error, port):
    if error.errno == errno.EADDRINUSE:
        sys.exit(f"Port {port} is in use. Choose another one: make run PORT={port + 1}")
    if error.errno == errno.EACCES:
        sys.exit(
            f"Port {port} is for the system's own servers. Choose another one: make run PORT=8000"
        )


if __name__ == "__main__":
    main()

"""The environment of `make run`: the `.env` it writes for a new site, and where the site listens and is read."""

import os
import secrets
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import environ

PORT = 8000
LOCAL = "localhost"
NEW = f"""\
# Written by `make run`. Variables of the environment win over this file; .env.example explains them all.
SECRET_KEY={{key}}
SITE_URL=http://{LOCAL}:{PORT}
# Mails are not sent: each is a file in data/mail. To send them: EMAIL_URL=smtp+tls://user:password@host:587
EMAIL_URL=filemail://
# On this machine a password is enough. On the web let everyone who can publish show a second factor: take this away.
REQUIRE_SECOND_FACTOR=off
"""


def write_missing(file: Path) -> None:
    """Write a `.env` with a secret of its own that only its owner can read; leave one that is there alone.

    It appears whole or not at all, however this ends and whoever else is writing one.
    """
    if file.exists():
        return
    descriptor, draft = tempfile.mkstemp(dir=file.parent, prefix=f"{file.name}.")  # 0600
    try:
        with open(descriptor, "w") as new:
            new.write(NEW.format(key=secrets.token_urlsafe(50)))
        with suppress(FileExistsError):  # somebody else was first
            os.link(draft, file)
    finally:
        os.unlink(draft)


def complete(given: dict[str, str], file: Path) -> dict[str, str]:
    """Return the whole environment of a site on this machine: what is given wins over what the file says."""
    filed = _read(file)
    port = _port(given, filed)
    site_url = given.get("SITE_URL") or _site_url(filed.get("SITE_URL", ""), port)
    return filed | given | {"PORT": str(port), "SITE_URL": site_url}


def _read(file):
    class File(environ.Env):
        ENVIRON: dict[str, str] = {}  # instead of this process's own

    File.read_env(file)
    return File.ENVIRON


def _port(given, filed):
    for source in (given, filed):
        if source.get("PORT"):
            return _number(source["PORT"])
        if _is_local(source.get("SITE_URL", "")):
            return urlsplit(source["SITE_URL"]).port or 80
    return PORT


def _number(port):
    if port.isascii() and port.isdigit() and 0 < int(port) < 65536:
        return int(port)
    sys.exit(f"PORT is to be a number between 1 and 65535, not {port!r}.")


def _site_url(filed, port):
    """Return the public address: the one in the file, whose port is moved along where it is this machine's own."""
    return filed if filed and not _is_local(filed) else f"http://{LOCAL}:{port}"


def _is_local(url):
    return urlsplit(url).hostname == LOCAL

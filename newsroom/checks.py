"""What is wrong with the settings, in the words of whoever runs the site."""

import os
import sqlite3
import zoneinfo
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks

from newsletter import returnpath

SAMPLES = ("change", "secret", "example", "sample", "insecure", "your-")
OLDEST_SQLITE = (3, 35, 0)  # the first that returns the rows of an update
MANY_PROXIES = 5
ONE_WEEK, TWO_WEEKS = 7, 14
NEVER_LEAVES = ("console", "dummy", "filebased", "locmem")


@checks.register()
def site_url(app_configs, **kwargs):
    """SITE_URL is scheme, host and perhaps a port."""
    if _is_address(settings.SITE_URL):
        return []
    return [
        checks.Error(
            f"SITE_URL is {settings.SITE_URL!r}, which is not the address of a site.",
            hint="Write scheme and host alone: SITE_URL=https://news.example.org",
            id="newsroom.E001",
        )
    ]


@checks.register()
def secret_key(app_configs, **kwargs):
    """SECRET_KEY is long and made by chance: it guards logins and the links in mail."""
    key = settings.SECRET_KEY
    if len(key) >= 50 and not key.lower().startswith(SAMPLES):
        return []
    return [
        checks.Warning(
            "SECRET_KEY can be guessed: it is short or looks like the one of an example.",
            hint="Make one with: openssl rand -base64 48",
            id="newsroom.W001",
        )
    ]


@checks.register()
def time_zone(app_configs, **kwargs):
    """TIME_ZONE is known."""
    if settings.TIME_ZONE in zoneinfo.available_timezones():
        return []
    return [
        checks.Error(
            f"TIME_ZONE is {settings.TIME_ZONE!r}, which is no time zone.",
            hint="Write one like TIME_ZONE=Asia/Yerevan or TIME_ZONE=UTC",
            id="newsroom.E002",
        )
    ]


@checks.register()
def data_dir(app_configs, **kwargs):
    """DATA_DIR can be written to, or made."""
    folder = Path(settings.DATA_DIR).absolute()
    nearest = next(place for place in (folder, *folder.parents) if place.exists())
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        return []
    return [
        checks.Error(
            f"DATA_DIR is {folder}, but {nearest} cannot be written to.",
            hint="Give the folder to the user that runs the site, or set DATA_DIR to another.",
            id="newsroom.E003",
        )
    ]


@checks.register()
def sqlite(app_configs, **kwargs):
    """The SQLite that Python brings is new enough and can search."""
    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return []  # Django itself refuses a PostgreSQL that is too old
    if sqlite3.sqlite_version_info >= OLDEST_SQLITE and _has_fts5():
        return []
    return [
        checks.Error(
            f"Python's SQLite ({sqlite3.sqlite_version}) is older than 3.35 or lacks FTS5.",
            hint="Use a newer Python, or set DATABASE_URL to a PostgreSQL database.",
            id="newsroom.E004",
        )
    ]


@checks.register()
def trusted_proxies(app_configs, **kwargs):
    """TRUSTED_PROXIES is a small number."""
    if 0 <= settings.TRUSTED_PROXIES <= MANY_PROXIES:
        return []
    return [
        checks.Error(
            f"TRUSTED_PROXIES is {settings.TRUSTED_PROXIES}; readers could pretend to be anyone.",
            hint="Count the proxies of yours between readers and the site: 0, 1 or 2.",
            id="newsroom.E005",
        )
    ]


@checks.register()
def reads_kept_days(app_configs, **kwargs):
    """READS_KEPT_DAYS leaves a week to compare the last one with."""
    if settings.READS_KEPT_DAYS >= TWO_WEEKS:
        return []
    return [
        checks.Error(
            f"READS_KEPT_DAYS is {settings.READS_KEPT_DAYS}: a week is compared with the one before.",
            hint="Keep what was counted for 14 days at least: READS_KEPT_DAYS=90",
            id="newsroom.E006",
        )
    ]


@checks.register()
def unsaved_kept_days(app_configs, **kwargs):
    """UNSAVED_KEPT_DAYS leaves writers the time in which they are told what goes."""
    if settings.UNSAVED_KEPT_DAYS > ONE_WEEK:
        return []
    return [
        checks.Error(
            f"UNSAVED_KEPT_DAYS is {settings.UNSAVED_KEPT_DAYS}: writers are told a week before what goes.",
            hint="Keep what nobody saved for more than 7 days: UNSAVED_KEPT_DAYS=30",
            id="newsroom.E007",
        )
    ]


@checks.register()
def bounces_to(app_configs, **kwargs):
    """BOUNCES_TO is a mailbox whose name leaves room for a token behind it."""
    mailbox = settings.BOUNCES_TO.partition("@")[0]
    if not mailbox or (
        returnpath.read(returnpath.address(1)) and len(mailbox) <= returnpath.LONGEST_MAILBOX
    ):
        return []
    return [
        checks.Error(
            f"BOUNCES_TO is {settings.BOUNCES_TO!r}, which is no mailbox, or one with a long name.",
            hint="Write one of 33 letters at most: BOUNCES_TO=bounces@example.org",
            id="newsroom.E008",
        )
    ]


@checks.register(deploy=True)
def reads_log(app_configs, **kwargs):
    """Where a web server stands before the site, what it answers from its cache is counted too."""
    if settings.READS_LOG or not settings.TRUSTED_PROXIES:
        return []
    return [
        checks.Info(
            "READS_LOG is not set: reads are counted of what reaches the site, not of what a cache answers.",
            hint="With deploy/nginx.conf write READS_LOG=/var/log/nginx/newsroom-reads.log",
            id="newsroom.I002",
        )
    ]


@checks.register(deploy=True)
def https(app_configs, **kwargs):
    """A public site is read over https."""
    if _is_local() or settings.SITE_URL.startswith("https://"):
        return []
    return [
        checks.Warning(
            f"{settings.SITE_URL} is read in the open: passwords can be overheard on the way.",
            hint="Put a proxy with a certificate before the site and write SITE_URL=https://…",
            id="newsroom.W002",
        )
    ]


@checks.register(deploy=True)
def email(app_configs, **kwargs):
    """The mail of a public site leaves the machine."""
    if _is_local():
        return []
    if any(f".{name}." in settings.EMAIL_BACKEND for name in NEVER_LEAVES):
        return [
            checks.Warning(
                "EMAIL_URL keeps mail on this machine: nobody can confirm a subscription.",
                hint="Write EMAIL_URL=smtp+tls://user:password@mail.example.org:587",
                id="newsroom.W003",
            )
        ]
    if "EMAIL_URL" in os.environ or settings.EMAIL_PROVIDER:
        return []
    return [
        checks.Info(
            "EMAIL_URL is not set, so mail goes to a mail server on this machine, port 25.",
            hint="Where there is none, write EMAIL_URL=smtp+tls://user:password@host:587",
            id="newsroom.I001",
        )
    ]


@checks.register(deploy=True)
def second_factor(app_configs, **kwargs):
    """On a public site a password alone publishes nothing."""
    if _is_local() or settings.REQUIRE_SECOND_FACTOR:
        return []
    return [
        checks.Warning(
            "REQUIRE_SECOND_FACTOR is off: whoever overhears or guesses one password can publish.",
            hint="Take the line out of .env, or write REQUIRE_SECOND_FACTOR=on",
            id="newsroom.W004",
        )
    ]


def _is_address(url):
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises ValueError where it is no number
    except ValueError:
        return False
    only_host = not (parts.path or parts.query or parts.fragment or parts.username)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and only_host


def _is_local():
    host = urlsplit(settings.SITE_URL).hostname or ""
    return host in ("localhost", "127.0.0.1", "::1") or host.endswith(".localhost")


def _has_fts5():
    with sqlite3.connect(":memory:") as memory:
        options = {name for (name,) in memory.execute("PRAGMA compile_options")}
    return "ENABLE_FTS5" in options

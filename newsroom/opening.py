"""Opening the newsroom: its tables, its static files and, in an empty one, a sample and somebody to log in."""

import hashlib
import secrets
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from newsroom.models import User
from newsroom.sample.fill import fill

ADMIN = "admin"


def prepare(now) -> str | None:
    """Bring tables and static files up to date and fill an empty newsroom; return the new `admin`'s password."""
    with ThreadPoolExecutor(1) as beside:  # pressing files takes seconds, and no database
        static = beside.submit(collect_static)
        call_command("migrate", interactive=False, verbosity=0)
        password = fill_empty(now)
        static.result()
    return password


def collect_static() -> None:
    """Collect the static files, unless they are those that were collected last."""
    collected, digest = settings.DATA_DIR / "static.digest", _static_digest()
    if collected.exists() and collected.read_text() == digest:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    collected.write_text(digest)


def _static_digest():
    """Return a digest of all that goes into the static files: our own, and what the installed versions bring."""
    digest = hashlib.sha256((settings.BASE_DIR / "requirements/base.txt").read_bytes())
    for folder in settings.STATICFILES_DIRS:
        for file in sorted(path for path in Path(folder).rglob("*") if path.is_file()):
            digest.update(f"{file.relative_to(folder)}:{file.stat().st_size}:".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


@transaction.atomic
def fill_empty(now) -> str | None:
    """Give a newsroom without people a sample (unless a paper has begun) and an `admin`: both, or neither."""
    if User.objects.exists():
        return None
    fill(timezone.localtime(now))
    return _make_admin()


def _make_admin():
    password = secrets.token_urlsafe(12)
    admin = User(username=ADMIN, is_staff=True, is_superuser=True)
    admin.set_temporary_password(password)
    admin.save()
    return password

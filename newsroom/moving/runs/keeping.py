"""How long the files of archives are kept: they hold the addresses of everybody who ever commented."""

import datetime
import time
from pathlib import Path

from django.core.files.storage import storages
from django.db.models.functions import Now

from newsroom.models import ImportFile, ImportRun

DAYS = 14  # after the end of the last run over them
STRAY = (
    86_400  # seconds after which a file that no row names was left behind by a process that died
)


def forget_uploads() -> None:
    """Delete the uploads of runs that ended long ago; their reports stay."""
    ended = Now() - datetime.timedelta(days=DAYS)
    for file in ImportFile.objects.filter(run__ended_at__lt=ended).exclude(upload=""):
        file.forget()


def forget_strays() -> None:
    """Delete files that no row names: whoever kept them was killed before the row was."""
    for path in _old():
        if not _is_named(path.name):
            path.unlink(missing_ok=True)


def _old():
    folder = Path(storages["archives"].location)
    if folder.is_dir():
        before = time.time() - STRAY
        yield from (path for path in folder.iterdir() if path.stat().st_mtime < before)


def _is_named(name):
    uploads = ImportFile.objects.filter(upload=name)
    return uploads.exists() or ImportRun.objects.filter(report=name).exists()

"""The files of an archive: uploads, and what an operator laid into the folder of the server."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import storages
from django.db import transaction
from django.utils.translation import gettext as _

from newsroom.models import ImportFile, ImportRun

SUFFIXES = (".xml", ".xml.gz")
LONGEST_NAME = 255
LONGEST_LAID = 200  # bytes


class Gone(Exception):
    """A file of the archive cannot be read any more; says which in the words of the desk."""


@dataclass(frozen=True)
class Lying:
    """An export that lies in the folder of the server."""

    name: str
    size: int  # bytes


def lying() -> list[Lying]:
    """Return the exports that lie in the folder of the server, by their names."""
    try:
        found = sorted(settings.ARCHIVES_DIR.iterdir())
    except OSError:
        return []  # nobody made it
    exports = (each for each in found if is_export(each.name) and each.is_file())
    return [Lying(each.name, each.stat().st_size) for each in exports]


def copied() -> Path:
    """Return where an operator lays a copy of the old site's uploads."""
    return settings.ARCHIVES_DIR / "uploads"


def is_export(name: str) -> bool:
    """Say whether a file of this name may be an export."""
    return name.lower().endswith(SUFFIXES)


def begin(user, uploads, chosen, *, zone: str) -> ImportRun:
    """Keep the uploads beside what was chosen in the folder, and let a worker look at them as one archive."""
    whole = [_keep(each) for each in uploads] + [_lies(each) for each in chosen]
    with transaction.atomic():
        run = ImportRun.objects.create(created_by=user, zone=zone)
        for position, file in enumerate(sorted(whole, key=lambda file: file.name)):
            file.run, file.position = run, position
            file.save()
    return run


@transaction.atomic
def hand_on(run: ImportRun, user, **options) -> ImportRun | None:
    """Let a new run with these options begin, with the files of one that ended; None where they went on already."""
    held = ImportRun.objects.select_for_update().get(pk=run.pk)
    if held.is_open or not held.files.exists():
        return None
    following = ImportRun.objects.create(created_by=user, source=held.source, **options)
    held.files.update(run=following)
    return following


@contextmanager
def side_by_side(run: ImportRun) -> Iterator[list[Path]]:
    """Lay the files of a run beside each other under the names that people gave them; raises `Gone`."""
    with TemporaryDirectory(prefix="archive-") as folder:
        yield [_laid(Path(folder), file) for file in run.files.all()]


def has_report(run: ImportRun) -> bool:
    """Say whether there is a whole report to read; one that is being written is none yet."""
    return bool(run.report) and not run.is_open and storages["archives"].exists(run.report)


def delete(run: ImportRun) -> None:
    """Delete a run with its uploads and its report: first what holds addresses, so that a kill leaves none behind."""
    for file in run.files.all():
        file.forget()
    if run.report:
        storages["archives"].delete(run.report)
    run.delete()


def _keep(upload):
    storage, end = storages["archives"], ".xml.gz" if upload.name.lower().endswith("gz") else ".xml"
    name = storage.save(f"{uuid4().hex}{end}", upload)
    return ImportFile(name=upload.name[-LONGEST_NAME:], size=upload.size, upload=name)


def _lies(each):
    return ImportFile(name=each.name, size=each.size, lies_in_folder=True)


def _laid(folder, file):
    """Return where a file is found under its own name, with its number before it where another has that name."""
    name = file.name.encode()[-LONGEST_LAID:].decode(errors="ignore").replace("/", "-")
    link = folder / name
    if link.is_symlink():
        link = folder / f"{file.position}-{name}"
    link.symlink_to(_path(file).resolve())
    return link


def _path(file):
    if file.lies_in_folder:
        path = settings.ARCHIVES_DIR / Path(file.name).name
    else:
        path = Path(storages["archives"].path(file.upload or "-"))
    if not path.is_file():
        raise Gone(_("“%(name)s” does not lie on the server any more.") % {"name": file.name})
    return path

"""The files of pictures and documents as they were uploaded."""

from collections.abc import Iterator

from django.core.files.storage import default_storage

from articles.models import Document, Picture
from newsroom.models import Masthead
from newsroom.moving.leaving import rows
from newsroom.moving.leaving.folder import Folder


def copy(folder: Folder) -> list[str]:
    """Copy every upload into `media/`, and return the names of those that are not where they should be."""
    folder.begin("media")
    missing = []
    for file in _files():
        name = f"media/{file.name}"
        if name in folder.sums:
            continue
        try:
            with file.storage.open(file.name) as source:
                folder.copy(name, source)
        except FileNotFoundError:
            missing.append(file.name)
    return missing


def _files() -> Iterator:
    for picture in rows.each(Picture.objects.only("original")):
        yield picture.original
    for document in rows.each(Document.objects.only("file")):
        yield document.file
    logo = Masthead.current().logo
    if logo.name and default_storage.exists(logo.name):
        yield logo

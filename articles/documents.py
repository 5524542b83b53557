"""Taking in files that readers download, and taking them away."""

from functools import partial
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.db import transaction
from django.utils.translation import gettext as _

from articles import filekinds, slugs
from articles.models import Document
from newsroom.models import OldAddress
from newsroom.press import pages, storage, turns

FOLDER = "documents"
TURN = "save a document or delete its file"


def kind_of(file: IO[bytes], name: str) -> str:
    """Return of which kind a file is; refuse with a `ValidationError` what readers may not download here."""
    if kind := filekinds.of(file, name):
        return kind
    raise ValidationError(
        _("This file is of no kind that readers may download here, or not what its name says.")
    )


def prepare(file: IO[bytes], name: str, document: Document | None = None) -> Document:
    """Keep a file and return the document that it is, whose row is not saved; prepared again it is still one file.

    Touches no table. Refuses what `kind_of` refuses, and leaves nothing of it.
    """
    document = document or Document()
    document.kind = kind_of(file, name)
    document.digest, document.size = storage.measure(file)
    document.name = f"{_stem(name)}.{document.kind}"
    document.file = storage.keep(storages["originals"], FOLDER, file, document.kind)
    return document


@transaction.atomic
def receive(file: IO[bytes], name: str, document: Document) -> None:
    """Keep an upload and save the row of its document."""
    turns.take(TURN)
    prepare(file, name, document)
    document.save()


@transaction.atomic
def save(document: Document) -> None:
    """Save the row of a document, unless the file that was prepared for it is `Gone` again with another one's row."""
    turns.take(TURN)
    if document.pk is None and not storages["originals"].exists(str(document.file)):
        raise storage.Gone
    document.save()


@transaction.atomic
def delete(document: Document) -> None:
    """Delete a document: its address says from then on that it is gone, and its file goes with the commit."""
    address, name = document.get_absolute_url(), str(document.file)
    document.delete()
    OldAddress.objects.get_or_create(path=address)
    transaction.on_commit(partial(delete_unused, name))
    pages.move()


def _stem(name: str) -> str:
    stem = name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    return slugs.slugify(stem) if stem else "file"


@transaction.atomic
def delete_unused(name: str) -> None:
    """Delete a file, unless a row names it."""
    turns.take(TURN)  # nobody may save a row with this file between the question and the deed
    if not Document.objects.filter(file=name).exists():
        storages["originals"].delete(name)

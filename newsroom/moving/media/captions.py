"""What an old site says about a picture or a file, as we say it."""

import hashlib
import json
import re

from articles.models import Document, Picture
from newsroom.moving import longest
from newsroom.moving.media.sources import name_of
from newsroom.moving.reading.records import Attachment
from newsroom.moving.texts import words

# What cameras and upload forms call a picture describes nothing.
_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp)|[\w-]*\d[\w-]*", re.IGNORECASE)
_NO_LETTERS = re.compile(r"[\W_]+")

Words = dict[str, str]


def of_attachment(attachment: Attachment, model: type[Picture | Document]) -> Words:
    """Return the words that an attachment brings along, by the fields of what it becomes here.

    A picture without a description is described by its title, never by the name of its file.
    """
    if model is Document:
        name = words.shorten(name_of(attachment.url), longest.TITLE)
        return {"title": words.line(attachment.title, longest.TITLE) or name}
    said = (words.line(text, longest.ALT) for text in (attachment.alt, attachment.title))
    return {
        "alt": next((text for text in said if text and not _is_file_name(text, attachment)), ""),
        "caption": words.line(attachment.caption, longest.CAPTION),
        "credit": words.line(attachment.credit, longest.CREDIT),
    }


def written(thing: Picture | Document, said: Words) -> Words:
    """Return what stands here in the place of these words."""
    return {field: getattr(thing, field) for field in said}


def write(thing: Picture | Document, said: Words) -> None:
    """Let a picture or a document say this; the row is not saved."""
    for field, text in said.items():
        setattr(thing, field, text)


def digest(said: Words) -> str:
    """Return what is the same for the same words."""
    return hashlib.sha256(json.dumps(sorted(said.items())).encode()).hexdigest()


def _is_file_name(text: str, attachment: Attachment) -> bool:
    if _FILE_NAME.fullmatch(text):
        return True
    return _letters(text) == _letters(name_of(attachment.url).rpartition(".")[0])


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text).casefold()

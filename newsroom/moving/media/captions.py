"""What an old site says about a picture, as we say it."""

import hashlib
import json
import re
from typing import NamedTuple
from urllib.parse import unquote

from articles.models import Picture
from newsroom.moving import longest
from newsroom.moving.reading.records import Attachment
from newsroom.moving.texts import words

# What cameras and upload forms call a picture describes nothing.
_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp)|[\w-]*\d[\w-]*", re.IGNORECASE)
_NO_LETTERS = re.compile(r"[\W_]+")


class Words(NamedTuple):
    """The words of a picture."""

    alt: str
    caption: str
    credit: str

    @property
    def digest(self) -> str:
        """Return what is the same for the same words."""
        return hashlib.sha256(json.dumps(self).encode()).hexdigest()


def of_attachment(attachment: Attachment) -> Words:
    """Return the words of a picture; one without a description is described by its title, never by its file's name."""
    described = (attachment.alt, attachment.title)
    said = (words.line(text, longest.ALT) for text in described)
    return Words(
        next((text for text in said if text and not _is_file_name(text, attachment.url)), ""),
        words.line(attachment.caption, longest.CAPTION),
        words.line(attachment.credit, longest.CREDIT),
    )


def of_picture(picture: Picture) -> Words:
    """Return the words that a picture has here."""
    return Words(picture.alt, picture.caption, picture.credit)


def _is_file_name(text: str, url: str) -> bool:
    if _FILE_NAME.fullmatch(text):
        return True
    stem = unquote(url.rpartition("/")[2].partition("?")[0]).rpartition(".")[0]
    return _letters(text) == _letters(stem)


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text).casefold()

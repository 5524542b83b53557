"""Asking an old site for a file."""

import pytest

from newsroom.moving.media.sources import Missing
from newsroom.moving.reading.records import Attachment
from newsroom.press import foreign

A = "/wp-content/uploads/a.jpg"
B = "/wp-content/uploads/b.jpg"


def attachment(url):
    return Attachment("40", url, "", "", "", "", "", "", "")


def is_here_or_public(address):
    return address == "127.0.0.1" or foreign.is_public(address)


def said(fetch, link=A):
    """Return why something is missing."""
    with pytest.raises(Missing) as missing:
        fetch(link)
    return str(missing.value)

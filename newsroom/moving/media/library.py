"""What became of the pictures and files of an old site, for those who meet their old addresses."""

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from articles.models import Document, Picture
from newsroom.models import Moved, OldAddress
from newsroom.moving import longest
from newsroom.moving.reading import addresses
from newsroom.moving.reading.index import Index
from newsroom.moving.texts import media
from newsroom.moving.texts.addresses import is_picture
from newsroom.oldlinks.addresses import asking

PICTURE, FILE = "picture", "file"
MODELS: dict[str, type[Picture | Document]] = {PICTURE: Picture, FILE: Document}
NOTHING = ("", 0)
PROMISED = 2**31 - 1  # the key of what a rehearsal would bring
REMEMBERED = 2000  # addresses of the last bodies


class Library:
    """The pictures and files that came from one old site, found by any of their addresses there.

    `source` names the site as `Moved` does. What is brought while a library is asked may stay unknown to it:
    ask when all is brought.
    """

    def __init__(self, source: str, index: Index):
        self.source = source
        self.home = f"https://{source}/"
        self._index = index
        self._promised: set[str] = set()
        self._found = lru_cache(REMEMBERED)(self._find)

    def picture(self, url: str) -> int | None:
        """Return the key of the picture at this address or of the one of which it is another size."""
        kind, key = self._found(url)
        return key if kind == PICTURE else None

    def picture_of(self, attachment_id: str) -> int | None:
        """Return the key of the picture that the old site kept under this number."""
        if attachment := self._index.attachment(attachment_id):
            return self.picture(attachment.url)
        # An earlier part of the archive may have brought it.
        path = asking(urlsplit(self.home).path, "p", attachment_id)
        leads = OldAddress.objects.filter(path=path, kind=PICTURE, source=self.source).first()
        key = leads.new_id if leads else None
        return key if key and Picture.objects.filter(pk=key).exists() else None

    def file(self, url: str) -> str | None:
        """Return the address here of a file, or of the largest picture that readers get."""
        kind, key = self._found(url)
        if key == PROMISED:
            return url
        if kind == FILE:
            document = Document.objects.filter(pk=key).first()
            return document.get_absolute_url() if document else None
        picture = Picture.objects.visible().filter(pk=key).first() if kind else None
        return picture.whole_at_most(max(picture.whole or picture.widths)) if picture else None

    def promise(self, name: str) -> None:
        """Let what is kept under a name be here for a rehearsal, which would have brought it."""
        self._promised.add(name)

    def identity(self, url: str) -> str:
        """Return what an address is kept under: the same for all its spellings, nothing for no address."""
        return identity(url, self.home)

    def whole(self, url: str) -> str:
        """Return an address with its host, which is the old site's where it has none; nothing for no address."""
        try:
            return urljoin(self.home, url.strip()).replace(" ", "%20")
        except ValueError:
            return ""

    def _find(self, url: str) -> tuple[str, int]:
        names = [self.identity(each) for each in media.originals(self.whole(url))]
        for moved in _in_order(self._moved(names), names):
            if MODELS[moved.kind].objects.filter(pk=moved.new_id).exists():
                return moved.kind, moved.new_id
        if self._promised.isdisjoint(names):
            return NOTHING
        return PICTURE if is_picture(url) else FILE, PROMISED

    def _moved(self, names: Iterable[str]):
        return Moved.objects.filter(source=self.source, kind__in=MODELS, old_id__in=names)


def identity(url: str, home: str) -> str:
    """Return the address of a file without what says nothing about it, or its digest where that is too long."""
    address = addresses.same(url, home)
    if len(address) <= longest.OLD_ID:
        return address
    return hashlib.sha256(address.encode()).hexdigest()


def _in_order(rows: Iterable[Moved], names: list[str]) -> list[Moved]:
    return sorted(rows, key=lambda moved: names.index(moved.old_id))

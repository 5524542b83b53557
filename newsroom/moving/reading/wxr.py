"""Read WordPress's export format (WXR 1.0, 1.1 and 1.2) piece by piece, trusting nothing in it."""

import re
from collections import deque
from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from newsroom.moving.reading import mended
from newsroom.moving.reading.elements import MAKERS
from newsroom.moving.reading.mended import Mended
from newsroom.moving.reading.records import NotAnExport, Record, Site

# No honest post comes near these; a file that does wants our memory, not our readers.
LARGEST_RECORD = 64 << 20  # characters
LARGEST_TOKEN = 4 << 20  # bytes of one tag or comment
AN_ELEMENT = 64  # characters that an element costs, empty as it may be
DEEPEST = 32  # elements inside one another

WORDPRESS = re.compile(r"https?://wordpress\.org/export/([^/]+)/?(excerpt/?)?")
VERSIONS = {"1.0", "1.1", "1.2"}
HEAD = {"title", "link", "language", "wp:base_site_url", "wp:base_blog_url", "wp:wxr_version"}
CUT_OFF = gettext_noop("the file ends here, in the middle")
WHY = {
    "XML_ERROR_INVALID_TOKEN": gettext_noop("a character may not stand there"),
    "XML_ERROR_JUNK_AFTER_DOC_ELEMENT": gettext_noop(
        "something follows behind the end of the export"
    ),
    "XML_ERROR_NO_ELEMENTS": CUT_OFF,
    "XML_ERROR_TAG_MISMATCH": gettext_noop(
        "a tag closes another element than the one that is open"
    ),
    "XML_ERROR_UNBOUND_PREFIX": gettext_noop("a tag has a prefix that the file does not explain"),
    "XML_ERROR_UNCLOSED_CDATA_SECTION": CUT_OFF,
    "XML_ERROR_UNCLOSED_TOKEN": CUT_OFF,
}
MALFORMED = {expat.errors.codes[getattr(expat.errors, name)]: why for name, why in WHY.items()}
PREFIXES = {
    "://purl.org/rss/1.0/modules/content/": "content:",
    "://purl.org/dc/elements/1.1/": "dc:",
}


def records(pieces: Iterator[str], log: Mended) -> Iterator[Record]:
    """Yield the site and then its records in the order of the text, or raise `NotAnExport`."""
    yield from _Reader(log).records(pieces)


class _Reader:
    """Builds one small tree for each child of the channel and turns it into a record."""

    def __init__(self, log: Mended):
        self.log = log
        self.parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.refuse_doctype
        self.parser.StartNamespaceDeclHandler = self.declare
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.ready: deque[Record] = deque()
        self.depth = 0
        self.version = ""
        self.head: dict[str, str] | None = {}
        self.tree = TreeBuilder()
        self.size = self.line = self.fed = 0

    def records(self, pieces: Iterator[str]) -> Iterator[Record]:
        for piece in pieces:
            self.feed(piece.encode())
            yield from self.drain()
        self.feed(b"", last=True)
        self.finish()
        yield from self.drain()

    def feed(self, piece: bytes, *, last: bool = False):
        try:
            self.parser.Parse(piece, last)
        except expat.ExpatError as error:
            why = _(MALFORMED.get(error.code) or expat.ErrorString(error.code))
            what = _("is not well-formed XML: %(why)s") % {"why": why}
            raise NotAnExport.because(error.lineno, what) from None
        self.fed += len(piece)
        if self.fed - self.parser.CurrentByteIndex > LARGEST_TOKEN:
            self.refuse(_("begins a tag or a comment that does not end"))

    def drain(self) -> Iterator[Record]:
        while self.ready:
            yield self.ready.popleft()

    def refuse(self, what: str):
        raise NotAnExport.because(self.parser.CurrentLineNumber, what)

    # What expat calls -------------------------------------------------------------------------

    def refuse_doctype(self, *_declared):
        # Entities, external files and their blow-ups all begin here; no export has one.
        self.refuse(_("begins a document type declaration, which no WordPress export has"))

    def declare(self, _prefix: str | None, uri: str):
        found = WORDPRESS.fullmatch(uri or "")
        if not found:
            return
        if found[1] not in VERSIONS:
            what = _("asks for version %(version)s of the export format; 1.0 to 1.2 can be read")
            self.refuse(what % {"version": found[1]})
        self.version = found[1]

    def start(self, name: str, attributes: dict[str, str]):
        self.depth += 1
        name = _short(name)
        if self.depth == 1 and name != "rss":
            what = _("begins with <%(name)s>, not with the <rss> of a WordPress export")
            self.refuse(what % {"name": name})
        if self.depth == 2 and name != "channel":
            what = _("has <%(name)s> where a WordPress export has its <channel>")
            self.refuse(what % {"name": name})
        if self.depth > DEEPEST:
            self.refuse(_("goes deeper than any WordPress export"))
        if self.depth == 3:
            self.tree, self.size = TreeBuilder(), 0
            self.line = self.parser.CurrentLineNumber
        if self.depth >= 3:
            self.grow(AN_ELEMENT + sum(map(len, (name, *attributes, *attributes.values()))))
            self.tree.start(name, attributes)

    def text(self, data: str):
        if self.depth >= 3:
            self.grow(len(data))
            self.tree.data(data)

    def grow(self, size: int):
        self.size += size
        if self.size > LARGEST_RECORD:
            self.refuse(_("belongs to a record that is larger than any post"))

    def end(self, name: str):
        self.depth -= 1
        if self.depth < 2:
            return
        self.tree.end(_short(name))
        if self.depth == 2:
            self.take(self.tree.close())

    # What becomes of a child of the channel ---------------------------------------------------

    def take(self, element: Element):
        if element.tag == "wp:wxr_version" and _words(element) not in VERSIONS | {""}:
            self.refuse(_("names a version of the export format other than 1.0, 1.1 and 1.2"))
        make = MAKERS.get(element.tag)
        if make:
            self.finish()
            self.ready.append(make(element, self.line))
        elif self.head is not None and element.tag in HEAD:
            self.head.setdefault(element.tag, _words(element))

    def finish(self):
        """Name the site, once: before its first record or, in an empty export, at the end."""
        if self.head is None:
            return
        if not self.version:
            self.refuse(_("belongs to a feed that is not an export of WordPress"))
        if not self.head.get("wp:wxr_version"):
            self.log.note(self.line or self.parser.CurrentLineNumber, mended.VERSION)
        head, self.head = self.head, None
        self.ready.append(
            Site(
                title=head.get("title", ""),
                link=head.get("link", ""),
                base_site_url=head.get("wp:base_site_url", ""),
                base_blog_url=head.get("wp:base_blog_url", ""),
                language=head.get("language", ""),
                version=head.get("wp:wxr_version") or self.version,
            )
        )


def _words(element: Element) -> str:
    return (element.text or "").strip()


@lru_cache(maxsize=512)
def _short(name: str) -> str:
    """Return `wp:post_id` for the name in full, whichever version and scheme its namespace has."""
    uri, _space, local = name.rpartition(" ")
    if not uri:
        return local
    if found := WORDPRESS.fullmatch(uri):
        return f"excerpt:{local}" if found[2] else f"wp:{local}"
    return PREFIXES.get(uri.removeprefix("https").removeprefix("http"), "other:") + local

"""Turn the bytes of an export into characters that XML allows, and list what was none."""

import codecs
import re
from collections.abc import Iterator
from io import IncrementalNewlineDecoder

from django.utils.translation import gettext as _

from newsroom.moving.reading import mended
from newsroom.moving.reading.mended import Lines, Mended
from newsroom.moving.reading.records import NotAnExport

HEAD = 1 << 16  # bytes that are searched for the declaration
UTF_8 = "utf-8-sig"
# What HTML calls ISO-8859-1 is Windows-1252 everywhere; ASCII that is none is mostly UTF-8.
READ_AS = {"utf-8": UTF_8, "ascii": UTF_8, "utf-16": UTF_8, "iso8859-1": "cp1252"}
SINGLE_BYTES = frozenset(
    "cp1250 cp1251 cp1252 cp1253 cp1254 cp1257 iso8859-2 iso8859-5 iso8859-7 iso8859-9 iso8859-15 "
    "koi8-r koi8-u".split()
)
MARKS = {
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}
_DECLARATION = re.compile(rb"<\?xml\s[^>]*?\sencoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_FORBIDDEN = re.compile("[\udc80-\udcff]+|[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ANY = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # the quicker question
_CUT_SHORT = re.compile("[\udcc2-\udcf4][\udc80-\udcbf]+")
_BREAKS = "\x0b\x0c"  # they part words


def decode(pieces: Iterator[bytes], log: Mended) -> Iterator[str]:
    """Yield the text piece by piece, with `\\n` at the end of each line, as XML sees it."""
    first = next(pieces, b"")
    # Bytes that make no character come through as lone surrogates, which no text has.
    codec = codecs.getincrementaldecoder(_encoding(first[:HEAD]))("surrogateescape")
    decoder = IncrementalNewlineDecoder(codec, translate=True)
    characters = _Characters(log)
    yield characters.mend(_decoded(decoder, first))
    for piece in pieces:
        yield characters.mend(_decoded(decoder, piece))
    yield characters.mend(_decoded(decoder, b"", last=True))


def _encoding(head: bytes) -> str:
    marked = next((name for mark, name in MARKS.items() if head.startswith(mark)), "")
    declared = _DECLARATION.search(head)
    if marked or not declared:
        return marked or UTF_8
    try:
        name = codecs.lookup(declared[1].decode()).name
    except LookupError:
        name = ""
    name = READ_AS.get(name, name)
    if name not in SINGLE_BYTES | {UTF_8}:
        raise NotAnExport.because(1, _("names an encoding that cannot be read"))
    return name


def _decoded(decoder: IncrementalNewlineDecoder, piece: bytes, *, last: bool = False) -> str:
    try:
        return decoder.decode(piece, last)
    except UnicodeDecodeError:
        what = _("names an encoding in which it is not written")
        raise NotAnExport.because(1, what) from None


class _Characters:
    """Puts something readable in the place of everything that XML forbids."""

    def __init__(self, log: Mended):
        self.log = log
        self.lines = Lines()
        self.before = ""  # the last character of the piece before

    def mend(self, text: str) -> str:
        mended_text = _FORBIDDEN.sub(self.replace, text) if _ANY.search(text) else text
        self.lines.leave(text, len(text))
        self.before = text[-1:] or self.before
        return mended_text

    def replace(self, found: re.Match) -> str:
        start = found.start()
        what, instead = _meaning(found[0], found.string[start - 1] if start else self.before)
        self.log.note(self.lines.at(found.string, found.start()), what)
        return instead


def _meaning(found: str, before: str) -> tuple[str, str]:
    if not "\udc80" <= found[0] <= "\udcff":
        return mended.CONTROL, " " if found in _BREAKS else ""
    if _CUT_SHORT.fullmatch(found) or not before.isascii():
        return mended.LOST, "�"
    return mended.BYTE, found.encode("utf-8", "surrogateescape").decode("cp1252", "replace")

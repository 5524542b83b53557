"""Which files readers may download, told from what is in them and from the ending of their name together."""

import re
from collections.abc import Callable
from typing import IO, NamedTuple

HEAD = 65_536  # bytes that show what a file is, at either end
_BRANDS = (b"iso", b"mp4", b"avc", b"dash", b"MSNV", b"M4A", b"M4B", b"M4V")
_PACKED = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
# What begins with a tag is a page or a drawing, whatever its name says and whatever follows.
_TAG = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")


class Kind(NamedTuple):
    """A kind of files: what it is sent as, whether browsers may show it, and how its first and last bytes look."""

    media_type: str
    is_shown: bool
    looks: Callable[[bytes, bytes], bool]


def of(file: IO[bytes], name: str) -> str:
    """Return the ending of a file's kind, nothing for one that is not what its name says or of no kind of ours."""
    file.seek(0)
    head = file.read(HEAD)
    size = file.seek(0, 2)
    file.seek(max(0, size - HEAD))
    tail = file.read(HEAD)
    file.seek(0)
    return _of(head, tail, name)


def may_be(head: bytes, name: str) -> bool:
    """Say whether a file that begins like this may be of a kind of ours; its end is not known yet."""
    return bool(_of(head, _ANY_END, name))


def ending(name: str) -> str:
    """Return the ending of a name as we write it."""
    said = name.rpartition(".")[2].lower()
    return {"oga": "ogg", "m4b": "m4a", "m4v": "mp4"}.get(said, said)


def _of(head: bytes, tail: bytes, name: str) -> str:
    said = ending(name)
    kind = KINDS.get(said)
    return said if kind and kind.looks(head, tail) else ""


def _begins(*with_: bytes) -> Callable[[bytes, bytes], bool]:
    return lambda head, tail: head.startswith(with_)


def _office(folder: bytes) -> Callable[[bytes, bytes], bool]:
    """Return how an Office file looks: packed, with its table of contents at either end."""

    def looks(head: bytes, tail: bytes) -> bool:
        both = head + tail
        return head.startswith(_PACKED) and b"[Content_Types].xml" in both and folder in both

    return looks


def _open(media_type: str) -> Callable[[bytes, bytes], bool]:
    """Return how an OpenDocument file or a book looks: its own name is the first thing that is packed."""
    said = b"mimetype" + media_type.encode()
    return lambda head, tail: head.startswith(_PACKED) and head[30:].startswith(said)


def _is_mp3(head: bytes, tail: bytes) -> bool:
    is_frame = head[:1] == b"\xff" and head[1:2] in (b"\xfb", b"\xfa", b"\xf3", b"\xf2")
    return head.startswith(b"ID3") or is_frame


def _is_mpeg4(head: bytes, tail: bytes) -> bool:
    return head[4:8] == b"ftyp" and head[8:].startswith(_BRANDS)


def _is_pdf(head: bytes, tail: bytes) -> bool:
    return b"%PDF-" in head[:1024] and not _TAG.match(head)


def _is_text(head: bytes, tail: bytes) -> bool:
    return bool(head) and b"\0" not in head and not _TAG.match(head)


def _packed_kinds() -> dict[str, Kind]:
    office = "application/vnd.openxmlformats-officedocument."
    opened = "application/vnd.oasis.opendocument."
    kinds = {
        "docx": (f"{office}wordprocessingml.document", _office(b"word/")),
        "xlsx": (f"{office}spreadsheetml.sheet", _office(b"xl/")),
        "pptx": (f"{office}presentationml.presentation", _office(b"ppt/")),
    }
    names = {"odt": f"{opened}text", "ods": f"{opened}spreadsheet", "odp": f"{opened}presentation"}
    names["epub"] = "application/epub+zip"
    kinds |= {short: (media_type, _open(media_type)) for short, media_type in names.items()}
    return {short: Kind(media_type, False, looks) for short, (media_type, looks) in kinds.items()}


# What the end of a file may hold, as long as it is not known.
_ANY_END = b"[Content_Types].xml word/ xl/ ppt/"
KINDS = _packed_kinds() | {
    "pdf": Kind("application/pdf", True, _is_pdf),
    "mp3": Kind("audio/mpeg", True, _is_mp3),
    "m4a": Kind("audio/mp4", True, _is_mpeg4),
    "ogg": Kind("audio/ogg", True, _begins(b"OggS")),
    "wav": Kind(
        "audio/wav", True, lambda head, tail: head.startswith(b"RIFF") and head[8:12] == b"WAVE"
    ),
    "mp4": Kind("video/mp4", True, _is_mpeg4),
    "webm": Kind("video/webm", True, _begins(b"\x1a\x45\xdf\xa3")),
    "csv": Kind("text/csv; charset=utf-8", False, _is_text),
    "txt": Kind("text/plain; charset=utf-8", False, _is_text),
    "zip": Kind("application/zip", False, _begins(*_PACKED)),
    "doc": Kind("application/msword", False, _begins(_OLD_OFFICE)),
    "xls": Kind("application/vnd.ms-excel", False, _begins(_OLD_OFFICE)),
    "ppt": Kind("application/vnd.ms-powerpoint", False, _begins(_OLD_OFFICE)),
}

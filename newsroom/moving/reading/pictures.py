"""The files that WordPress made of one picture."""

from newsroom.moving.reading import phpdata
from newsroom.moving.reading.records import Item

NOTED = ("_wp_attachment_metadata", "_wp_attachment_backup_sizes")
MOST = 100  # files of one picture
LONGEST = 7  # digits of the width of one


def other_files(item: Item) -> list[str]:
    """Return the names of a picture's other sizes, of its original and of what it was before it was edited."""
    found = [name for key in NOTED for name in _names(phpdata.parse(item.first(key)))]
    return list(dict.fromkeys(name for name in found if name and "/" not in name))[:MOST]


def spares(item: Item) -> tuple[str, ...]:
    """Return the names of the files that show all of a picture, what was uploaded first, then from large to small."""
    noted = phpdata.parse(item.first(NOTED[0]))
    if not isinstance(noted, dict):
        return ()
    sizes = noted.get("sizes")
    shown = list(sizes.values()) if isinstance(sizes, dict) else []
    uncut = [(_width(size), size.get("file")) for size in shown if _is_uncut(size, noted)]
    names = [noted.get("original_image"), *(name for _, name in sorted(uncut, key=_largest))]
    return tuple(name for name in names if isinstance(name, str) and name and "/" not in name)


def _largest(found):
    return -found[0]


def _is_uncut(size, noted) -> bool:
    """Say whether a size has the shape of the picture, within what rounding takes."""
    if not isinstance(size, dict):
        return False
    width, height, whole, high = _width(size), _height(size), _width(noted), _height(noted)
    return abs(width * high - whole * height) <= max(whole, high)


def _width(noted) -> int:
    return _number(noted.get("width"))


def _height(noted) -> int:
    return _number(noted.get("height"))


def _number(said: phpdata.Data) -> int:
    written = str(said)
    return int(written) if written.isdecimal() and len(written) < LONGEST else 0


def _names(noted: phpdata.Data) -> list[str]:
    if not isinstance(noted, dict):
        return []
    sizes = noted.get("sizes", noted)
    sizes = list(sizes.values()) if isinstance(sizes, dict) else []
    names = [size.get("file") for size in sizes if isinstance(size, dict)]
    return [name for name in [noted.get("original_image"), *names] if isinstance(name, str)]

"""The files that WordPress made of one picture."""

from newsroom.moving.reading import phpdata
from newsroom.moving.reading.records import Item

NOTED = ("_wp_attachment_metadata", "_wp_attachment_backup_sizes")
MOST = 100  # files of one picture


def other_files(item: Item) -> list[str]:
    """Return the names of a picture's other sizes, of its original and of what it was before it was edited."""
    found = [name for key in NOTED for name in _names(phpdata.parse(item.first(key)))]
    return list(dict.fromkeys(name for name in found if name and "/" not in name))[:MOST]


def _names(noted: phpdata.Data) -> list[str]:
    if not isinstance(noted, dict):
        return []
    sizes = noted.get("sizes", noted)
    sizes = list(sizes.values()) if isinstance(sizes, dict) else []
    names = [size.get("file") for size in sizes if isinstance(size, dict)]
    return [name for name in [noted.get("original_image"), *names] if isinstance(name, str)]

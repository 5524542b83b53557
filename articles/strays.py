"""Files that no row names: whoever kept them was killed before the row was saved, and nobody offered them again."""

import os
import time
from collections import defaultdict
from collections.abc import Callable

from django.core.files.storage import Storage, storages
from django.db.models import Model

from articles import documents, pictures, renditions
from articles.models import Document, Picture
from newsroom.press import storage

# In seconds: a database that was laid back from an older copy knows nothing of the newest files.
OLD = 30 * 86_400
FOLDERS = 256  # among which files are spread by the first two letters of their names
A_MINUTE = 60
AT_ONCE = 500  # names in one question
FEW = 20


def clear() -> None:
    """Look into another one of the folders each minute, and into all of them some five times a day."""
    clear_folder(f"{int(time.time() // A_MINUTE) % FOLDERS:02x}")


def clear_folder(name: str) -> None:
    """Delete what has long been nobody's in the folders of this name.

    Whoever prepares a row with such a file at this moment notices when it is saved, and keeps the file again.
    """
    if not _is_their_database():
        return
    originals = storages["originals"]
    _clear(
        _old(originals, f"{pictures.MOVED}/{name}"), Picture, "original", renditions.delete_upload
    )
    _clear(_old(originals, f"{documents.FOLDER}/{name}"), Document, "file", documents.delete_unused)
    cuts = _old(storages["renditions"], renditions.FOLDER + name, _stem)
    _clear(cuts, Picture, "stem", renditions.delete_cuts)


def _clear(names: list[str], model: type[Model], field: str, delete: Callable[[str], None]) -> None:
    for start in range(0, len(names), AT_ONCE):
        some = names[start : start + AT_ONCE]
        named = model._default_manager.filter(**{f"{field}__in": some})
        for name in set(some) - set(named.values_list(field, flat=True)):
            delete(name)


def _old(kept: Storage, folder: str, of: Callable[[str], str] = str) -> list[str]:
    """Return the files of a folder that nobody has touched for long, or `of` what all of them are."""
    path, before = kept.path(folder), time.time() - OLD
    newest: dict[str, float] = defaultdict(float)
    for file in os.scandir(path) if os.path.isdir(path) else ():
        # When it came here: the other times of a file come along where somebody copies it.
        touched = file.stat().st_ctime
        if not file.name.endswith(storage.PART):
            name = of(f"{folder}/{file.name}")
            newest[name] = max(newest[name], touched)
        elif touched < before:
            storage.drop_part(file.path)
    return [name for name, touched in newest.items() if touched < before]


def _stem(name: str) -> str:
    return name.rpartition("-")[0]


def _is_their_database() -> bool:
    """Say whether any of the newest files that the database names is here: another one's rows say nothing of ours."""
    rows = Picture.objects.order_by("-pk").values_list("original", flat=True)[:FEW]
    more = Document.objects.order_by("-pk").values_list("file", flat=True)[:FEW]
    return any(map(storages["originals"].exists, [*rows, *more]))

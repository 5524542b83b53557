"""A file of redirects, line by line: as our export and editors write one, or WordPress's plugin Redirection."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TextIO

from django.utils.translation import gettext

PLUGIN = ["source", "target", "regex", "code", "type"]  # its first columns
UNKNOWN = "/unknown"  # what the plugin writes where it depends on the reader


class Line(NamedTuple):
    """An old address and where it leads, nothing where it is gone for good; or `why` the line says neither."""

    number: int
    path: str
    target: str
    why: str = ""


def opened(path: Path | str) -> TextIO:
    """Return a file of redirects as text; what is no UTF-8 in it stays visible, and no address."""
    return open(path, encoding="utf-8-sig", errors="backslashreplace")


def read(file: Iterable[str]) -> Iterator[Line]:
    """Yield the lines that say something; the first may name the columns."""
    is_plugin_s = False
    for number, text in enumerate(file, start=1):
        try:
            # No address goes over two lines: a quote that is left open spoils its own alone.
            cells = [cell.strip() for cell in next(csv.reader([text], strict=True), [])]
        except csv.Error:
            yield Line(number, "", "", gettext("This is no line of CSV."))
            continue
        if number == 1 and _is_head(cells):
            is_plugin_s = cells[: len(PLUGIN)] == PLUGIN
        elif cells and cells[0]:
            yield _of_plugin(number, cells) if is_plugin_s else Line(number, *_two(cells))


def _is_head(cells):
    return bool(cells) and not cells[0].startswith(("/", "http"))


def _two(cells):
    return (*cells, "")[:2]


def _of_plugin(number, cells):
    path, target, pattern, code = (*cells, "", "", "")[:4]
    is_gone = code.startswith("4")
    return Line(
        number, path, "" if is_gone else target, _objection(target, pattern, is_gone, cells)
    )


def _objection(target, pattern, is_gone, cells):
    if pattern == "1":
        return gettext("This is a pattern, not an address.")
    if "disabled" in cells[len(PLUGIN) :]:
        return gettext("It was switched off on the old site.")
    if not is_gone and target in ("", UNKNOWN):
        return gettext("The file does not say where it leads.")
    return ""

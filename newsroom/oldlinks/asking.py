"""What somebody means who asks for an address as WordPress made them, before anything is looked up."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from newsroom.oldlinks import addresses

# By these the front page of an old site asked for something else.
ASKING = frozenset([*addresses.ITEM_NAMES, *addresses.LIST_NAMES, "m", "s", "feed"])
MOST_PARTS = 8  # of a path; no old address goes deeper
_ENDING = re.compile(
    r"/(?:(?P<feed>feed|rss2?|atom|rdf)|(?P<thread>comment-page-[0-9]+)|page/[0-9]+|amp|embed|trackback)$"
)
_PICTURE = re.compile(
    r"(?P<name>.+?)(?:-[0-9]{1,5}x[0-9]{1,5})?(?P<kind>\.(?:jpe?g|png|gif|webp|avif|bmp|tiff?|heic))"
)
_PERIOD = re.compile(r"/([0-9]{4})(?:/([0-9]{1,2}))?(?:/([0-9]{1,2}))?")
_DIGITS = re.compile(r"([0-9]{4})([0-9]{2})?([0-9]{2})?")


class Guess(NamedTuple):
    """An old address that may be meant: of whatever, or of these kinds alone, or only where another is known too."""

    path: str
    kinds: tuple[str, ...] = ()
    beside: str = ""


@dataclass(frozen=True)
class Asked:
    """An address taken apart; `path` is what is left without what WordPress hung behind it."""

    path: str
    guesses: tuple[Guess, ...]
    folders: tuple[str, ...]  # below one of which the old site may have stood
    feed: str = ""
    thread: bool = False
    comment: str = ""  # the number of the one that is answered
    search: str | None = None
    digits: str = ""
    is_by_name: bool = False  # it asks for one thing, by its number or its name

    def looked_up(self) -> set[str]:
        """Return every address that says something about this one."""
        return {*self.folders, *(part for g in self.guesses for part in (g.path, g.beside) if part)}


def read(path: str, query: Mapping[str, str]) -> Asked:
    """Take a decoded path and its query apart."""
    whole = addresses.plain(path)
    rest, endings = _without_endings(whole)
    comment = query.get("replytocom", "")
    return Asked(
        path=rest,
        guesses=tuple(_guesses(whole, rest, query)),
        folders=_folders(rest),
        feed=query.get("feed", "feed" if "feed" in endings else ""),
        thread="thread" in endings,
        comment=comment if addresses.is_number(comment) else "",
        search=query.get("s"),
        digits=query.get("m", ""),
        is_by_name=any(addresses.by_name(rest, query)),
    )


def period(path: str) -> list[int]:
    """Return the year, the month and the day that a path names, as far as it goes; nothing where it is another."""
    found = _PERIOD.fullmatch(path)
    return [int(part) for part in found.groups() if part] if found else []


def period_in_digits(text: str) -> list[int]:
    """Return the same of 2019, 201905 and 20190512."""
    found = _DIGITS.match(text)
    return [int(part) for part in found.groups() if part] if found and text.isascii() else []


def _without_endings(path):
    endings = set()
    while found := _ENDING.search(path):
        path = path[: found.start()] or "/"
        endings.add(found.lastgroup)
    return path, endings


def _guesses(whole: str, rest: str, query: Mapping[str, str]) -> Iterator[Guess]:
    """Yield what may be meant, the likeliest first."""
    yield from map(Guess, addresses.by_name(rest, query))
    parts = rest.split("/")[1:]
    for path in (whole, rest):
        if path != "/":
            yield Guess(path)
    if len(parts) > MOST_PARTS:
        return
    yield from _files(rest)
    yield from _categories(parts)
    yield from _around(parts)


def _files(path):
    """Yield the uploads of which this may be a smaller copy."""
    if not (found := _PICTURE.fullmatch(path)):
        return
    name, kind = found["name"], found["kind"]
    for each in (name, f"{name}-scaled", name.removesuffix("-scaled"), f"{name}-rotated"):
        yield Guess(f"{each}{kind}")


def _categories(parts):
    """Yield the category that ends a path, whatever word, or none, stood before categories on the old site."""
    for start in range(min(2, len(parts))):
        folder = "".join(f"/{part}" for part in parts[:start])
        below = parts[start:]
        around = f"{folder}/category/{below[-2]}" if len(below) > 2 else ""
        if below[0] == "category":
            around = ""
        yield Guess(f"{folder}/category/{below[-1]}", beside=around)


def _around(parts):
    """Yield the story below whose address this one stands: a picture in it, or one of its pages by number."""
    if len(parts) > 1 and "." not in parts[-1]:
        kinds = ("post", "page") if addresses.is_number(parts[-1]) else ("post",)
        yield Guess("/" + "/".join(parts[:-1]), kinds)


def _folders(path):
    parts = path.split("/")[1:]
    return tuple("/" + "/".join(parts[:depth]) for depth in (1, 2) if len(parts) >= depth)

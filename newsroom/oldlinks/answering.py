"""What an address that nothing of ours has leads to."""

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from django.urls import reverse

from articles import archives, search
from newsroom.models import OldAddress
from newsroom.oldlinks import asking, leading
from newsroom.oldlinks.asking import Asked

ARCHIVES = {1: "archive_year", 2: "archive_month", 3: "archive_day"}
PERIODS: dict[int, Callable[..., archives.Period]] = {
    1: archives.year,
    2: archives.month,
    3: archives.day,
}
COMMENTS = "comments"
SITEMAPS = {"/wp-sitemap.xml", "/sitemap_index.xml", "/sitemap-index.xml"}


def answer(path: str, query: Mapping[str, str]) -> str:
    """Return the one address to which an old one leads, or nothing; raise `leading.Gone` for what is gone."""
    asked = asking.read(path, query)
    looked_up = asked.looked_up()
    rows = {row.path: row for row in OldAddress.objects.filter(path__in=looked_up)}
    fronts = {each for each, row in rows.items() if row.target == "/" and row.source}
    row = _meant(asked, rows, fronts)
    if row is not None:
        return leading.to(row, asked)
    for front in sorted(fronts & set(asked.folders), key=len, reverse=True):
        if found := _of_the_site(asked, asked.path.removeprefix(front) or "/"):
            return found
    return _of_the_site(asked, asked.path)


def _meant(asked: Asked, rows, fronts):
    for guess in asked.guesses:
        row = rows.get(guess.path)
        if row is None or guess.path in fronts:
            continue
        if guess.kinds and row.kind not in guess.kinds:
            continue
        if not guess.beside or guess.beside in rows:
            return row
    return None


def _of_the_site(asked: Asked, path: str) -> str:
    """Return where we have what every site of WordPress had: a front page, a feed, days, a search."""
    if path == f"/{COMMENTS}" and asked.feed:
        return reverse("comment_feed")
    if path in SITEMAPS:
        return reverse("sitemap")
    if path.startswith("/search/"):
        return _search(path.removeprefix("/search/"))
    if path != "/":
        return _archive(asking.period(path))
    if asked.search is not None:
        return _search(asked.search)
    if asked.is_by_name:
        return ""
    if asked.digits:
        return _archive(asking.period_in_digits(asked.digits))
    if asked.feed:
        return reverse("comment_feed" if asked.feed.startswith(COMMENTS) else "feed")
    return "/"


def _search(words: str) -> str:
    words = words.strip()[: search.LONGEST_QUERY]
    query = f"?{urlencode({'q': words})}" if words else ""
    return f"{reverse('search')}{query}"


def _archive(numbers: list[int]) -> str:
    """Return the page of a year, a month or a day, where the paper has one."""
    if not numbers:
        return ""
    try:
        is_open = PERIODS[len(numbers)](*numbers).is_open()
    except (ValueError, OverflowError):
        return ""
    parts = [f"{numbers[0]:04}", *(f"{number:02}" for number in numbers[1:])]
    return reverse(ARCHIVES[len(numbers)], args=parts) if is_open else ""

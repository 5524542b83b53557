"""Finding a story at the desk: by its words, its number or its address, and by where it stands."""

import re
from collections.abc import Sequence
from itertools import chain

from django.utils.text import smart_split, unescape_string_literal

from articles import search, slugs
from articles.models import Article
from newsroom.models import Language
from newsroom.press import longlist
from newsroom.press.ordered import Spread, first

# A slug or an address, or a number: these are meant as a whole.
ADDRESS = re.compile(r"\S*[-/]\S*|\d+")
UNREADY = [status for status in Article.Status if status != Article.Status.READY]
MOST_UNREADY = 1000  # stories of each such state in which a search looks for a part of a headline


class Finding:
    """The search and the filters of the list of stories."""

    found_by_prefix: Sequence[str] = ("slug",)
    # `articles_desk_language` is ordered by language and state, `articles_desk_shelf` by section before these.
    spreads: Sequence[Spread] = (
        Spread(frozenset({"language"}), "status", Article.Status.values),
        Spread(frozenset({"section", "status"}), "language", Language.values),
    )

    def holding(self, request, queryset, term):
        """Yield the keys of the stories whose headline or slug holds all these parts of words."""
        parts = [part.casefold() for part in _parts(term)]
        for key, headline, slug in self._looked_through(longlist.filtered(request), queryset):
            words = f"{headline}\n{slug}".casefold()
            if all(part in words for part in parts):
                yield key

    def _looked_through(self, filtered, queryset):
        # Read as they are: an index has all of it, so that no story need be opened.
        columns = ("pk", "headline", "slug")
        spread = self.spread(filtered)
        yield from first(queryset, longlist.SCANNED, *columns, spread=spread)
        if "status" not in filtered:
            spread = self.spread({*filtered, "status"})
            some = (queryset.filter(status=status) for status in UNREADY)
            yield from chain(*(first(each, MOST_UNREADY, *columns, spread=spread) for each in some))

    def found(self, queryset, term):
        meant = [*super().found(queryset, term), *self._numbered(queryset, term)]
        yield from meant
        if not (meant and ADDRESS.fullmatch(term)):
            yield from (hit.article.pk for hit in search.find(term).hits)

    def _numbered(self, queryset, term):
        if not (term.isascii() and term.isdecimal()):
            return []
        return queryset.filter(pk=term).values_list("pk", flat=True)

    def prefix(self, term):
        return slugs.slugify(term.rstrip("/").rpartition("/")[2])


def _parts(term):
    """Return what has to stand there, each for itself: words, or several in quotes together."""
    for part in smart_split(term):
        is_quoted = part.startswith(('"', "'")) and part[0] == part[-1]
        yield unescape_string_literal(part) if is_quoted else part

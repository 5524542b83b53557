"""Search: the same words find the same stories on SQLite and on PostgreSQL."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from articles import stems
from articles.models import Article, Byline, SearchEntry
from articles.reading import fill
from newsroom.press import markup, moment
from newsroom.press.prepared import Prepared

BOUND = 300  # the newest so many matches are ranked; a common word has many more
HEADLINES = 50  # and the newest so many whose headline holds all the words, however old
PER_PAGE = ROOM = 20
LONGEST_QUERY = 200
OPENING = 4000  # letters of a text in which words are counted; a long one is not read to its end
SHOWN = (  # of a story that was found
    "headline slug language published_at created_at search_entry__plain lead_picture__stem "
    "lead_picture__widths lead_picture__avif lead_picture__rights_until"
).split()
HEADLINE_WEIGHT = 8.0
USUAL_HEADLINE, USUAL_TEXT = 8, 200  # words

# The newest places up to this second, by the database's clock, or up to a second that is asked about.
_SQLITE = """
    SELECT rowid FROM articles_searchindex WHERE articles_searchindex MATCH %s
    AND rowid < (coalesce(%s, CAST(strftime('%%s', 'now') AS integer)) + 1) << 28
    ORDER BY rowid DESC LIMIT %s
"""
_POSTGRESQL = """
    SELECT articles_search(
        %s::tsquery,
        ((coalesce(%s::bigint, floor(extract(epoch FROM statement_timestamp()))::bigint) + 1) << 28) - 1,
        %s
    )
"""
# PostgreSQL takes longer to find the 4000th letter of a text than to hand over all of one that is hardly longer.
_OPENINGS = {
    "sqlite": f"substr(text, 1, {OPENING})",
    "postgresql": f"CASE WHEN octet_length(text) > {2 * OPENING} THEN left(text, {OPENING}) ELSE text END",
}
_WORDS = (
    "SELECT article_id, headline, {opening} FROM articles_searchentry WHERE article_id IN ({keys})"
)


@dataclass(frozen=True)
class Hit:
    """A story that was found and the passage that says why: (text, is it a word that was asked for)."""

    article: Article
    passage: list[tuple[str, bool]]


@dataclass(frozen=True)
class Result:
    """One page of hits; `count` is exact unless `is_bounded`, then there are more than that."""

    hits: list[Hit]
    count: int = 0
    is_bounded: bool = False
    page: int = 1

    @property
    def has_next(self) -> bool:
        return self.page * PER_PAGE < self.count


def index(article: Article) -> None:
    """Let search find the story when its time has come, and forget it when it is not ready."""
    if article.status != Article.Status.READY:
        SearchEntry.objects.filter(article=article).delete()
        return
    SearchEntry.objects.bulk_create(
        [prepare(article)],
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["place", "headline", "text", "plain"],
    )


@transaction.atomic
def index_many(entries: Iterable[SearchEntry]) -> None:
    """Write many entries whose words are stems already; what search knew of these stories is forgotten.

    Thousands at a time are quickest. Each entry says its `place`: `SearchEntry.place_of(published_at, pk)`.
    """
    # FTS5 writes a piece of its index to disk each time that a row goes back in time.
    entries = sorted(entries, key=lambda entry: entry.place)
    SearchEntry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()
    SearchEntry.objects.bulk_create(entries)


def find(query: str, *, page: int = 1) -> Result:
    """Return the published stories in which all words of `query` stand, the best of the newest first."""
    words = _distinct(query[:LONGEST_QUERY])
    if not words:
        return Result([])
    pks, is_bounded = _candidates(words)
    ranked = _ranked(words, pks)[:BOUND]
    shown = ranked[(page - 1) * PER_PAGE : page * PER_PAGE]
    return Result(_hits(words, shown), len(ranked), is_bounded, page)


def prepare(article: Article) -> SearchEntry:
    """Give a story the entry by which search and similar stories would know it, without keeping it."""
    plain = markup.plain_text(article.rendered_body)
    names = _names(article)
    entry = SearchEntry(article=article, plain=plain)
    entry.place = SearchEntry.place_of(article.published_at or moment.now(), article.pk)
    entry.headline = _stems(article.headline)
    entry.text = _stems(" ".join([article.deck, article.summary, plain, *names]))
    article.search_entry = entry
    return entry


def _names(article):
    """Return the names of who made a story and of what it is about, asking only where they are not fetched."""
    if "tags" in getattr(article, "_prefetched_objects_cache", ()):
        bylines, tags = article.bylines.all(), [tag.name for tag in article.tags.all()]
    else:
        bylines = article.bylines.select_related("contributor")
        tags = article.tags.values_list("name", flat=True)
    return [byline.contributor.name for byline in bylines] + list(tags)


def _stems(text):
    return " ".join(stems.stems(text))


def _distinct(query):
    return list(dict.fromkeys(stems.stems(query)))


def _candidates(words):
    """Return the keys of what is worth ranking, newest first, and whether more stories hold the words."""
    newest = _places(words, BOUND + 1)
    if len(newest) <= BOUND:
        return [SearchEntry.key_at(place) for place in newest], False
    by_headline = _places([f"^{word}" for word in words], HEADLINES)
    places = sorted({*newest[:BOUND], *by_headline}, reverse=True)
    return [SearchEntry.key_at(place) for place in places], True


def _ranked(words, pks):
    """Return the keys in the order of their worth, the best first and of two equals the one that stands first."""
    scores = {pk: _score(words, headline, text) for pk, headline, text in _words_of(pks)}
    return sorted((pk for pk in pks if pk in scores), key=lambda pk: -scores[pk])


def _words_of(pks):
    if not pks:
        return []
    # The keys are numbers that a database gave us; prepared one by one they would cost more than the answer.
    keys = ", ".join(map(str, pks))
    with connection.cursor() as cursor:
        cursor.execute(_WORDS.format(opening=_OPENINGS[connection.vendor], keys=keys))
        return [(pk, headline, text[:OPENING]) for pk, headline, text in cursor.fetchall()]


def _score(words, headline, text):
    headline, text = f" {headline} ", f" {text} "
    lengths = headline.count(" ") - 1, text.count(" ") - 1
    return sum(
        HEADLINE_WEIGHT * _weight(_times(word, headline), lengths[0], USUAL_HEADLINE)
        + _weight(_times(word, text), lengths[1], USUAL_TEXT)
        for word in words
    )


def _times(word, text):
    """Return how often a word stands in a text that has a space on either side of each."""
    if f" {word} {word} " in text:  # these two have one space in common
        return text.split().count(word)
    return text.count(f" {word} ")


def _weight(count, length, usual):
    """Return 0 to 1: more for a word that stands there often, less and less so, and in a short text more."""
    return count / (count + 0.3 + 0.9 * length / usual)


def _hits(words, pks):
    asked = [*pks, *[0] * (ROOM - len(pks))]
    found, bylines = {story.pk: story for story in _shown(*asked)}, defaultdict(list)
    for byline in _bylines(*asked):
        bylines[byline.article_id].append(byline)
    for pk, story in found.items():
        fill(story, bylines=bylines[pk])
    return [
        Hit(found[pk], stems.mark(found[pk].search_entry.plain, words)) for pk in pks if pk in found
    ]


def _ask_stories(*pks):
    # SQLite takes "ready" to be rarer than a list of keys, and would read all that was ever published.
    is_published = Exists(Article.objects.published().filter(pk=OuterRef("pk")))
    stories = Article.objects.filter(is_published, pk__in=pks)
    return stories.select_related("lead_picture", "search_entry").only(*SHOWN)


def _ask_bylines(*pks):
    bylines = Byline.objects.filter(article__in=pks).select_related("contributor")
    return bylines.only("article", "role", "contributor__name")


_shown, _bylines = (Prepared(ask, *[int] * ROOM) for ask in (_ask_stories, _ask_bylines))


def _places(words, most):
    """Return the places of the newest stories that hold all the words, as far as time has come by the database."""
    is_postgresql = connection.vendor == "postgresql"
    sql, quote = (_POSTGRESQL, "'") if is_postgresql else (_SQLITE, '"')
    expression = " & " if is_postgresql else " "
    asked = moment.asked()
    second = asked and int(asked.timestamp())
    with connection.cursor() as cursor:
        cursor.execute(
            sql, [expression.join(f"{quote}{word}{quote}" for word in words), second, most]
        )
        return [place for (place,) in cursor.fetchall()]

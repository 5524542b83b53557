"""The stories to choose from for a front or a letter: what is new, what is to come, what was searched for."""

from collections.abc import Iterable

from articles import search
from articles.models import Article, Front
from articles.models.front import PLACES

RECENT, COMING = 30, 15
LOOKED_THROUGH = (
    1000  # stories saved last, in which a part of a headline is found whatever their state
)

SHOWN = ("headline", "slug", "status", "language", "published_at", "created_at")


def by_key(keys: Iterable[int]) -> dict[int, Article]:
    """Return the stories that may be pinned, by key: all but those that were taken from readers."""
    pinnable = Article.objects.exclude(status=Article.Status.WITHDRAWN)
    return pinnable.only(*SHOWN).in_bulk(set(keys))


def public(front: Front, stories: Iterable[Article]) -> set[int]:
    """Return which of these stories readers may see on a front now, by the database's clock."""
    keys = [story.pk for story in stories if may_stand(front, story)]
    return set(Article.objects.published().filter(pk__in=keys).values_list("pk", flat=True))


def may_stand(front: Front, story: Article) -> bool:
    """Say whether a front is one for this story: that of the paper is for those in its language."""
    return front.section is not None or story.language == front.language


def newest(front: Front) -> list[int]:
    """Return the keys of what fills the places left open, the newest first."""
    published = _of(front, Article.objects.published())
    return list(published.newest_first().values_list("pk", flat=True)[:PLACES])


def offered(front: Front, words: str = "") -> list[Article]:
    """Return the stories that are to come and the newest ones, or those that these words find."""
    if words := words.replace("\0", "").strip():
        return _found(front, words)
    coming = _of(front, Article.objects.scheduled()).oldest_first()[:COMING]
    recent = _of(front, Article.objects.published()).newest_first()[:RECENT]
    return [*coming.only(*SHOWN), *recent.only(*SHOWN)]


def in_language(language: str, words: str = "") -> list[Article]:
    """Return the same for what is sent in a language, and stands on no front."""
    return offered(Front(language=language), words)


def _of(front, stories):
    if front.section is None:
        return stories.filter(language=front.language)
    return stories.listed(section=front.section)


def _found(front, words):
    latest = Article.objects.order_by("-saved_at", "-pk").values("pk")[:LOOKED_THROUGH]
    named = Article.objects.filter(pk__in=latest, headline__icontains=words)
    hits = [hit.article.pk for hit in search.find(words).hits]
    language = front.section.language if front.section else front.language
    named = named.order_by("-saved_at", "-pk").values_list("pk", flat=True)
    keys = dict.fromkeys([*named[:COMING], *hits])
    stories = by_key(keys)
    return [stories[pk] for pk in keys if pk in stories and stories[pk].language == language]

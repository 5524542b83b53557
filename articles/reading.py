"""Which story an address leads to, and what its page shows beside the text."""

from collections.abc import Iterable
from operator import itemgetter

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Now

from articles import answering
from articles.models import Article, Byline, Contributor, Correction, OldSlug, Tag
from newsroom.press.prepared import Prepared

OF_STORY = (
    "headline deck slug teaser search_title search_description "
    "rendered_body word_count source_name source_url lead_caption language status "
    "published_at updated_at withdrawn_at withdrawal_reason comments_open comment_count created_at "
    "translation_of section__name section__slug lead_picture__alt lead_picture__caption "
    "lead_picture__credit lead_picture__stem lead_picture__widths "
    "lead_picture__avif lead_picture__rights_until "
    "printed__look printed__shows printed__head printed__opening printed__ending"
).split()
BYLINE, TAG = 0, 1


def story(slug: str) -> Article | None:
    """Return the published story that has, or once had, this slug."""
    found = _by_slug(slug) or _by_old_slug(slug)
    return found[0] if found else None


def withdrawn_story(slug: str) -> Article | None:
    """Return the story that readers once had under this slug and that was taken away from them."""
    return next(iter(_withdrawn(slug)), None)


def was_public(slug: str) -> bool:
    """Say whether readers may once have had the story of this slug, which they do not have now."""
    return bool(_were_public(slug))


def translations(article: Article) -> list[Article]:
    """Return the same story in other languages."""
    if not (article.translation_of_id or article.has_translations):
        return []
    return list(article.other_languages().only("headline", "slug", "language", "published_at"))


def corrections(article: Article) -> list[Correction]:
    """Return the notes under the story, oldest first."""
    return list(article.corrections.all()) if article.has_corrections else []


def any_story(pk) -> Article | None:
    """Return a story in whatever state, as its page would show it: only for those who hold a preview link."""
    found = _by_key(pk)
    return found[0] if found else None


def any_stories(keys: Iterable[int]) -> list[Article]:
    """Return stories in whatever state, as their pages would show them, in the order of their keys."""
    keys = list(keys)
    if len(keys) == 1:
        return _by_key(*keys)
    return list(_with_parts(Article.objects.all()).filter(pk__in=keys).order_by("pk"))


def names(pk: int) -> list[tuple]:
    """Return who made the story and what it is about, in one question: what `put_names` makes bylines and tags of."""
    return sorted(_names(pk), key=itemgetter(0, 1, 2, 3))


def put_names(article: Article, names: Iterable[tuple]) -> None:
    """Give the story its bylines and tags, so that they need not be asked for."""
    bylines = [
        Byline(article=article, contributor=Contributor(pk=pk, name=name, slug=slug), role=role)
        for part, _, _, pk, name, slug, role in names
        if part == BYLINE
    ]
    tags = [
        Tag(pk=pk, name=name, slug=slug, language=language)
        for part, _, name, pk, _, slug, language in names
        if part == TAG
    ]
    fill(article, bylines=bylines, tags=tags)


def fill(article: Article, **found: list) -> None:
    """Put rows where Django puts those that it fetched in advance, in the place of all that was there."""
    article._prefetched_objects_cache = {}
    for name, rows in found.items():
        known = getattr(article, name).all()
        known._result_cache, known._prefetch_done = rows, True
        article._prefetched_objects_cache[name] = known


def _now_or_once(slug):
    return Q(slug=slug) | _once(slug)


def _once(slug):
    return Q(pk__in=OldSlug.objects.filter(slug=slug).values("article"))


def _with_parts(stories):
    return answering.with_days(
        stories.select_related("section", "lead_picture", "printed")
        .only(*OF_STORY)
        .annotate(  # most stories have neither, and then two questions need not be asked
            has_corrections=Exists(Correction.objects.filter(article=OuterRef("pk"))),
            has_translations=Exists(Article.objects.filter(translation_of=OuterRef("pk"))),
        )
    )


def _once_public(slug):
    version = Article.history.filter(id=OuterRef("pk"), status=Article.Status.READY)
    had = Exists(version.filter(published_at__lte=Now()))
    return Article.objects.filter(_now_or_once(slug)).filter(had).values_list("pk")


_by_key = Prepared(lambda pk: _with_parts(Article.objects.all()).filter(pk=pk), int)
_by_slug = Prepared(lambda slug: _with_parts(Article.objects.published()).filter(slug=slug), str)
_by_old_slug = Prepared(
    lambda slug: _with_parts(Article.objects.published()).filter(_once(slug)), str
)
_withdrawn = Prepared(lambda slug: Article.objects.withdrawn().filter(_now_or_once(slug)), str)
_were_public = Prepared(_once_public, str)


def _ask_names(article):
    who = ("contributor", "contributor__name", "contributor__slug", "role")
    bylines = Byline.objects.filter(article=article).order_by()
    bylines = bylines.values_list(Value(BYLINE), F("position"), Value(""), *who)
    tags = Tag.objects.filter(articles=article).order_by()
    tags = tags.values_list(Value(TAG), Value(0), F("name"), "pk", F("name"), "slug", "language")
    return bylines.union(tags, all=True)


_names = Prepared(_ask_names, int)

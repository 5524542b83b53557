"""Which story an address leads to, and what its page shows beside the text."""

from django.db.models import Exists, OuterRef, Prefetch, Q

from articles.models import Article, Byline, Correction, OldSlug


def story(slug: str) -> Article | None:
    """Return the published story that has, or once had, this slug, with what its page shows."""
    stories = _with_parts(Article.objects.published())
    return stories.filter(slug=slug).first() or stories.filter(_once(slug)).first()


def withdrawn_story(slug: str) -> Article | None:
    """Return the story that readers once had under this slug and that was taken away from them."""
    return Article.objects.withdrawn().filter(Q(slug=slug) | _once(slug)).first()


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
    return _with_parts(Article.objects.all()).filter(pk=pk).first()


def _once(slug):
    return Q(pk__in=OldSlug.objects.filter(slug=slug).values("article"))


def _with_parts(stories):
    bylines = Prefetch("bylines", Byline.objects.select_related("contributor"))
    return (
        stories.select_related("section", "lead_picture")
        .prefetch_related(bylines, "tags")
        .defer("body")
        .annotate(  # most stories have neither, and then two questions need not be asked
            has_corrections=Exists(Correction.objects.filter(article=OuterRef("pk"))),
            has_translations=Exists(Article.objects.filter(translation_of=OuterRef("pk"))),
        )
    )

"""What caches before us may still hold of a story that was taken from readers."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from articles.models import Article
from newsroom.press import proxies

MOST_BESIDE = 100  # stories under which this one may stand

_more: list[Callable[[Article], Iterable[str]]] = []


def register(function: Callable[[Article], Iterable[str]]) -> Callable[[Article], Iterable[str]]:
    """Let `function(article)` name further pages that show something of a story."""
    if function not in _more:
        _more.append(function)
    return function


def to_renew(article: Article) -> set[str]:
    """Return the pages of a story that readers have, and nothing for one that they do not have."""
    if not settings.TRUSTED_PROXIES or not article.pk:
        return set()
    had = Article.objects.published().filter(pk=article.pk).first()
    return set(_pages(had)) if had else set()


@task()
def renew(paths: list[str]) -> None:
    """Have the caches before us hold what is at these addresses now; doing it again changes nothing."""
    proxies.refresh(paths)


def _pages(article):
    yield article.get_absolute_url()
    for slug in article.old_slugs.values_list("slug", flat=True):
        yield article.get_absolute_url().replace(f"/{article.slug}/", f"/{slug}/")
    yield from _lists(article)
    yield from _beside(article)
    for function in _more:
        yield from function(article)


def _beside(article):
    """Yield the pages that name the story without listing it."""
    yield f"{article.get_absolute_url()}changes/"
    yield reverse("corrections")
    yield reverse("news_sitemap")
    shown_by = Q(related__other=article) | Q(picks__other=article)
    others = Article.objects.published().filter(shown_by).distinct().newest_first()[:MOST_BESIDE]
    for other in (*article.other_languages(), *others):
        yield other.get_absolute_url()


def _lists(article):
    day = timezone.localtime(article.published_at)
    parts = (day.year, f"{day.month:02}", f"{day.day:02}")
    yield reverse("front")
    yield reverse("feed")
    yield reverse("sitemap_month", args=parts[:2])
    for number, name in enumerate(("archive_year", "archive_month", "archive_day"), start=1):
        yield reverse(name, args=parts[:number])
    for listed in (article.listed_in, article.tags, article.contributors):
        for place in listed.all():
            yield place.get_absolute_url()
            yield f"{place.get_absolute_url()}feed/"

"""Where readers find what was sent: the pages of issues, of their lists, and those on which a story stands."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse

from articles.models import Article
from newsletter.models import Issue, Newsletter

MOST = 100  # issues in which one story stands


def lists():
    """Return the lists that have a page with something on it."""
    begun = Issue.objects.published().filter(newsletter=OuterRef("pk"))
    return Newsletter.objects.public().filter(Exists(begun))


def issues():
    """Return the issues that have a page, with what makes its address."""
    return Issue.objects.published().select_related("newsletter")


def pages_of(article: Article) -> Iterator[str]:
    """Yield the pages that show something of a story because it stands in an issue."""
    newsletters = set()
    for issue in issues().filter(places__article=article).newest_first()[:MOST]:
        newsletters.add(issue.newsletter)
        yield issue.get_absolute_url()
    for newsletter in newsletters:
        yield newsletter.get_absolute_url()
        yield reverse("issue_feed", args=[newsletter.slug])

"""Links that show a story to someone before readers have it: signed, ending, and good until they are taken back."""

import datetime

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, PreviewLink, PreviewOpening
from newsroom.press import links, moment, tokens

PURPOSE = "preview link"
LIFETIME = datetime.timedelta(days=7)
LONGEST = datetime.timedelta(days=90)
MOST_OPENINGS = 50  # of one link that are remembered, the newest
MOST_LASTING = 30  # links of one story at the same time, those of closed accounts among them
SHOWN = 40  # links of a story at the desk: all that last, and the last of those that did


class TooMany(Exception):
    """So many links to the story last that one has to be taken back first."""


def is_of_use(article: Article) -> bool:
    """Say whether a link would show more than readers get: not for what they have, nor for what is withdrawn."""
    return not article.is_published and article.status != Article.Status.WITHDRAWN


def make(article: Article, by, lifetime: datetime.timedelta = LIFETIME) -> PreviewLink:
    """Make a link that shows the story for as long as told, three months at most; TooMany past `MOST_LASTING`."""
    if article.preview_links.lasting().count() >= MOST_LASTING:
        raise TooMany
    now = moment.of_database()
    ends_at = now + min(lifetime, LONGEST)
    return PreviewLink.objects.create(article=article, made_by=by, made_at=now, ends_at=ends_at)


def address(link: PreviewLink) -> str:
    """Return the full address that opens a link."""
    return links.absolute(reverse("preview", args=[tokens.sign(PURPOSE, link.pk)]))


def find(token: str) -> PreviewLink:
    """Return the link that a token opens; raise `tokens.Bad` for one that is not ours, over or taken back."""
    link = PreviewLink.objects.open().filter(pk=tokens.read(PURPOSE, token, max_age=None)).first()
    if link is None:
        raise tokens.Bad("The link is over or was taken back.")
    return link


def revoke(link: PreviewLink) -> None:
    """Take a link back: from now on it shows nothing."""
    PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())


def note_opening(link: PreviewLink) -> None:
    """Remember that a link was opened, to the minute; the newest fifty are kept."""
    now = moment.of_database().replace(second=0, microsecond=0)
    _opening, is_new = PreviewOpening.objects.get_or_create(link=link, opened_at=now)
    if is_new:
        kept = list(link.openings.values_list("pk", flat=True)[:MOST_OPENINGS])
        link.openings.exclude(pk__in=kept).delete()


def of(article: Article) -> QuerySet[PreviewLink]:
    """Return the links of a story with when each was opened: first those that were not taken back, by their end."""
    links = article.preview_links.select_related("made_by").prefetch_related("openings")
    return links.order_by(F("revoked_at").desc(nulls_first=True), "-ends_at", "-pk")[:SHOWN]

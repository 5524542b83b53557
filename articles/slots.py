"""What editors pin to the front of the paper and of its sections; the newest fill the places left open."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from articles import versions
from articles.layout import LEAD
from articles.models import Article, Front, FrontChange, Section, Slot
from newsroom.press import pages, turns


class Stale(Exception):
    """The front was changed after it had been opened; `change` is the newest."""

    def __init__(self, change: FrontChange):
        super().__init__(change)
        self.change = change


@dataclass(frozen=True)
class Pin:
    """A story in a place of a front, until a moment or for ever, elsewhere on the page too when `twice`."""

    article: Article
    until: datetime.datetime | None = None
    twice: bool = False


def of_language(language: str) -> Front:
    """Return the front of the paper in a language; what was never arranged has no row yet."""
    return Front.objects.filter(language=language).first() or Front(language=language)


def of_section(section: Section) -> Front:
    """Return the front of a section; what was never arranged has no row yet."""
    return Front.objects.filter(section=section).first() or Front(section=section)


def and_whether_arranged(sections: QuerySet) -> QuerySet:
    """Return sections with what stands around each, and whether anything is pinned to its page now."""
    pinned = Slot.objects.standing().filter(front__section=OuterRef("pk"))
    return sections.select_related("parent").annotate(is_arranged=Exists(pinned))


def on_section(section: Section) -> dict[int, Article]:
    """Return the stories that stand in places of a section's page, ready for cards, by place."""
    standing = Slot.objects.standing().filter(front__section=section)
    return for_cards(dict(standing.values_list("position", "article")))


def on_front(language: str) -> list[int]:
    """Return the keys of what stands pinned to the front of a language, the lead first."""
    standing = Slot.objects.standing().filter(front__language=language).order_by("position")
    return list(standing.values_list("article", flat=True))


def for_cards(places: Mapping[int, int]) -> dict[int, Article]:
    """Return the stories of these keys with what a card shows, by the same places, if readers may see them."""
    stories = Article.objects.published().for_cards().in_bulk(set(places.values()))
    return {place: stories[pk] for place, pk in places.items() if pk in stories}


def changes(front: Front) -> QuerySet:
    """Return what was changed on a front, the last first, with who did it."""
    return FrontChange.objects.filter(front=front.pk).select_related("made_by")


def newest_change(front: Front) -> FrontChange | None:
    """Return the last change of a front, None for one that was never arranged."""
    return changes(front).first()


@transaction.atomic
def arrange(front: Front, pins: Mapping[int, Pin], *, by, seen: int) -> Front:
    """Let these stories stand in these places of a front, and no others.

    `seen` is the key of the change that the one who saves had before them, 0 for none: where there is a newer
    one `Stale` is raised.
    """
    turns.take(versions.TURN)  # the one of saving stories, which may pin one
    front = _locked(front)
    change = newest_change(front)
    if change and change.pk != seen:
        raise Stale(change)
    _write(front, pins, by)
    return front


@transaction.atomic
def pin_lead(article: Article, until: datetime.datetime | None, *, by) -> Slot | None:
    """Let a story lead the front of its language, in the place of what did; return the slot it took that from."""
    turns.take(versions.TURN)
    front = _locked(Front(language=article.language))
    pins, former = _without(front, article)
    _write(front, pins | {LEAD: Pin(article, until)}, by)
    return former


@transaction.atomic
def take_off_lead(article: Article, *, by) -> None:
    """Let a story that is pinned as the lead of its language no longer be; without that pin change nothing."""
    turns.take(versions.TURN)
    slot = lead_of(article)
    if slot is None:
        return
    pins, _former = _without(slot.front, article)
    _write(slot.front, pins, by)


def _without(front, article):
    """Return what is pinned below the lead of a front, without a story; and the lead, if it is another one."""
    slots = {slot.position: slot for slot in front.slots.unended().select_related("article")}
    pins = {
        place: Pin(slot.article, slot.until, slot.twice)
        for place, slot in slots.items()
        if place != LEAD and (slot.article_id != article.pk or slot.twice)
    }
    lead = slots.get(LEAD)
    return pins, lead if lead and lead.article_id != article.pk else None


def _locked(front):
    known = {"language": front.language, "section": front.section}
    return Front.objects.get_or_create(**known)[0]


def _write(front, pins, by):
    front.slots.all().delete()
    Slot.objects.bulk_create(
        Slot(front=front, position=place, article=p.article, until=p.until, twice=p.twice)
        for place, p in sorted(pins.items())
    )
    stood = [_in_words(place, pin) for place, pin in sorted(pins.items())]
    FrontChange.objects.create(front=front, made_by=by, stood=stood)
    pages.move()


def _in_words(place, pin):
    until = pin.until and pin.until.isoformat()
    return {"place": place, "headline": pin.article.headline, "until": until, "twice": pin.twice}


def lead_of(article: Article) -> Slot | None:
    """Return the slot in which a story leads, or will lead, the front of its language."""
    leads = Slot.objects.unended().filter(position=LEAD, front__language=article.language)
    return leads.filter(article=article).first()

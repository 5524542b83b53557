"""Which stories a digest brings: what readers have got since its last issue, none of it twice and none left out."""

import datetime
from collections.abc import Iterable
from itertools import chain

from articles import readership, slots
from articles.models import Article, Placement
from newsletter.models import DigestRule
from newsroom.press import moment

# A story may come to readers with a time that was over already when the last issue was made: its transaction
# ended later, or an editor gave it that time. So we look back, and leave out what there was to choose from then.
LOOK_BACK = datetime.timedelta(days=1)
MOST = 2000  # stories among which the best are chosen, the newest ones


def fresh(rule: DigestRule, now: datetime.datetime) -> list[int]:
    """Return the keys of what readers have and no issue of this rule could bring, in the order in which it would.

    Best first is: what stands pinned to the front, the lead first; then what was read most in a week; then the
    newest.
    """
    with moment.at(now):
        begin = _begin(rule, now)
        had = _had(rule, begin)
        keys = [pk for pk in _published(rule, begin)[: MOST + len(had)] if pk not in had]
        return _best_first(keys, rule) if rule.order == DigestRule.Order.BEST else keys


def load(keys: list[int]) -> list[Article]:
    """Return these stories in this order."""
    found = Article.objects.for_rails().in_bulk(keys)
    return [found[pk] for pk in keys if pk in found]


def _begin(rule, now):
    # A run of tomorrow, when the clock was wrong for a while, tells nothing about today.
    went = rule.runs.went().filter(ran_at__lte=now).order_by("-ran_at")
    last = went.values_list("ran_at", flat=True).first()
    return max(last - LOOK_BACK, rule.brings_from) if last else rule.brings_from


def _had(rule, begin) -> set[int]:
    runs = rule.runs.went().filter(ran_at__gt=begin)
    return set(chain.from_iterable(runs.values_list("seen", flat=True)))


def _published(rule, begin):
    stories = Article.objects.published().filter(published_at__gt=begin)
    stories = stories.filter(language=rule.newsletter.language)
    if sections := list(rule.sections.values_list("pk", flat=True)):
        listed = Placement.objects.published().filter(section__in=sections, published_at__gt=begin)
        stories = stories.filter(pk__in=listed.values("article"))
    return stories.newest_first().values_list("pk", flat=True)


def _best_first(keys: Iterable[int], rule) -> list[int]:
    pinned = slots.on_front(rule.newsletter.language)
    place = {pk: number for number, pk in enumerate(pinned)}
    reads = readership.of_stories(keys)
    return sorted(keys, key=lambda pk: (place.get(pk, len(pinned)), -reads.get(pk, 0)))

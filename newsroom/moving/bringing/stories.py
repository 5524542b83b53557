"""Write a post of the old site down as the story that it becomes here."""

import datetime
from collections import Counter
from dataclasses import dataclass, fields

from articles.datelines import Dateline
from newsroom.moving import longest
from newsroom.moving.bringing import remarks, twins
from newsroom.moving.bringing.asking import Asking
from newsroom.moving.bringing.remarks import Standing
from newsroom.moving.ours import cards, openings
from newsroom.moving.reading.records import Item, Label, Meta
from newsroom.moving.texts import bodies, dates, mending, shortcodes, words

UNTITLED = "Untitled"
# WordPress dates every touch of a post: what was saved within the hour was still being published.
LATER = datetime.timedelta(hours=1)
SHORTENED = "cut short"
PLACEHOLDER = "%%"


@dataclass(frozen=True, slots=True)
class Story:
    """A post as it will stand here; `markup` is its body as the old site kept it."""

    headline: str
    slug: str
    dateline: Dateline | None
    body: str
    summary: str
    search_title: str
    search_description: str
    standing: Standing
    published_at: datetime.datetime | None
    updated_at: datetime.datetime | None
    comments_open: bool
    sections: tuple[Label, ...]
    tags: tuple[Label, ...]
    writers: tuple[Label, ...]
    picture: int | None
    markup: str
    ours: Meta
    remarks: tuple[str, ...]

    @property
    def becomes(self) -> tuple:
        """Return all that counts when two of them are compared: what we say about it is no part of it."""
        return tuple(getattr(self, each.name) for each in fields(self) if each.name != "remarks")


def of(item: Item, asking: Asking) -> tuple[Story, Counter[tuple[str, str]]]:
    """Return the story that a post becomes, and what is to be said about it."""
    body, notes = asking.body(item)
    title, mended = mending.title(item.title)
    headline = words.shorten(title, longest.HEADLINE) or words.opening(body) or UNTITLED
    headline = openings.title(item, longest.HEADLINE) or headline
    body = cards.with_titles(item.ours, body)
    dateline, body = openings.dateline(item.ours, body) or bodies.split_dateline(body)
    out_at = dates.moment(item.date_gmt, item.date, asking.zone, item.pub_date)
    standing, said = remarks.standing(item, out_at)
    story = Story(
        headline=headline,
        slug=words.address(item.slug, headline),
        dateline=dateline,
        body=body,
        summary=words.summary(item.excerpt, asking.shortcodes),
        search_title=_for_search(item.search_title, headline, longest.SEARCH_TITLE),
        search_description=_for_search(item.search_description, headline, longest.SEARCH_WORDS),
        standing=standing,
        published_at=out_at if standing.has_a_time else None,
        updated_at=_updated(item, asking.zone, out_at) if standing.has_a_time else None,
        comments_open=item.comment_status == "open",
        sections=_sections(item, asking),
        tags=_labels(item, "post_tag", "tag"),
        writers=_writers(item),
        picture=asking.media.picture_of(item.thumbnail_id) if item.thumbnail_id else None,
        markup=item.body,
        ours=item.ours,
        remarks=(*said, *twins.remarks(item)),
    )
    _, left_out = shortcodes.expand(item.excerpt, names=asking.shortcodes)
    return story, notes + left_out + mended + remarks.notes(item, headline)


def _updated(item, zone, out_at):
    """Return when a post was changed, where that was clearly after it had come out."""
    changed = dates.moment(item.modified_gmt, item.modified, zone)
    return changed if changed and out_at and changed - out_at > LATER else None


def _sections(item: Item, asking: Asking) -> tuple[Label, ...]:
    """Return the categories of a post, the one that Yoast calls the first in front."""
    labels = _labels(item, "category")
    first = asking.category_by_id(item.primary_category_id)
    if not first:
        return labels
    return tuple(sorted(labels, key=lambda label: words.slug(label.slug) != words.slug(first.slug)))


def _labels(item: Item, *domains: str) -> tuple[Label, ...]:
    found = (label for label in item.labels if label.domain in domains)
    return tuple({label.slug or label.name: label for label in found}.values())


def _writers(item: Item) -> tuple[Label, ...]:
    # Hand-edited exports leave a bracket of the tag before the name.
    login = item.creator.strip("<> ")
    alone = (Label("author", login, ""),) if login else ()
    return item.writers or alone


def _for_search(text: str, headline: str, longest: int) -> str:
    """Return what Yoast says to search engines; a pattern that names more than the title says nothing of its own."""
    text = text.replace("%%title%%", headline)
    for silent in ("%%page%%", "%%sep%%", "%%sitename%%"):
        text = text.replace(silent, "")
    said = "" if PLACEHOLDER in text else words.line(text, longest)
    return "" if said == headline else said

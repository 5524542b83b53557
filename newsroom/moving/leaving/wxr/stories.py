"""Stories as posts, with what WordPress has no word for in facts of our own (`newsroom_…`)."""

import json
from collections.abc import Iterator

from django.db.models import Prefetch, Q

from articles.datelines import render as dateline
from articles.models import Article, Byline, Pick, Picture, Section
from newsroom.models import Masthead
from newsroom.moving.leaving import numbers, rows
from newsroom.moving.leaving.markup import bodies, pictures
from newsroom.moving.leaving.wxr import comments, items
from newsroom.moving.leaving.wxr.apart import Apart
from newsroom.moving.leaving.wxr.elements import (
    Meta,
    beyond_seconds,
    exactly,
    label,
    meta,
)
from newsroom.press import moment

Status = Article.Status
STATUSES: dict[str, str] = {
    Status.DRAFT: "draft",
    Status.IN_REVIEW: "pending",
    Status.READY: "publish",
    Status.WITHDRAWN: "private",
}
_ENDS_OF_A_PICK = ("position", "article__translation_of", "other__translation_of")


def stories(*, with_addresses: bool) -> Iterator[Iterator[str]]:
    """Yield every story with its comments, in as few questions for a hundred as for one.

    Translations come behind all originals, so that whoever reads in this order knows what is translated.
    """
    apart = Apart()
    yield from _stories(_whole().filter(translation_of=None), with_addresses, apart)
    yield from _stories(_whole().exclude(translation_of=None), with_addresses, apart)


def _stories(whole, with_addresses, apart):
    dash, now = Masthead.current().default_dash, moment.of_database()
    for some in rows.some(whole):
        shown = pictures.of(story.body for story in some)
        below = comments.below(some, with_addresses=with_addresses)
        picked = _picks(some)
        for story in some:
            story.picked = picked[story.pk]
            story.is_ahead = story.status == Status.READY and story.published_at > now
            yield _pieces(story, dash, shown, next(below), apart)


def _whole():
    bylines = Prefetch("bylines", Byline.objects.select_related("contributor"))
    return (
        Article.objects.select_related("section", "lead_picture")
        .prefetch_related(bylines, "also_in", "tags", "corrections", "old_slugs")
        .defer("rendered_body", "teaser")
    )


def _pieces(story, dash, shown, below, apart):
    opening = dateline(story.dateline_place, story.dateline_agency, story.dateline_dash or dash)
    item = apart.tell(_item(story, bodies.for_wordpress(story.body, shown, opening)))
    yield from items.opening(item)
    yield from _labels(story)
    yield from meta("post", _facts(story, opening))
    yield from meta("post", _times(story, item.published))
    yield from below


def _item(story: Article, body: str) -> items.Item:
    return items.Item(
        number=numbers.of_post(Article, story.pk),
        kind="post",
        title=story.headline,
        slug=story.slug,
        status="future" if story.is_ahead else STATUSES[story.status],
        link=story.get_absolute_url() if story.published_at else "",
        creator=next((line.contributor.slug for line in story.bylines.all()), ""),
        body=body,
        excerpt=story.summary,
        begun=story.created_at,
        published=story.published_at,
        modified=story.updated_at or story.published_at or story.saved_at,
        takes_comments=story.comments_open,
    )


def _labels(story: Article) -> Iterator[str]:
    first = [story.section] if story.section else []
    for section in [*first, *story.also_in.all()]:
        yield label("category", section.slug, section.name)
    for tag in story.tags.all():
        yield label("post_tag", tag.slug, tag.name)
    lines = story.bylines.all()
    if len(lines) > 1:
        for writer in {line.contributor_id: line.contributor for line in lines}.values():
            yield label("author", f"cap-{writer.slug}", writer.name)


def _facts(story: Article, opening: str) -> Iterator[Meta]:
    yield from _known_to_wordpress(story)
    yield "newsroom_title", story.headline
    yield "newsroom_language", story.language
    yield "newsroom_deck", story.deck
    yield "newsroom_lead_caption", story.lead_caption
    yield "newsroom_source_name", story.source_name
    yield "newsroom_source_url", story.source_url
    # Also where there is none: words that look like one belong to the text then.
    place = story.dateline_place, story.dateline_agency, story.dateline_dash, opening
    yield "newsroom_dateline", _written(place)
    for card in bodies.titles(story.body):
        yield "newsroom_card", _written(card)
    closes = story.comments_close_after
    yield "newsroom_comments_close_after", "" if closes is None else str(closes)
    yield from _hanging(story)


def _known_to_wordpress(story):
    if story.lead_picture and pictures.may_leave(story.lead_picture):
        yield "_thumbnail_id", str(numbers.of_post(Picture, story.lead_picture_id))
    for old in story.old_slugs.all():
        yield "_wp_old_slug", old.slug
    if story.section:
        primary = numbers.of_term(Section, story.section_id)
        yield "_yoast_wpseo_primary_category", str(primary)
    yield "_yoast_wpseo_canonical", story.source_url
    yield "_yoast_wpseo_title", story.search_title
    yield "_yoast_wpseo_metadesc", story.search_description


def _times(story, told):
    # WordPress keeps no time for these.
    is_silent = story.status in (Status.DRAFT, Status.IN_REVIEW)
    at = story.published_at
    is_said = told == at and not is_silent
    yield "newsroom_published_at", beyond_seconds(at) if is_said else exactly(at)
    yield "newsroom_updated_at", exactly(story.updated_at)
    yield "newsroom_withdrawn_at", exactly(story.withdrawn_at)
    yield "newsroom_withdrawal_reason", story.withdrawal_reason


def _hanging(story):
    bylines = [(line.role, line.contributor.slug) for line in story.bylines.all()]
    if any(role != Byline.Role.BY for role, _ in bylines):
        yield "newsroom_bylines", _written(bylines)
    for note in story.corrections.all():
        said = {"kind": note.kind, "text": note.text, "noted_at": exactly(note.noted_at)}
        yield "newsroom_correction", _written(said)
    yield from story.picked
    if story.translation_of_id:
        yield "newsroom_translation_of", str(numbers.of_post(Article, story.translation_of_id))


def _picks(stories: list[Article]) -> dict[int, list[Meta]]:
    """Return for each story its picks and those whose pick it is, each told by the one of two that comes later."""
    told: dict[int, list[Meta]] = {story.pk: [] for story in stories}
    both = Pick.objects.filter(Q(article__in=stories) | Q(other__in=stories))
    for pick in both.select_related("article", "other").only(*_ENDS_OF_A_PICK).order_by("pk"):
        later = max(pick.article, pick.other, key=_place)
        if later.pk in told:
            key, other = (
                ("pick", pick.other) if later == pick.article else ("picked_by", pick.article)
            )
            value = f"{numbers.of_post(Article, other.pk)} {pick.position}"
            told[later.pk].append((f"newsroom_{key}", value))
    return told


def _place(story: Article) -> tuple[bool, int]:
    """Return by what stories are ordered in an export."""
    return story.translation_of_id is not None, story.pk


def _written(value) -> str:
    return json.dumps(value, ensure_ascii=False)

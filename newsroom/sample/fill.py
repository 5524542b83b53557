"""Fills an empty database with the sample newspaper, through the doors that everybody uses."""

from __future__ import annotations

import datetime
import io
import zlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from articles import avif, publishing, renditions
from articles.models import Article, Contributor, Page, Pick, Section, Tag
from articles.models import Picture as StoredPicture
from comments import arriving
from comments.models import Comment as StoredComment
from newsletter import issues, lists
from newsletter.models import Issue, Newsletter
from newsroom.models import Masthead, MenuItem
from newsroom.sample import drawing, reading

# Pressing the pictures once more takes a processor for a minute, and as much memory as all else of the site: not while
# somebody looks at it for the first time.
FIRST_LOOK = datetime.timedelta(minutes=5)
PACE = datetime.timedelta(seconds=5)

FILLED = (Article, Section, Tag, Contributor, StoredPicture, Page, Newsletter, Masthead)


def fill(now: datetime.datetime) -> bool:
    """Fill an empty database with the sample newspaper, all or nothing, and say whether it was empty.

    `now` is in the time zone of the paper: the hours of the stories are told in it.
    """
    if not is_empty():
        return False
    sample = reading.read()
    drawn = _draw(sample.pictures)
    with transaction.atomic():
        _print(sample, drawn, now)
    return True


def is_empty() -> bool:
    """Say whether nobody has begun a paper here."""
    return not any(kind.objects.exists() for kind in FILLED)


@dataclass
class _Desk:
    """What has been saved so far, by slug, and the moment that times are told from."""

    now: datetime.datetime
    sections: dict[str, Section] = field(default_factory=dict)
    tags: dict[str, Tag] = field(default_factory=dict)
    contributors: dict[str, Contributor] = field(default_factory=dict)
    pictures: dict[str, StoredPicture] = field(default_factory=dict)
    stories: dict[str, Article] = field(default_factory=dict)

    def time(self, moment: reading.Moment | None) -> datetime.datetime | None:
        return moment.seen_from(self.now) if moment else None


def _draw(described: Iterable[reading.Picture]) -> dict[str, StoredPicture]:
    """Return the pictures with their renditions made, by all processors at once; no row is saved."""
    with ThreadPoolExecutor() as hands:
        motifs = {picture.motif for picture in described}
        files = dict(zip(motifs, hands.map(_file, motifs), strict=True))
        drawn = {picture.slug: _picture(picture, files[picture.motif]) for picture in described}
        list(hands.map(renditions.render, drawn.values()))
    return drawn


def _file(motif: str) -> bytes:
    file = io.BytesIO()
    # Drawings are flat and smooth: looking for runs alone is the quickest, and no larger.
    drawing.draw(motif).save(file, "PNG", compress_level=1, compress_type=zlib.Z_RLE)
    return file.getvalue()


def _picture(picture: reading.Picture, file: bytes) -> StoredPicture:
    return StoredPicture(
        original=ContentFile(file, f"{picture.slug}.png"),
        alt=picture.alt,
        caption=picture.caption,
        credit=picture.credit,
    )


def _print(sample: reading.Sample, drawn: dict[str, StoredPicture], now: datetime.datetime) -> None:
    desk = _Desk(now, pictures=drawn)
    for number, picture in enumerate(drawn.values()):
        picture.save()
        avif.order(picture, at=timezone.now() + FIRST_LOOK + number * PACE)
    _masthead(sample.paper)
    _sections(sample.sections, desk)
    for tag in sample.tags:
        desk.tags[tag.slug] = Tag.objects.create(**asdict(tag))
    for contributor in sample.contributors:
        desk.contributors[contributor.slug] = Contributor.objects.create(**asdict(contributor))
    for page in sample.pages:
        Page.objects.create(**asdict(page))
    for position, newsletter in enumerate(sample.newsletters):
        lists.save(Newsletter(**asdict(newsletter), position=position))
    _stories(sample.stories, desk)
    _comments(sample.comments, desk)
    for issue in sorted(sample.issues, key=lambda issue: issue.sent.seen_from(now)):
        _issue(issue, desk)


def _masthead(paper: reading.Paper) -> None:
    said = {name: value for name, value in asdict(paper).items() if name != "menu"}
    masthead = Masthead(**said)
    masthead.save()
    MenuItem.objects.bulk_create(
        MenuItem(masthead=masthead, position=position, **asdict(line))
        for position, line in enumerate(paper.menu)
    )


def _sections(sections: Iterable[reading.Section], desk: _Desk) -> None:
    for position, section in enumerate(sections):
        facts = asdict(section) | {"parent": desk.sections.get(section.parent)}
        desk.sections[section.slug] = publishing.save_section(Section(**facts, position=position))


def _stories(stories: Iterable[reading.Story], desk: _Desk) -> None:
    # In the order in which they came out, so that an original is there before its translation.
    for story in sorted(stories, key=lambda story: desk.time(story.published) or desk.now):
        desk.stories[story.slug] = _story(story, desk)
    Pick.objects.bulk_create(
        Pick(article=desk.stories[story.slug], other=desk.stories[other], position=position)
        for story in stories
        for position, other in enumerate(story.picks)
    )


def _story(story: reading.Story, desk: _Desk) -> Article:
    article = Article(
        headline=story.headline,
        deck=story.deck,
        slug=story.slug,
        dateline_place=story.place,
        dateline_agency=story.agency,
        body=story.body,
        summary=story.summary,
        section=desk.sections[story.section],
        source_name=story.source_name,
        source_url=story.source_url,
        lead_picture=desk.pictures.get(story.picture),
        lead_caption=story.picture_caption,
        language=story.language,
        translation_of=desk.stories.get(story.translation_of),
        status=story.status,
        published_at=desk.time(story.published),
        updated_at=desk.time(story.updated),
        comments_open=story.comments_open,
    )
    return publishing.save(article, by=None, relate=lambda: _relate(article, story, desk))


def _relate(article: Article, story: reading.Story, desk: _Desk) -> None:
    article.also_in.set(desk.sections[slug] for slug in story.also_in)
    article.tags.set(desk.tags[slug] for slug in story.tags)
    for position, byline in enumerate(story.bylines):
        contributor = desk.contributors[byline.contributor]
        article.bylines.create(contributor=contributor, role=byline.role, position=position)
    if note := story.note:
        article.corrections.create(
            kind=note.kind, text=note.text, noted_at=note.noted.seen_from(desk.now)
        )


def _comments(comments: Iterable[reading.Comment], desk: _Desk) -> None:
    latest: dict[tuple[str, str], StoredComment] = {}
    stored = []
    for comment in comments:
        answered = latest.get((comment.story, comment.answers))
        latest[comment.story, comment.name] = _comment(comment, answered, desk)
        stored.append(latest[comment.story, comment.name])
    arriving.bring(*stored)


def _comment(
    comment: reading.Comment, answered: StoredComment | None, desk: _Desk
) -> StoredComment:
    article = desk.stories[comment.story]
    published = article.published_at or desk.now
    stored = StoredComment(
        article=article,
        name=comment.name,
        email=comment.email,
        website=comment.website,
        body=comment.body,
        status=comment.status,
        created_at=published + datetime.timedelta(hours=comment.hours_after),
    )
    if answered:
        stored.stand_under(answered)
    return stored


def _issue(issue: reading.Issue, desk: _Desk) -> None:
    """Let an issue have gone out, on a day when the list had no readers yet."""
    stored = Issue(
        newsletter=Newsletter.objects.get(slug=issue.newsletter),
        subject=issue.subject,
        preview_text=issue.preview_text,
        note=issue.note,
    )
    issues.save(stored, [desk.stories[slug] for slug in issue.stories])
    sent = issue.sent.seen_from(desk.now)
    stored.begin(sent)
    stored.end(sent)
    # What came out later is for the next one.
    Issue.objects.filter(pk=stored.pk).update(created_at=sent)

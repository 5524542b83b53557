"""Reads the sample newspaper from the files beside this one; it knows no database.

A story is a file of its own: its facts as TOML between two lines of `+++`, then its text as HTML.
Times are told from now on, so that the newspaper is fresh whenever it is filled.
"""

from __future__ import annotations

import datetime
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
FENCE = "+++\n"


@dataclass(frozen=True)
class Moment:
    """Some hours ago, or an hour of the day that is some days ago; what is ahead is negative.

    With a `weekday` (Monday is 0) it is the last one of that name on that day or before it.
    """

    hours_ago: float | None = None
    days_ago: int = 0
    at: datetime.time = datetime.time(9)
    weekday: int | None = None

    def seen_from(self, now: datetime.datetime) -> datetime.datetime:
        """Return the moment on the clock and in the time zone of `now`."""
        if self.hours_ago is not None:
            return now - datetime.timedelta(hours=self.hours_ago)
        day = now.date() - datetime.timedelta(days=self.days_ago)
        if self.weekday is not None:
            day -= datetime.timedelta(days=(day.weekday() - self.weekday) % 7)
        return datetime.datetime.combine(day, self.at, now.tzinfo)


@dataclass(frozen=True)
class MenuLine:
    """A line of a menu and where it leads."""

    place: str
    label: str
    address: str
    language: str = ""


@dataclass(frozen=True)
class Paper:
    """What the paper is called and what its menus offer."""

    name: str
    tagline: str
    footer: str
    postal_address: str
    menu: tuple[MenuLine, ...]


@dataclass(frozen=True)
class Section:
    """A part of the paper; `parent` is the slug of the section it stands in."""

    slug: str
    name: str
    description: str
    language: str = "en"
    parent: str = ""


@dataclass(frozen=True)
class Tag:
    """A topic."""

    slug: str
    name: str
    language: str = "en"


@dataclass(frozen=True)
class Contributor:
    """Someone who stands in bylines, or an agency."""

    slug: str
    name: str
    role: str
    bio: str
    language: str = "en"


@dataclass(frozen=True)
class Picture:
    """A drawing and its words; `motif` names what `drawing.draw` draws."""

    slug: str
    motif: str
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True)
class Byline:
    """A contributor's part in a story."""

    role: str
    contributor: str


@dataclass(frozen=True)
class Note:
    """What was put right, made clear or added, and when."""

    kind: str
    text: str
    noted: Moment


@dataclass(frozen=True)
class Story:
    """A story of the paper; other things are named by their slugs."""

    slug: str
    language: str
    headline: str
    section: str
    body: str
    deck: str = ""
    summary: str = ""
    place: str = ""
    agency: str = ""
    also_in: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    bylines: tuple[Byline, ...] = ()
    picture: str = ""
    picture_caption: str = ""
    source_name: str = ""
    source_url: str = ""
    status: str = "ready"
    published: Moment | None = None
    updated: Moment | None = None
    note: Note | None = None
    translation_of: str = ""
    picks: tuple[str, ...] = ()
    comments_open: bool = True


@dataclass(frozen=True)
class Comment:
    """What a reader wrote, so many hours after the story; `answers` names who is answered."""

    story: str
    name: str
    email: str
    hours_after: float
    body: str
    answers: str = ""
    website: str = ""
    status: str = "visible"


@dataclass(frozen=True)
class Newsletter:
    """A mailing list that readers may join."""

    slug: str
    name: str
    description: str
    frequency: str
    language: str = "en"


@dataclass(frozen=True)
class Issue:
    """What was sent to a mailing list, and when; the list and the stories are named by their slugs."""

    newsletter: str
    subject: str
    preview_text: str
    note: str
    sent: Moment
    stories: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """A lasting page at an address of its own."""

    path: str
    title: str
    body: str
    language: str = "en"


@dataclass(frozen=True)
class Sample:
    """The whole newspaper."""

    paper: Paper
    sections: tuple[Section, ...]
    tags: tuple[Tag, ...]
    contributors: tuple[Contributor, ...]
    pictures: tuple[Picture, ...]
    newsletters: tuple[Newsletter, ...]
    stories: tuple[Story, ...] = field(repr=False)
    comments: tuple[Comment, ...] = field(repr=False)
    pages: tuple[Page, ...] = field(repr=False)
    issues: tuple[Issue, ...] = field(repr=False)


def read() -> Sample:
    """Return the sample newspaper; a fact that has no place in it is an error."""
    paper = _toml("paper.toml")
    sections = _rows(Section, paper["section"])
    languages = {section.slug: section.language for section in sections}
    menu = _rows(MenuLine, paper["menu"])
    return Sample(
        paper=Paper(**paper["masthead"], menu=menu),
        sections=sections,
        tags=_rows(Tag, paper["tag"]),
        newsletters=_rows(Newsletter, paper["newsletter"]),
        contributors=_rows(Contributor, _toml("contributors.toml")["contributor"]),
        pictures=_pictures(),
        stories=tuple(_story(path, languages) for path in sorted(HERE.glob("articles/*.html"))),
        comments=tuple(
            Comment(story=path.stem, **row)
            for path in sorted(HERE.glob("comments/*.toml"))
            for row in _toml(path)["comment"]
        ),
        pages=tuple(_page(path) for path in sorted(HERE.glob("pages/*.html"))),
        issues=tuple(_issue(row) for row in _toml("issues.toml")["issue"]),
    )


def _toml(name: str | Path) -> dict:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def _rows(kind, rows: list[dict]) -> tuple:
    return tuple(kind(**row) for row in rows)


def _pictures() -> tuple[Picture, ...]:
    return _rows(Picture, _toml("pictures.toml")["picture"])


def _split(path: Path) -> tuple[dict, str]:
    _, facts, body = path.read_text(encoding="utf-8").split(FENCE, 2)
    return tomllib.loads(facts), body.strip()


def _page(path: Path) -> Page:
    facts, body = _split(path)
    return Page(path=path.stem, body=body, **facts)


def _issue(row: dict) -> Issue:
    facts = row | {"sent": Moment(**row["sent"]), "stories": tuple(row["stories"])}
    return Issue(**facts | {"note": row["note"].strip()})


def _story(path: Path, languages: dict[str, str]) -> Story:
    facts, body = _split(path)
    for name in ("published", "updated"):
        if name in facts:
            facts[name] = Moment(**facts[name])
    if "note" in facts:
        note = facts["note"]
        facts["note"] = Note(note["kind"], note["text"], Moment(**note["noted"]))
    facts["bylines"] = tuple(Byline(*line.split()) for line in facts.get("bylines", ()))
    for name in ("also_in", "tags", "picks"):
        facts[name] = tuple(facts.get(name, ()))
    slug = path.stem.partition("-")[2]
    return Story(slug=slug, language=languages[facts["section"]], body=body, **facts)

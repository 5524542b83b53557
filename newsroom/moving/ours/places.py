"""What sections, topics, bylines, pages and pictures are beyond what WordPress knows of them."""

from collections.abc import Callable

from articles.models import Contributor, Page, Picture, Section, Tag
from newsroom.moving.ours import facts
from newsroom.moving.reading.records import Meta


def fill_section(section: Section, said: Meta) -> None:
    """Let a section have its language, its place and whether it stands on the front page."""
    facts.take_all(section, said, "language", "position", "comments_close_after")
    if on_front := facts.first(said, "on_front"):
        section.on_front = on_front == "1"


def fill_topic(tag: Tag, said: Meta) -> None:
    """Let a topic have its language."""
    facts.take_all(tag, said, "language")


def fill_byline(
    contributor: Contributor, said: Meta, picture_of: Callable[[str], int | None]
) -> None:
    """Let somebody have their language, role and picture."""
    facts.take_all(contributor, said, "language", "role")
    if picture := picture_of(facts.first(said, "picture")):
        contributor.picture_id = picture


def fill_page(page: Page, said: Meta) -> None:
    """Let a page have its language."""
    facts.take_all(page, said, "language")


def path(said: Meta) -> str:
    """Return where a page stands, nothing where the facts do not say it or no page can stand there."""
    page = Page()
    facts.take_all(page, said, "path")
    return page.path


def fill_picture(picture: Picture, said: Meta) -> None:
    """Let a picture have its rights, and until when: from then on readers do not get it."""
    facts.take_all(picture, said, "rights")
    if until := facts.moment(facts.first(said, "rights_until")):
        picture.rights_until = until


def focal(said: Meta) -> tuple[int, int]:
    """Return what a picture is cut around, percent from the left and the top."""
    parts = facts.first(said, "focal").split()
    if len(parts) == 2 and all(part.isdecimal() and len(part) < 4 for part in parts):
        return min(int(parts[0]), 100), min(int(parts[1]), 100)
    return 50, 50

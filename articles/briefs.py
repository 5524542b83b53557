"""A story as a card shows it: a row, of which a story is made only where it has to be drawn."""

from functools import cached_property
from typing import NamedTuple

from articles.models import Article, Picture, Section


def _columns(model, names):
    # In the order of the model's own columns, as Django makes rows of them; the key comes first.
    return tuple(field.attname for field in model._meta.concrete_fields if field.attname in names)


STORY = _columns(
    Article, "id headline deck teaser slug language published_at comment_count".split()
)
SECTION = _columns(Section, "id name slug".split())
PICTURE = _columns(Picture, "id alt stem widths avif rights_until".split())
# What is asked of the database, in this order.
COLUMNS = (
    *STORY,
    *(f"section__{name}" for name in SECTION),
    *(f"lead_picture__{name}" for name in PICTURE),
)


class Brief(NamedTuple):
    """What a front shows of a story, its section and its picture; two equal ones look the same."""

    story: tuple
    section: tuple
    picture: tuple

    @property
    def pk(self) -> int:
        return self.story[0]

    @property
    def has_picture(self) -> bool:
        return self.picture[0] is not None

    def article(self) -> Article:
        """Return the story with what the row says of it; whatever else is asked of it costs a question."""
        article = Article.from_db("default", STORY, self.story)
        article.section = _row(Section, SECTION, self.section)
        article.lead_picture = _row(Picture, PICTURE, self.picture)
        return article


class Sketch:
    """A story of which only the card is known; whatever else a template asks of it makes it."""

    def __init__(self, brief: Brief):
        self.card = brief

    @cached_property
    def story(self) -> Article:
        return self.card.article()

    def __getattr__(self, name):
        return getattr(self.story, name)

    def __str__(self):
        return str(self.story)

    def __eq__(self, other):
        return self.card.pk == getattr(other, "pk", None)

    def __hash__(self):
        return hash(self.card.pk)


def brief(row: tuple) -> Brief:
    """Return a row of `COLUMNS` as a brief, the picture as far as we may show it now."""
    cut, end = len(STORY), len(STORY) + len(SECTION)
    picture = row[end:]
    if picture[0] is not None:
        picture = _as_shown(picture)
    return Brief(row[:cut], row[cut:end], picture)


def _as_shown(picture):
    said = dict(zip(PICTURE, picture, strict=True))
    if said["rights_until"]:  # the picture itself knows what its rights let us show
        known = Picture.from_db("default", PICTURE, picture)
        said |= {"widths": known.widths, "avif": known.avif}
    said["widths"] = tuple(said["widths"])
    return tuple(said.values())


def _row(model, names, values):
    return None if values[0] is None else model.from_db("default", names, values)

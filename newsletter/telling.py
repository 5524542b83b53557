"""A story as a letter tells it: plain words on one line each, and addresses that are whole."""

from dataclasses import dataclass

from django.utils.text import Truncator

from articles.models import Article, Picture
from newsroom.press import links
from newsroom.press.markup import readable

WORDS = 40  # of a deck or a teaser
WIDTH = 600  # pixels, of a letter
SHARED = (1200, 630)  # the one form in which every mail client draws a picture
BESIDE = 320  # pixels, of the file that stands small beside a headline


@dataclass(frozen=True)
class Photograph:
    """A picture with its whole address, as large as it is shown."""

    address: str
    width: int
    height: int
    alt: str = ""


@dataclass(frozen=True)
class Story:
    """All that a letter says of a story."""

    address: str
    language: str
    section: str
    section_language: str
    headline: str
    about: str
    byline: str
    large: Photograph | None
    small: Photograph | None


def tell(article: Article) -> Story:
    """Return the story in the words of a letter; it was loaded with what a card shows."""
    picture = article.lead_picture
    if picture and not picture.widths:
        picture = None
    return Story(
        address=links.absolute(article.get_absolute_url()),
        language=article.language,
        section=one_line(article.section.name) if article.section else "",
        section_language=article.section.language if article.section else article.language,
        headline=one_line(article.headline),
        about=Truncator(one_line(article.deck or article.teaser)).words(WORDS, truncate="…"),
        byline=", ".join(_authors(article)),
        large=_large(picture, article) if picture else None,
        small=_small(picture) if picture else None,
    )


def one_line(text: str) -> str:
    """Return the text without line breaks and without characters that are none."""
    return " ".join(readable(text).split())


def _authors(article):
    lines = [line for line in article.bylines.all() if line.names_an_author]
    return [one_line(line.contributor.name) for line in lines]


def _large(picture: Picture, article):
    width = min(WIDTH, picture.width, picture.height * SHARED[0] // SHARED[1]) or WIDTH
    return Photograph(
        address=links.absolute(picture.share_address),
        width=width,
        height=round(width * SHARED[1] / SHARED[0]),
        alt=one_line(picture.alt or article.headline),
    )


def _small(picture: Picture):
    return Photograph(links.absolute(picture.at_most(BESIDE)), width=112, height=70)

"""One number for each thing: WordPress keeps stories, pages and pictures in one list, sections and tags in another."""

from articles.models import Article, Contributor, Document, Page, Picture, Section, Tag

POSTS = (Article, Page, Picture, Contributor, Document)
TERMS = (Section, Tag)
ROOM = 8  # kinds of posts that there may ever be: the number of a thing is the same in each export
FIRST = 1000  # below stand those that a new WordPress brings along


def of_post(kind, pk: int) -> int:
    """Return the number of a story, a page, a picture, a byline or a document."""
    return FIRST + pk * ROOM + POSTS.index(kind)


def of_term(kind, pk: int) -> int:
    """Return the number of a section or a tag."""
    return FIRST + pk * len(TERMS) + TERMS.index(kind)

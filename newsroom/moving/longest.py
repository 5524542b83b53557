"""How long things may be here: the models that keep them say it."""

from articles.models import Article, Contributor, Document, Page, Picture, Section, Tag
from comments.models import LONGEST_BODY, Comment
from newsroom.models import Moved


def _longest(model, field):
    return model._meta.get_field(field).max_length


HEADLINE = _longest(Article, "headline")
PLACE, AGENCY = _longest(Article, "dateline_place"), _longest(Article, "dateline_agency")
SEARCH_TITLE = _longest(Article, "search_title")
SEARCH_WORDS = _longest(Article, "search_description")
PAGE, PATH = _longest(Page, "title"), _longest(Page, "path")
SECTION, TOPIC = _longest(Section, "name"), _longest(Tag, "name")
ALT, CAPTION = _longest(Picture, "alt"), _longest(Picture, "caption")
CREDIT, TITLE = _longest(Picture, "credit"), _longest(Document, "title")
BYLINE = _longest(Contributor, "name")
READER, EMAIL = _longest(Comment, "name"), _longest(Comment, "email")
WEBSITE, ANSWER = _longest(Comment, "website"), LONGEST_BODY
SOURCE, OLD_ID = _longest(Moved, "source"), _longest(Moved, "old_id")

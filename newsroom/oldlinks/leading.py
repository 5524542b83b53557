"""Where the things that old addresses name stand now: always the last address, never one that leads on."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from articles import reading, renaming
from articles.models import Article, Contributor, Document, Page, Picture, Section, Tag
from comments import threads
from comments.models import Comment
from newsroom.models import Moved, OldAddress
from newsroom.oldlinks import addresses
from newsroom.oldlinks.asking import Asked

LONGEST_WAY = 5  # addresses of editors that lead to one another
PLACES = {"category": Section, "tag": Tag, "author": Contributor}
PLACES_AT = {"section_detail": Section, "topic_detail": Tag, "author_detail": Contributor}


class Gone(Exception):
    """What had this address is gone for good; `slug` is that of a story that was withdrawn."""

    def __init__(self, slug: str = ""):
        super().__init__(slug)
        self.slug = slug


def to(row: OldAddress, asked: Asked) -> str:
    """Return the address to which an old one leads, nothing while readers have nothing there; may raise `Gone`."""
    if row.kind in PLACES:
        return _place(PLACES[row.kind], row.new_id, asked)
    if row.kind:
        return THINGS[row.kind](row, asked) if row.kind in THINGS else ""
    if not row.target:
        raise Gone
    return end_of(row.target)


def end_of(target: str, steps: int = LONGEST_WAY) -> str:
    """Return where an address of ours leads in the end, itself where it leads nowhere else, nothing in a circle."""
    path = urlsplit(target).path
    if not target.startswith("/"):
        return target
    if not steps:
        return ""
    try:
        found = resolve(path)
    except Resolver404:
        return _further(target, path, steps)
    if found.url_name == "article_detail" or (not found.url_name and "slug" in found.kwargs):
        story = reading.story(found.kwargs["slug"])
        return story.get_absolute_url() if story else _further(target, path, steps)
    if model := PLACES_AT.get(found.url_name or ""):
        return _place_at(model, found.kwargs["slug"]) or _further(target, path, steps)
    if found.url_name == "page_detail" and not _page_at(found.kwargs["path"]):
        return _further(target, path, steps)
    return target


def _further(target, path, steps):
    row = OldAddress.objects.filter(path=addresses.of_url(path)).first()
    if row is None:
        return target
    if row.target:
        return end_of(row.target, steps - 1)
    return to(row, Asked("", (), ()))


def _place_at(model, slug):
    place = model.objects.filter(slug=slug).first() or renaming.now_at(model, slug)
    return place.get_absolute_url() if place else ""


def _page_at(path):
    return Page.objects.public().filter(path=path).exists()


def _place(model, pk, asked):
    place = model.objects.filter(pk=pk).first()
    if place is None:
        raise Gone
    return f"{place.get_absolute_url()}{'feed/' if asked.feed else ''}"


def _story(row, asked):
    article = Article.objects.published().filter(pk=row.new_id).for_rails().first()
    if article is None:
        return _not_to_be_read(row.new_id)
    address = article.get_absolute_url()
    if asked.comment:
        return _comment(row.source, asked.comment) or f"{address}#respond"
    if asked.feed:
        return f"{address}feed/"
    return f"{address}#comments" if asked.thread else address


def _not_to_be_read(pk):
    """Say that a story is gone, or nothing at all of one that readers do not have yet."""
    withdrawn = Article.objects.withdrawn().filter(pk=pk).values_list("slug", flat=True).first()
    if withdrawn or not Article.objects.filter(pk=pk).exists():
        raise Gone(withdrawn or "")
    return ""


def _comment(source, number):
    moved = Moved.objects.filter(source=source, kind="comment", old_id=number).values("new_id")
    comments = Comment.objects.shown().select_related("article")
    comment = comments.filter(pk__in=moved).first()
    return threads.place(comment) if comment else ""


def _page(row, asked):
    page = Page.objects.filter(pk=row.new_id).first()
    if page is None:
        raise Gone
    return page.get_absolute_url() if page.is_public else ""


def _picture(row, asked):
    picture = Picture.objects.visible().filter(pk=row.new_id).first()
    if picture is None or not picture.widths:
        raise Gone
    return picture.whole_at_most(max(picture.whole or picture.widths))


def _file(row, asked):
    document = Document.objects.filter(pk=row.new_id).first()
    if document is None:
        raise Gone
    return document.get_absolute_url()


THINGS = {"post": _story, "page": _page, "picture": _picture, "file": _file}

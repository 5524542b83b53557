"""One page of the comments under a story, as a reader meets it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Max

from articles.models import Article
from comments import layout, printing
from comments.models import TAKEN_BACK, Comment
from newsroom.press import look
from newsroom.press.prepared import Prepared

ASKED = (
    "pk parent status html reply_html html_of answers answers__name answers__status last"
).split()
LAST_PAGE = 2**31 - 1  # what a column of the database can hold


@dataclass(slots=True)
class Shown:
    """A comment as it was printed, whom it must name as the one it answers, and what answers it in turn."""

    pk: int
    parent_id: int | None = None
    is_visible: bool = True
    is_taken_back: bool = False
    html: str = ""
    reply_html: str = ""
    in_answer_to: Comment | None = None
    replies: list["Shown"] = field(default_factory=list)


@dataclass(frozen=True)
class ThreadPage:
    """The comments of one page."""

    article: Article
    comments: list[Shown]
    number: int = 1
    last: int = 1

    @property
    def newer(self) -> str:
        """Return the address of the page with what was written later, or nothing."""
        return page_url(self.article, self.number + 1) if self.number < self.last else ""

    @property
    def older(self) -> str:
        """Return the address of the page with what was written before, or nothing."""
        return page_url(self.article, self.number - 1) if self.number > 1 else ""


def load(article: Article, number: int = 1) -> ThreadPage:
    """Return a page of the story's comments in at most one query; there may be none on it."""
    if not article.comment_count or number > LAST_PAGE:
        return ThreadPage(article, [])
    rows = [_Row(*row) for row in _of_page(article.pk, number)]
    return ThreadPage(article, _nested(rows, article), number, rows[0].last if rows else 1)


def alone(comment: Comment) -> Shown:
    """Return a comment as it is shown by itself."""
    return Shown(comment.pk, None, comment.is_visible, False, *printing.draw(comment))


def _ask_of_page(article, number):
    shown = Comment.objects.shown().filter(article=article)
    last = shown.order_by("-page").values("page")[:1]
    comments = shown.filter(page=number).annotate(last=last)
    return comments.oldest_first().values_list(*ASKED)


_of_page = Prepared(_ask_of_page, int, int)


def page_url(article: Article, number: int) -> str:
    """Return the address of a page of the story's comments; the first is the story's own."""
    story = article.get_absolute_url()
    return f"{story}#comments" if number == 1 else f"{story}comments/{number}/"


def addresses(article: Article) -> list[str]:
    """Return where else than under the story itself its comments can be read."""
    story = article.get_absolute_url()
    last = article.comments.aggregate(last=Max("page"))["last"] or 1
    return [f"{story}feed/", *(page_url(article, number) for number in range(2, last + 1))]


def place(comment: Comment) -> str:
    """Return the address at which a shown comment stands."""
    page = page_url(comment.article, comment.page or 1).partition("#")[0]
    return f"{page}#comment-{comment.pk}"


def create_url(article: Article) -> str:
    """Return the address that takes comments on the story, and then shows where the form stands."""
    return f"{article.get_absolute_url()}comments/#respond"


def _nested(rows, article):
    rows = layout.in_order(rows)
    shown = {row.pk: row.shown() for row in rows}
    for row in rows:
        shown[row.pk].in_answer_to = _whom_to_name(row, shown)
    _draw_anew([row.pk for row in rows if row.html_of != look.of(article.language)], shown)
    top: list[Shown] = []
    for row in rows:
        above = shown.get(row.parent_id)
        (above.replies if above else top).append(shown[row.pk])
    return top


def _draw_anew(outdated, shown):
    """Draw what was printed when it looked different; what is not visible was never printed."""
    visible = [pk for pk in outdated if shown[pk].is_visible]
    if not visible:
        return
    for pk, comment in Comment.objects.in_bulk(visible).items():
        shown[pk].html, shown[pk].reply_html = printing.draw(comment)


def _whom_to_name(row, here):
    """Return whom a comment answers, where its place does not say so."""
    if row.answers is None or row.answers_status != Comment.Status.VISIBLE:
        return None
    if row.answers == row.parent_id and row.answers in here:
        return None
    return Comment(pk=row.answers, name=row.answers_name)


class _Row(NamedTuple):
    pk: int
    parent_id: int | None
    status: str
    html: str
    reply_html: str
    html_of: str
    answers: int | None
    answers_name: str | None
    answers_status: str | None
    last: int

    def shown(self):
        states = self.status == Comment.Status.VISIBLE, self.status in TAKEN_BACK
        return Shown(self.pk, self.parent_id, *states, self.html, self.reply_html)

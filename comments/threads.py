"""One page of the comments under a story, as a reader meets it."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Max

from articles.models import Article
from comments import layout
from comments.models import Comment
from newsroom.press.prepared import Prepared

SHOWN = (
    "name website body html html_of by_staff status created_at parent thread page article "
    "answers__name answers__status answers__parent"
).split()
LAST_PAGE = 2**31 - 1  # what a column of the database can hold


@dataclass(frozen=True)
class ThreadPage:
    """The comments of one page; each holds its `replies`, and in `in_answer_to` whom it must name."""

    article: Article
    comments: list[Comment]
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
    found = _of_page(article.pk, number)
    return ThreadPage(article, _nested(found), number, found[0].last if found else 1)


def _ask_of_page(article, number):
    shown = Comment.objects.shown().filter(article=article)
    last = shown.order_by("-page").values("page")[:1]
    comments = shown.filter(page=number).annotate(last=last).select_related("answers")
    return comments.only(*SHOWN).oldest_first()


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


def _nested(comments):
    comments = layout.in_order(comments)
    here = {comment.pk for comment in comments}
    replies = defaultdict(list)
    for comment in comments:
        comment.in_answer_to = _whom_to_name(comment, here)
        comment.replies = replies[comment.pk]
        replies[comment.parent_id if comment.parent_id in here else None].append(comment)
    return replies[None]


def _whom_to_name(comment, here):
    """Return whom a comment answers, where its place does not say so."""
    answered = comment.answers
    if not answered or not answered.is_visible:
        return None
    stands_below = answered.pk == comment.parent_id and answered.pk in here
    return None if stands_below else answered

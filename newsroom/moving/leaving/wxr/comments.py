"""What readers answered, below the story that they answered."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from articles.models import Article
from comments.models import Comment
from newsroom.moving.leaving.wxr.elements import (
    Meta,
    beyond_seconds,
    dates,
    element,
    exactly,
    meta,
    words,
)

Status = Comment.Status
APPROVED: dict[str, str] = {
    Status.VISIBLE: "1",
    Status.PENDING: "0",
    Status.SPAM: "spam",
    Status.TRASH: "trash",
    # WordPress has no words for these: they are in its trash.
    Status.REJECTED: "trash",
    Status.WITHDRAWN: "trash",
    Status.ERASED: "trash",
}
AT_ONCE = 500


def below(stories: list[Article], *, with_addresses: bool) -> Iterator[Iterator[str]]:
    """Yield the comments of each of these stories, which come in the order of their keys.

    Those of one story have to be taken before those of the next.
    """
    found = Comment.objects.filter(article__in=stories).defer("html", "reply_html")
    ordered = found.order_by("article_id", "pk").iterator(AT_ONCE)
    groups = groupby(ordered, key=lambda comment: comment.article_id)
    ahead = next(groups, None)
    for story in stories:
        if ahead is None or ahead[0] != story.pk:
            yield iter(())
            continue
        yield _thread(ahead[1], with_addresses)
        ahead = next(groups, None)


def _thread(comments: Iterable[Comment], with_addresses: bool) -> Iterator[str]:
    """Yield what stands below one story.

    WordPress shows nothing below a comment that it does not show, so an answer to one stands below what that answered.
    """
    shown: dict[int, int] = {0: 0}
    for comment in comments:
        answered = _answered(comment)
        above = shown.get(answered, answered)
        is_seen = comment.status == Status.VISIBLE
        shown[comment.pk] = comment.pk if is_seen else above
        yield from _comment(comment, above if is_seen else answered, with_addresses)


def _comment(comment: Comment, parent: int, with_addresses: bool) -> Iterator[str]:
    yield "<wp:comment>\n"
    yield element("wp:comment_id", comment.pk)
    yield element("wp:comment_author", words(comment.name))
    yield element("wp:comment_author_email", comment.email if with_addresses else "")
    yield element("wp:comment_author_url", comment.website)
    yield element("wp:comment_author_IP", comment.source or "" if with_addresses else "")
    yield dates("comment_date", comment.created_at)
    yield element("wp:comment_content", words(comment.body))
    yield element("wp:comment_approved", APPROVED[comment.status])
    yield element("wp:comment_type", "comment")
    yield element("wp:comment_parent", parent)
    yield element("wp:comment_user_id", 0)
    yield from meta("comment", _facts(comment, parent))
    yield "</wp:comment>\n"


def _facts(comment: Comment, parent: int) -> Iterator[Meta]:
    if comment.status not in (Status.VISIBLE, Status.PENDING):
        yield "newsroom_status", comment.status
    # WordPress gives comments other numbers and leaves these as they are.
    if comment.status != Status.VISIBLE:
        yield "newsroom_number", str(comment.pk)
    if parent != _answered(comment):
        yield "newsroom_answers", str(_answered(comment))
    yield "newsroom_created_at", beyond_seconds(comment.created_at)
    yield "newsroom_edited_at", exactly(comment.edited_at)
    yield "newsroom_edited_by_paper", "1" if comment.edited_by_paper else ""
    yield "newsroom_by_staff", "1" if comment.speaks_for_paper else ""


def _answered(comment: Comment) -> int:
    return comment.answers_id or comment.parent_id or 0

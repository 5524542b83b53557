"""Where each comment stands: on which page of its story, in which order; and how many there are.

Comments are laid out when a decision changes them, so that reading a page costs the same under
any story.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Q

from articles.models import Article
from articles.printing import print_stories
from comments import printing
from comments.models import Comment
from newsroom.press import pages
from newsroom.press.prepared import Prepared

THREADS_A_PAGE = 20
COMMENTS_A_PAGE = 50
AT_ONCE = 500


def hold(articles: Iterable[int]) -> None:
    """Keep everyone else from deciding about these stories' comments until the transaction ends."""
    stories = Article.objects.select_for_update(no_key=True).filter(pk__in=set(articles))
    list(stories.order_by("pk").values_list("pk"))


@transaction.atomic
def lay_out(articles: Iterable[int]) -> None:
    """Give these stories their counts and their comments their pages, and begin a new edition."""
    articles = sorted(set(articles))
    hold(articles)
    _lay_out(articles)
    printing.print_new(*articles)
    print_stories(articles)
    pages.move()


def in_order(comments: Iterable[Comment]) -> list[Comment]:
    """Return comments (given oldest first) as a reader meets them: each followed by its answers."""
    comments = list(comments)
    here = {comment.pk for comment in comments}
    below = defaultdict(list)
    for comment in comments:
        below[comment.parent_id if comment.parent_id in here else None].append(comment)
    return list(_walk(below, None))


def _lay_out(articles):
    standing = _with_a_place(articles)
    moved = defaultdict(list)
    for comment in _without_a_place_now(articles, standing):
        moved[None].append(comment)
    for comments in standing.values():
        for comment, page in _paged(comments):
            if comment.page != page:
                moved[page].append(comment.pk)
    for page, keys in moved.items():
        for start in range(0, len(keys), AT_ONCE):
            Comment.objects.filter(pk__in=keys[start : start + AT_ONCE]).update(page=page)
    for article in articles:
        count = sum(comment.is_visible for comment in standing[article])
        Article.objects.filter(pk=article).update(comment_count=count)


def _with_a_place(articles):
    """Return the comments of each story that have a place, in the order in which a reader meets them."""
    is_one = len(articles) == 1
    comments = Comment.objects.filter(article__in=articles)
    found = defaultdict(list)
    for comment in _under(*articles) if is_one else _placed(comments):
        found[comment.article_id].append(comment)
    return defaultdict(list, {article: in_order(some) for article, some in found.items()})


def _placed(comments):
    visible = comments.approved()
    # A comment that is not visible keeps its place while answers to it are.
    answered = Q(pk__in=visible.values("parent")) | Q(pk__in=visible.values("thread"))
    placed = visible | comments.filter(answered)
    return placed.oldest_first().only("article", "parent", "thread", "page", "status")


_under = Prepared(lambda article: _placed(Comment.objects.filter(article=article)), int)


def _without_a_place_now(articles, standing):
    here = {comment.pk for comments in standing.values() for comment in comments}
    had = Comment.objects.filter(article__in=articles, page__isnull=False)
    return [key for key in had.values_list("pk", flat=True) if key not in here]


def _paged(comments: list[Comment]) -> Iterator[tuple[Comment, int]]:
    page, threads, used = 1, 0, 0
    for thread in _threads(comments):
        if threads == THREADS_A_PAGE or (used and used + len(thread) > COMMENTS_A_PAGE):
            page, threads, used = page + 1, 0, 0
        threads += 1
        for comment in thread:
            if used == COMMENTS_A_PAGE:
                page, threads, used = page + 1, 1, 0
            used += 1
            yield comment, page


def _threads(comments):
    threads = defaultdict(list)
    for comment in comments:
        threads[comment.thread_id or comment.pk].append(comment)
    return threads.values()


def _walk(below, parent):
    for comment in below[parent]:
        yield comment
        yield from _walk(below, comment.pk)

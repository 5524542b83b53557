"""A comment as readers get it: made once, when it takes its place, and good until it would look different."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from articles.models import Article
from comments.models import Comment
from newsroom.models import Language
from newsroom.press import look, memory

# Of hundreds of comments, Django's own way writes one statement with all their texts, three times as slowly.
_KEEP = "UPDATE comments_comment SET html = %s, reply_html = %s, html_of = %s WHERE id = %s"


class Drawing(NamedTuple):
    """Who said what and when, and the way to answer it, which is shown while the story takes comments."""

    html: str
    reply_html: str


def draw(comment: Comment) -> Drawing:
    """Draw a comment in the language of the page."""
    context = {"comment": comment}
    return Drawing(
        render_to_string("comments/_said.html", context),
        render_to_string("comments/_reply.html", context),
    )


def print_new(*articles: int) -> None:
    """Make what readers get of these stories' comments, where that is not made yet or looks different by now."""
    rows = Article.objects.filter(pk__in=articles).values_list("language", "pk").order_by()
    for language in Language.values:
        of_language = [pk for spoken, pk in rows if spoken == language]
        if of_language:
            _print_new(language, of_language)


def _print_new(language, articles):
    current = look.of(language)
    visible = Comment.objects.approved().filter(article__in=articles)
    unprinted = visible.exclude(html_of=current)
    with translation.override(language):
        printed = [(*draw(comment), current, comment.pk) for comment in unprinted]
    # In one transaction: for each of its own SQLite waits for the disk.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(_KEEP, printed)


def print_again() -> int:
    """Print the comments that would look different now, and return under how many stories."""
    current = Q()
    for language in Language.values:
        current |= Q(article__language=language, html_of=look.of(language))
    outdated = Comment.objects.approved().exclude(current)
    articles = outdated.values_list("article", flat=True).order_by("-article").distinct()
    count = 0
    for article in articles.iterator(chunk_size=500):
        print_new(article)
        count += 1
    return count


def items(comments: Iterable, *, is_open: bool) -> SafeString:
    """Return the comments of a thread page as items of a list, the answers to each inside it."""
    return mark_safe("".join(_item(comment, is_open) for comment in comments))


def _item(comment, is_open):
    said = _said(comment, is_open) if comment.is_visible else _removed(comment.is_taken_back)
    below = f"<ol>{items(comment.replies, is_open=is_open)}</ol>" if comment.replies else ""
    return f'<li id="comment-{comment.pk}">{said}{below}</li>\n'


def _said(comment, is_open):
    named = comment.in_answer_to
    answering = render_to_string("comments/_answering.html", {"comment": named}) if named else ""
    return f"{answering}{comment.html}{comment.reply_html if is_open else ''}"


def _removed(by_writer):
    key = ("removed comment", get_language(), by_writer)
    context = {"by_writer": by_writer}
    return memory.per_edition(key, lambda: render_to_string("comments/_removed.html", context))

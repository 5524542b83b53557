"""A comment as readers get it: made once, when it takes its place, and good until its template changes."""

import hashlib
from datetime import UTC, datetime
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe

from articles.models import Article
from comments.models import Comment

TEMPLATE = "comments/_said.html"


def html(comment: Comment) -> SafeString:
    """Return who said what and when, in the language of the page."""
    if comment.html_of == _stamp(translation.get_language(), timezone.get_current_timezone_name()):
        return mark_safe(comment.html)
    return _draw(comment)


def print_new(article: int) -> None:
    """Make what readers get of a story's visible comments, where that is not made yet or looks different by now."""
    [language] = Article.objects.filter(pk=article).values_list("language", flat=True)
    with translation.override(language):
        stamp = _stamp(language, timezone.get_current_timezone_name())
        visible = Comment.objects.filter(article=article, status=Comment.Status.VISIBLE)
        unprinted = list(visible.exclude(html_of=stamp))
        for comment in unprinted:
            comment.html, comment.html_of = _draw(comment), stamp
    Comment.objects.bulk_update(unprinted, ["html", "html_of"], batch_size=500)


def _draw(comment):
    return render_to_string(TEMPLATE, {"comment": comment})


@lru_cache(maxsize=32)
def _stamp(language, zone):
    """Return a sum of what a comment looks like now: of the template, its words and its dates."""
    written = datetime(2001, 2, 3, 14, 5, tzinfo=UTC)
    fields = {
        "pk": 1,
        "name": "<Name>",
        "body": "<Words>\nhttps://a.example",
        "created_at": written,
    }
    samples = (
        Comment(**fields, website="https://b.example", by_staff_id=1),
        Comment(**fields),
    )
    drawn = "".join(map(_draw, samples)) + zone
    return hashlib.sha256(drawn.encode()).hexdigest()[:16]

"""What waits for a moderator, and what the mail about it says."""

import re

from django.utils import timezone

from comments.models import Comment
from newsroom.press.models import Letter
from tests.make import make_comment


def make_waiting(**fields):
    """Make a comment that waits since now."""
    comment = make_comment(status=Comment.Status.PENDING, **fields)
    comment.decisions.update(at=timezone.now())
    return comment


def links(name, text=None):
    text = text if text is not None else str(Letter.objects.get().context)
    return re.findall(rf"http://testserver(/comment/{name}/[^/'\s\"]+/)", text)

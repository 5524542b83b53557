from comments.models.comment import (
    LONGEST_BODY,
    LONGEST_NAME,
    Ban,
    Comment,
    CommentQuerySet,
    Decision,
)
from comments.models.objection import LONGEST_OBJECTION, Objection
from comments.models.report import LONGEST_REPORT, Report
from comments.models.rules import Rules
from comments.models.writer import Writer

__all__ = [
    "LONGEST_BODY",
    "LONGEST_NAME",
    "LONGEST_OBJECTION",
    "LONGEST_REPORT",
    "Ban",
    "Comment",
    "CommentQuerySet",
    "Decision",
    "Objection",
    "Report",
    "Rules",
    "Writer",
]

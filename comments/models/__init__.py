from comments.models.comment import (
    DEEPEST,
    LONGEST_BODY,
    LONGEST_NAME,
    TAKEN_BACK,
    Ban,
    Comment,
    CommentQuerySet,
)
from comments.models.decision import Decision
from comments.models.moderator import Moderator
from comments.models.notice import Notice
from comments.models.objection import LONGEST_OBJECTION, Objection
from comments.models.report import LONGEST_REPORT, Report
from comments.models.revision import Revision
from comments.models.rules import Rules
from comments.models.writer import Writer

__all__ = [
    "DEEPEST",
    "LONGEST_BODY",
    "LONGEST_NAME",
    "LONGEST_OBJECTION",
    "LONGEST_REPORT",
    "TAKEN_BACK",
    "Ban",
    "Comment",
    "CommentQuerySet",
    "Decision",
    "Moderator",
    "Notice",
    "Objection",
    "Report",
    "Revision",
    "Rules",
    "Writer",
]

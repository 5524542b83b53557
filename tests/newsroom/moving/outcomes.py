"""What an import left behind, in a form that tests can compare."""

from articles.models import Article, Contributor, Page, Section, Tag
from comments.models import Comment
from newsroom.models import Moved, OldAddress, Original
from newsroom.press.models import Edition

ROWS = (Article, Section, Tag, Contributor, Page, Comment, Moved, Original, OldAddress)


def counts(report) -> dict:
    """Return how many records of each kind had which outcome, without the zeros."""
    return {kind: dict(found) for kind, found in report.outcomes.items() if found}


def everything() -> list:
    """Return all rows that an import writes, to prove that none of them changed."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (*ROWS, Article.history.model, Edition)
    ]

"""What an import left behind, in a form that tests can compare."""

from articles.models import Article, Contributor, Section, Tag
from comments.models import Comment
from newsroom.models import Moved


def counts(report) -> dict:
    """Return how many records of each kind had which outcome, without the zeros."""
    return {kind: dict(found) for kind, found in report.outcomes.items() if found}


def everything() -> list:
    """Return all rows that an import writes, to prove that none of them changed."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Article, Section, Tag, Contributor, Comment, Moved, Article.history.model)
    ]

"""What became of a writer's other comments, as far as a moderator needs to know."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from comments.models import Comment, CommentQuerySet

Status = Comment.Status
TURNED_DOWN = [Status.REJECTED, Status.SPAM, Status.TRASH]
MOST = 100  # comments of one writer that are counted


def with_history(comments: CommentQuerySet) -> CommentQuerySet:
    """Say of each comment how many others of its address were `approved` and `turned_down`, up to MOST."""
    return comments.annotate(
        approved=_others([Status.VISIBLE]),
        turned_down=_others(TURNED_DOWN),
    )


def _others(statuses):
    # Bounded before it is counted: somebody may have written for twenty years.
    same_writer = Comment.objects.filter(
        email=OuterRef(OuterRef("email")), email__gt="", status__in=statuses
    )
    others = same_writer.exclude(pk=OuterRef(OuterRef("pk"))).values("pk")[:MOST]
    counted = Comment.objects.filter(pk__in=others).order_by().values("email")
    return Coalesce(Subquery(counted.annotate(many=Count("pk")).values("many")), 0)

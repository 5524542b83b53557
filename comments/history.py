"""What became of a writer's other comments, as far as a moderator needs to know."""

from django.db.models import IntegerField, OuterRef, Subquery

from comments.models import Comment, CommentQuerySet

Status = Comment.Status
TURNED_DOWN = [Status.REJECTED, Status.SPAM, Status.TRASH]
MOST = 100  # comments of one writer that are counted


class HowMany(Subquery):
    """The number of rows that a bounded question finds."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) found)"
    output_field = IntegerField()


def with_history(comments: CommentQuerySet) -> CommentQuerySet:
    """Say of each comment how many others of its address were `approved` and `turned_down`, up to MOST."""
    return comments.annotate(
        approved=_others([Status.VISIBLE]),
        turned_down=_others(TURNED_DOWN),
    )


def _others(statuses):
    # Bounded before it is counted: somebody may have written for twenty years. The index holds all that is asked.
    same_writer = Comment.objects.filter(email=OuterRef("email"), email__gt="", status__in=statuses)
    return HowMany(same_writer.exclude(pk=OuterRef("pk")).order_by().values("pk")[:MOST])

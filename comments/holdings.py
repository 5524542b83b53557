"""Everything that we hold about an address, for its owner to read and to take away."""

from comments import writers
from comments.mails import TEMPLATES
from comments.models import Comment, CommentQuerySet, Writer
from newsroom.press.links import absolute
from newsroom.press.models import Letter


def comments_of(writer: Writer) -> CommentQuerySet:
    """Return what was written from the address, the newest first."""
    found = Comment.objects.of_writer(writer.email).select_related("article")
    return found.newest_first().prefetch_related("revisions")


def everything(writer: Writer) -> dict:
    """Return all that we hold about the address as JSON holds it; of the colleagues it names none."""
    comments = comments_of(writer).prefetch_related("decisions__objection", "reports")
    return {
        "address": writer.email,
        "language": writer.language,
        "first_asked": writer.created_at,
        "confirmed": writer.confirmed_at,
        "blocked_since": [ban.created_at for ban in writers.bans_of(writer.email)],
        "comments": [_comment(comment) for comment in comments],
        "letters": list(_letters(writer)),
    }


def _comment(comment):
    public = comment.article.is_published
    return {
        "number": comment.pk,
        "story": absolute(comment.article.get_absolute_url()) if public else None,
        "in_answer_to": comment.answers_id,
        "written": comment.created_at,
        "name": comment.name,
        "email": comment.email,
        "website": comment.website,
        "comment": comment.body,
        "status": comment.status,
        "wants_to_hear_of_answers": comment.wants_notices,
        "edited": comment.edited_at,
        "earlier": [_revision(each) for each in comment.revisions.all()],
        "sent_from": comment.source,
        "decisions": [_decision(each) for each in comment.decisions.all()],
        "reported_as": [report.reason for report in comment.reports.all()],
    }


def _decision(decision):
    return {
        "when": decision.at,
        "from": decision.before,
        "to": decision.after,
        "why": decision.reason,
        "your_answer": getattr(getattr(decision, "objection", None), "words", ""),
    }


def _revision(revision):
    return {"until": revision.until, "comment": revision.body}


def _letters(writer):
    letters = Letter.objects.filter(to=writer.email, template__in=TEMPLATES).order_by("pk")
    return letters.values("template", "status", "created_at", "sent_at")

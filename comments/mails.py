"""The letters to those who write comments.

Nothing in the letter with a link was typed by whoever set it off; what an editor writes goes to confirmed addresses.
"""

from django.urls import reverse

from comments.models import Comment, Decision, Writer
from newsroom.press import mail, tokens
from newsroom.press.links import absolute

LINK = "comments.writer"
OBJECTION = "comments.objection"
TEMPLATES = ["comment_link", "comment_decision"]


def link(writer: Writer) -> None:
    """Send somebody the link to the page of what they wrote here."""
    address = absolute(reverse("writer_page", args=[tokens.sign(LINK, writer.pk)]))
    mail.post("comment_link", writer.email, {"link": address}, language=writer.language)


def decision(decision: Decision) -> None:
    """Tell the writer why an editor decided so, with the link by which that can be answered once."""
    comment = decision.comment
    token = tokens.sign(OBJECTION, decision.pk)
    context = {
        "headline": comment.article.headline,
        "waits": decision.after == Comment.Status.PENDING,
        "why": decision.why,
        "link": absolute(reverse("comment_objection", args=[token])),
    }
    mail.post("comment_decision", comment.email, context, language=comment.article.language)

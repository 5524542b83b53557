"""The letters to those who write comments; none to an unconfirmed address holds a word that somebody typed."""

from django.urls import reverse

from comments.models import Comment, Decision, Writer
from newsroom.press import mail, tokens
from newsroom.press.links import absolute
from newsroom.press.models import Letter

LINK, QUESTION, STOP = "comments.writer", "comments.question", "comments.stop"
OBJECTION = "comments.objection"
TEMPLATES = ["comment_link", "comment_decision", "comment_question", "comment_notice"]


def link(writer: Writer) -> None:
    """Send somebody the link to the page of what they wrote here."""
    _post("comment_link", writer, link=_address("writer_page", LINK, writer.pk))


def question(writer: Writer) -> None:
    """Ask somebody whether it was they who want to hear of answers."""
    _post("comment_question", writer, link=_address("notices_confirm", QUESTION, writer.pk))


def notice(writer: Writer, answered: Comment, answer: Comment) -> Letter:
    """Tell somebody, whose address is confirmed, who answered them and what."""
    stop = _address("notices_stop", STOP, [writer.pk, answered.thread_id or answered.pk])
    return _post(
        "comment_notice",
        writer,
        headers=mail.one_click_headers(stop),
        headline=answer.article.headline,
        name=answer.name,
        words=answer.body,
        link=absolute(answer.get_absolute_url()),
        stop=stop,
    )


def decision(decision: Decision) -> None:
    """Tell the writer why an editor decided so, with the link by which that can be answered once."""
    comment = decision.comment
    context = {
        "headline": comment.article.headline,
        "waits": decision.after == Comment.Status.PENDING,
        "why": decision.why,
        "link": _address("comment_objection", OBJECTION, decision.pk),
    }
    mail.post("comment_decision", comment.email, context, language=comment.article.language)


def _post(template, writer, headers=None, **context):
    return mail.post(template, writer.email, context, language=writer.language, headers=headers)


def _address(name, purpose, value):
    return absolute(reverse(name, args=[tokens.sign(purpose, value)]))

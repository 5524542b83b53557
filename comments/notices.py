"""Answers are told by mail: to who asked for it, at a confirmed address, of each answer once, until they say stop."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q

from comments import mails, writers
from comments.addresses import one_spelling
from comments.models import Comment, CommentQuerySet, Notice, Writer
from newsroom.press import mail, tokens
from newsroom.press.models import Letter

BETWEEN_QUESTIONS = timedelta(days=1)
QUESTION_WORKS = timedelta(days=7)


def ask(comment: Comment) -> None:
    """Ask for the owner's yes where a comment asks for notices from an address that nobody confirmed yet."""
    if not comment.wants_notices or comment.status == Comment.Status.SPAM:
        return
    writer = writers.of_address(comment.email, comment.article.language)
    if writer.confirmed_at is None and writer.claim("question_posted_at", BETWEEN_QUESTIONS):
        mails.question(writer)


def asked(token: str) -> Writer | None:
    """Return whose yes a mailed link asks for, None for one who was erased; raises `Bad` or `Expired`."""
    pk = tokens.read(mails.QUESTION, token, max_age=QUESTION_WORKS)
    return Writer.objects.filter(pk=pk).first()


def send(answers: Iterable[Comment]) -> None:
    """Queue a letter for everyone who waits for one of these answers, as far as readers see it; once for each."""
    pks = [answer.pk for answer in answers]
    waited_for = Comment.objects.visible().filter(pk__in=pks, answers__wants_notices=True)
    waited_for = waited_for.filter(answers__status=Comment.Status.VISIBLE)
    waited_for = waited_for.exclude(email=F("answers__email")).order_by("pk")
    due = list(waited_for.select_related("article", "answers__thread", "by_staff"))
    addresses = {answer.answers.email for answer in due}
    known = {each.email: each for each in Writer.objects.confirmed().filter(email__in=addresses)}
    for answer in due:
        writer = known.get(answer.answers.email)
        if writer and not _is_own(answer, writer):
            _tell(writer, answer)


def recall(comments: Iterable[Comment]) -> None:
    """Take back the letters about these comments, or to who wrote them, that have not gone."""
    pks = [comment.pk for comment in comments]
    _take_back(Notice.objects.filter(Q(answer__in=pks) | Q(answer__answers__in=pks)))


def followed(writer: Writer, thread: int | None = None) -> CommentQuerySet:
    """Return the comments to which a writer wants to hear of answers, of one thread or of all."""
    comments = Comment.objects.of_writer(writer.email).filter(wants_notices=True)
    return comments if thread is None else comments.filter(Q(pk=thread) | Q(thread=thread))


@transaction.atomic
def stop(writer: Writer, thread: int | None = None) -> None:
    """Send no more notices about a thread, or about any; again is no error."""
    comments = list(followed(writer, thread).values_list("pk", flat=True))
    Comment.objects.filter(pk__in=comments).update(wants_notices=False)
    _take_back(Notice.objects.filter(writer=writer, answer__answers__in=comments))


def reach(token: str) -> tuple[Writer | None, int]:
    """Return whose notices about which thread a link stops, no one for an erased writer; raises `tokens.Bad`."""
    pk, thread = tokens.read(mails.STOP, token, max_age=None)
    return Writer.objects.filter(pk=pk).first(), thread


def _is_own(answer, writer):
    colleague = answer.by_staff
    return colleague is not None and one_spelling(colleague.email) == writer.email


def _tell(writer, answer):
    # The story is held by who decides: nobody else tells of this answer meanwhile.
    notice, is_new = Notice.objects.get_or_create(writer=writer, answer=answer)
    if is_new:
        notice.letter = mails.notice(writer, answer.answers, answer)
        notice.save(update_fields=["letter"])


def _take_back(notices):
    letters = Letter.objects.filter(pk__in=list(notices.values_list("letter", flat=True)))
    taken = mail.waiting(letters)
    Notice.objects.filter(letter__in=taken).delete()
    Letter.objects.filter(pk__in=taken).delete()

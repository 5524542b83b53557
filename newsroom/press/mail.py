"""Mail to one person: a template triple, queued first and handed to the mail server afterwards."""

import logging
import smtplib
from dataclasses import dataclass
from datetime import timedelta
from email.utils import make_msgid
from urllib.parse import urlsplit

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends import smtp
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet
from django.template import Context, loader
from django.utils import timezone, translation
from django.utils.translation import gettext_noop
from django_tasks import task

from newsroom.models import Masthead
from newsroom.press.models import Letter
from newsroom.press.providers import Verdict, verdict

logger = logging.getLogger(__name__)

IN_DOUBT_AFTER = timedelta(hours=1)  # far longer than a mail server is waited for
IN_DOUBT = gettext_noop(
    "In doubt: the connection ended during the handover, so it may have been sent."
)
# Seconds for a mail server to say that it has a letter. It may look through it first, and who gives up then leaves the
# letter in doubt; to be let in, and for farewells, there is EMAIL_TIMEOUT.
AFTER_THE_DOT = 120
KEPT = timedelta(days=30)
A_ROUND = 100


@dataclass(frozen=True)
class Printed:
    """What a letter says, to whomever it goes."""

    subject: str
    text: str
    html: str


_inliner = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


def post(template: str, to: str, context: dict, *, headers=None, **fields) -> Letter:
    """Write a letter into the queue, in the caller's transaction; a worker sends it.

    The context is JSON and is rendered when the letter is sent: a template that breaks holds up a
    letter, not the reader who gave cause for it, and can be mended before it is tried again.
    Besides it may be told its language, and the mailbox by which it is found again.
    """
    validate_email(to)
    with transaction.atomic():
        letter = Letter.objects.create(
            template=template, to=to, context=context, headers=headers or {}, **fields
        )
        deliver.enqueue(letter.pk)
    return letter


def compose(template, to, context, *, language="en", headers=None) -> EmailMultiAlternatives:
    """Return the message to one person that `printed` makes of a template triple."""
    written = printed(template, context, language=language)
    message = EmailMultiAlternatives(
        subject=written.subject,
        body=written.text,
        to=[to],
        headers=_headers(language) | (headers or {}),
    )
    message.attach_alternative(written.html, "text/html")
    return message


def printed(template: str, context: dict, *, language: str = "en") -> Printed:
    """Return what `mail/<template>.subject.txt`, `.txt` and `.html` say; the style stands at each tag."""
    paper = {"masthead": Masthead.current(), "site_url": settings.SITE_URL, "language": language}
    values = paper | context
    with translation.override(language):
        return Printed(
            subject=" ".join(_render(template, "subject.txt", values).split()),
            text=_render(template, "txt", values).strip() + "\n",
            html=_inliner.inline(_render(template, "html", values)),
        )


@task()
def deliver(letter_id: int) -> None:
    """Send one letter unless somebody else has it; a second run finds it taken."""
    _send(letter_id)


def deliver_due() -> None:
    """Send the letters whose time has come; stop at a mail server that does not answer."""
    _give_up_doubtful()
    due = Letter.objects.filter(status=Letter.Status.QUEUED, due_at__lte=timezone.now())
    for pk in list(due.order_by("due_at").values_list("pk", flat=True)[:A_ROUND]):
        if not _send(pk):
            return


def forget(letters: QuerySet[Letter]) -> None:
    """Delete these letters, sent or not; what is just being handed over is let be."""
    still = letters.select_for_update().exclude(status=Letter.Status.HANDOVER)
    Letter.objects.filter(pk__in=list(still.values_list("pk", flat=True))).delete()


def waiting(letters: QuerySet[Letter]) -> list[int]:
    """Return the keys of those of these letters that have not gone; none of them goes before the transaction ends."""
    queued = letters.select_for_update().filter(status=Letter.Status.QUEUED)
    return list(queued.values_list("pk", flat=True))


def one_click_headers(address: str) -> dict[str, str]:
    """Return the headers by which a mail client leaves with one click (RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def forget_old() -> None:
    """Delete letters that were sent or given up long ago."""
    done = Letter.objects.filter(status__in=[Letter.Status.SENT, Letter.Status.FAILED])
    done.filter(created_at__lt=timezone.now() - KEPT).delete()


def _send(letter_id) -> bool:
    """Send a letter unless it is taken; return False when the mail server cannot be reached, or fell silent."""
    letter = Letter.claim(letter_id)
    if letter is None:
        return True
    try:
        message = _written(letter)
    except Exception as error:  # whatever a template or a context can get wrong
        logger.exception("Letter %s cannot be written", letter.pk)
        letter.mark_failed(f"{type(error).__name__}: {error}")
        return True
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:  # smtplib's errors are among them: nothing was handed over yet
        letter.postpone(error)
        return False
    return _hand_over(letter, message, connection)


def _hand_over(letter, message, connection) -> bool:
    _wait_at_most(connection, AFTER_THE_DOT)
    try:
        connection.send_messages([message])
    except smtplib.SMTPRecipientsRefused as error:
        _refused(letter, error, [code for code, _reply in error.recipients.values()])
    except smtplib.SMTPResponseException as error:
        _refused(letter, error, [error.smtp_code])
    except Exception as error:
        return _fell_silent(letter, error)
    else:
        letter.mark_sent()
    finally:
        _wait_at_most(connection, settings.EMAIL_TIMEOUT)
        connection.close()
    return True


def _wait_at_most(connection, seconds):
    """Bear so long a silence of a mail server from now on."""
    line = connection.connection if isinstance(connection, smtp.EmailBackend) else None
    if line and line.sock:
        line.sock.settimeout(seconds)


def _fell_silent(letter, error) -> bool:
    """A mail server may have taken the letter before; a provider says in its own way whether it did."""
    meant = verdict(error)
    if meant is None:
        raise error
    if meant is Verdict.LATER:
        letter.postpone(error)
    else:
        letter.mark_failed(f"{IN_DOUBT} {error}" if meant is Verdict.IN_DOUBT else error)
    return meant is Verdict.NEVER


def _refused(letter, error, codes):
    if all(400 <= code < 500 for code in codes):
        return letter.postpone(error)
    return letter.mark_failed(error)


def _give_up_doubtful():
    # A worker that died during the handover left no word; only a person can decide to send again.
    left = Letter.objects.filter(
        status=Letter.Status.HANDOVER, claimed_at__lt=timezone.now() - IN_DOUBT_AFTER
    )
    left.update(status=Letter.Status.FAILED, error=IN_DOUBT)


def _written(letter):
    message = compose(
        letter.template, letter.to, letter.context, language=letter.language, headers=letter.headers
    )
    message.message()  # builds every header: a bad one shows before the mail server is asked
    return message


def _render(name, ending, values):
    # A text is not HTML: its & and < are meant.
    template = loader.get_template(f"mail/{name}.{ending}").template
    return template.render(Context(values, autoescape=ending == "html"))


def _headers(language):
    return {
        "Auto-Submitted": "auto-generated",
        "Content-Language": language,
        "Message-ID": make_msgid(domain=urlsplit(settings.SITE_URL).hostname),
    }

"""Where letters are handed over: a mail server, by one connection for all of them, or another backend of Django's."""

import smtplib
from contextlib import suppress
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends import filebased, smtp
from django.utils.translation import gettext as _

from newsletter import addresses, provider, returnpath
from newsletter.sending.handover import Letter
from newsletter.sending.refusals import Doubtful, Refused, Unreachable, at_the_door, by_status
from newsletter.sending.wire import Wire

AFTER_THE_DOT = (
    120  # seconds for a mail server to say that it has the letter: far less than a lease
)
GOES_ON, CLOSES = 354, 421


def connected():
    """Return the postbox that EMAIL_URL names; raises `Unreachable` or `Unwelcome`."""
    backend = get_connection()
    return (MailServer if isinstance(backend, smtp.EmailBackend) else Backend)(backend)


class MailServer:
    """One connection to a mail server, opened as Django does it."""

    is_proven = False  # it has carried a letter

    def __init__(self, backend):
        self._backend = backend
        try:
            backend.open()
            backend.connection.ehlo_or_helo_if_needed()
        except smtplib.SMTPResponseException as error:
            raise at_the_door(error.smtp_code, _words(error.smtp_error)) from error
        except OSError as error:  # smtplib's other errors are among them
            raise Unreachable(str(error)) from error
        self._line = backend.connection
        self._patience = self._line.sock.gettimeout()

    def write(self, wire: Wire, letter: Letter) -> bytes:
        try:
            return wire.to(letter)
        except UnicodeError as error:
            raise Refused(
                500, _("No mail server of today knows how to write this address.")
            ) from error

    def offer(self, letter: Letter) -> None:
        """Ask whether the mail server takes a letter for this reader."""
        code, text = self._ask("MAIL", f"FROM:<{_sender(letter)}>")
        if code // 100 != 2:
            raise at_the_door(code, text)
        code, text = self._ask("RCPT", f"TO:<{addresses.in_ascii(letter.email)}>")
        if code // 100 != 2:
            self.withdraw()
            raise Refused(code, text, at_the_reader=True)

    def withdraw(self) -> None:
        """Take the offer back; a line that is broken shows it with the next one."""
        with suppress(Unreachable):
            self._ask("RSET")

    def hand(self, message: bytes) -> None:
        """Give a letter away that was offered."""
        self._begin()
        code, text = self._give(message)
        if code // 100 != 2:
            raise Refused(code, text)
        self.is_proven = True

    def close(self) -> None:
        self._backend.close()

    def _ask(self, command, arguments=""):
        try:
            code, text = self._line.docmd(command, arguments)
        except OSError as error:
            raise Unreachable(str(error)) from error
        if code == CLOSES:
            raise Unreachable(f"{code} {_words(text)}")
        return code, _words(text)

    def _begin(self):
        code, text = self._ask("DATA")
        if code != GOES_ON:
            self.withdraw()
            raise Refused(code, text)

    def _give(self, message):
        try:
            self._line.sock.settimeout(AFTER_THE_DOT)
            self._line.send(message + b".\r\n")
            code, text = self._line.getreply()
            self._line.sock.settimeout(self._patience)
        except OSError as error:
            raise Doubtful(str(error)) from error
        if not 200 <= code < 600:
            raise Doubtful(f"{code} {_words(text)}")
        return code, _words(text)


class Backend:
    """What else Django sends mail by: a provider's interface, files, memory."""

    is_proven = False

    def __init__(self, backend):
        self._backend = backend
        if not isinstance(
            backend, filebased.EmailBackend
        ):  # which writes one file for each opening
            backend.open()

    def write(self, wire: Wire, letter: Letter):
        message = wire.message(letter)
        message.envelope_sender = _sender(letter)  # for providers that take one
        provider.mark(message, letter.pk)
        return message

    def offer(self, letter: Letter) -> None:
        """Nobody can be asked beforehand."""

    def withdraw(self) -> None:
        """Nobody was asked."""

    def hand(self, message) -> None:
        """Give a letter away."""
        try:
            self._backend.send_messages([message])
        except Exception as error:  # every backend has its own
            raise by_status(error) from error
        if isinstance(self._backend, filebased.EmailBackend):
            self._backend = get_connection()

    def close(self) -> None:
        self._backend.close()


def _sender(letter):
    return returnpath.address(letter.pk) or addresses.in_ascii(
        parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    )


def _words(text):
    return text.decode(errors="replace") if isinstance(text, bytes) else str(text)

"""Where letters are handed over: a mail server, by one connection for all of them, or another backend of Django's."""

import smtplib
from collections import deque
from contextlib import suppress
from email.utils import parseaddr
from functools import cache

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends import filebased, smtp
from django.utils.translation import gettext as _

from newsletter import addresses, provider, returnpath
from newsletter.sending.handover import Letter
from newsletter.sending.line import Line
from newsletter.sending.refusals import (
    CutOff,
    Doubtful,
    Refused,
    Unreachable,
    at_the_door,
    by_status,
)
from newsletter.sending.wire import Wire
from newsroom.press.mail import AFTER_THE_DOT  # far less than a lease

GOES_ON, CLOSES = 354, 421
DATA, END, RESET = b"DATA\r\n", b".\r\n", b"RSET\r\n"
A_SECONDS_FILES = 1000  # more than are written in one


def connected():
    """Return the postbox that EMAIL_URL names; raises `Unreachable` or `Unwelcome`."""
    backend = get_connection()
    if not isinstance(backend, smtp.EmailBackend):
        return Backend(backend)
    line = _opened(backend)
    return (Pipelined if line.has_extn("pipelining") else MailServer)(backend)


class MailServer:
    """One connection to a mail server, opened as Django does it."""

    def __init__(self, backend):
        self._backend, self._line = backend, Line(backend.connection)
        self._line.wait_at_most(backend.timeout)
        self.is_proven = False  # it has carried a letter

    @property
    def is_open(self):
        return self._line.is_open

    def write(self, wire: Wire, letter: Letter) -> list[bytes]:
        if not _can_be_named(letter):
            raise Refused(500, _("This is no address."))
        return wire.to(letter)

    def offer(self, letter: Letter) -> None:
        """Ask whether the mail server takes a letter for this reader."""
        for command, is_the_readers in zip(_commands(letter), (False, True), strict=True):
            code, text = self._ask(command)
            if code // 100 != 2:
                self._ask(RESET)
                raise _refusal(code, text, is_the_readers)

    def withdraw(self) -> None:
        """Take back an offer that was accepted."""
        self._ask(RESET)

    def hand(self, message: list[bytes], following: Letter | None = None) -> None:
        """Give a letter away that was offered; `following` is the one that is offered next, where that is certain."""
        self._begin()
        code, text = self._give(message, self._ahead(following))
        if code // 100 != 2:
            raise Refused(code, text)
        self.is_proven = True

    def close(self) -> None:
        with suppress(OSError):
            self._line.wait_at_most(self._backend.timeout)
            self._backend.close()

    def _begin(self):
        code, text = self._ask(DATA)
        if code != GOES_ON:
            self._ask(RESET)
            raise Refused(code, text)

    def _ahead(self, following):
        """Return what is said together with the end of a letter."""
        return ()

    def _ask(self, command):
        self._tell(command)
        return self._hear()

    def _tell(self, *commands):
        try:
            self._line.write(*commands)
        except OSError as error:
            self._line.close()
            raise Unreachable(str(error)) from error

    def _hear(self):
        """Return the answer to one command."""
        try:
            self._line.wait_at_most(self._backend.timeout)
            code, text = self._line.read()
        except OSError as error:
            self._line.close()
            raise Unreachable(str(error)) from error
        if code == CLOSES:
            raise Unreachable(f"{code} {text}")
        return code, text

    def _give(self, message, ahead):
        try:
            self._line.write(*message, END, *ahead)
            self._line.wait_at_most(AFTER_THE_DOT)
            code, text = self._line.read()
        except OSError as error:
            self._line.close()
            has_its_end = self._line.gone >= sum(map(len, message)) + len(END)
            raise (Doubtful if has_its_end else CutOff)(str(error)) from error
        if not 200 <= code < 600:
            raise Doubtful(f"{code} {text}")
        return code, text


class Pipelined(MailServer):
    """One that hears several commands at once (RFC 2920): a letter takes one way there and back instead of four.

    It is told that a letter comes before that is written down, with the end of the letter before where there is
    one, and gets none of it before.
    """

    def __init__(self, backend):
        super().__init__(backend)
        self._told: Letter | None = None  # of which letter, that it has not got yet

    def offer(self, letter: Letter) -> None:
        if self._told is None:
            self._tell(*self._ahead(letter))
        elif self._told is not letter:
            self.withdraw()
            raise Unreachable(_("Another letter was announced."))
        sender, reader, begun = self._hear(), self._hear(), self._hear()
        for (code, text), is_the_readers in ((sender, False), (reader, True)):
            if code // 100 != 2:
                self._forget(begun)
                raise _refusal(code, text, is_the_readers)
        if begun[0] != GOES_ON:
            self._forget(begun)
            raise Refused(*begun)

    def withdraw(self) -> None:
        """Hang up: a mail server that waits for a letter hears nothing else, and keeps none that has no end."""
        self._told = None
        self._line.close()

    def close(self) -> None:
        if self._told is not None:
            self.withdraw()
        super().close()

    def _forget(self, begun):
        if begun[0] == GOES_ON:
            return self.withdraw()
        self._told = None
        return self._ask(RESET)

    def _begin(self):
        """That has been asked already."""

    def _ahead(self, following):
        self._told = following if following and _can_be_named(following) else None
        return (*_commands(following), DATA) if self._told else ()


class Backend:
    """What else Django sends mail by: a provider's interface, files, memory."""

    is_open, is_proven = True, False

    def __init__(self, backend):
        self._backend = backend
        # Django names a file by the second and by where the backend lies in memory: one that is kept leaves
        # its place to no other, so that each letter has a file of its own.
        self._spent = deque(maxlen=A_SECONDS_FILES)
        if not isinstance(backend, filebased.EmailBackend):
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

    def hand(self, message, following: Letter | None = None) -> None:
        """Give a letter away."""
        try:
            self._backend.send_messages([message])
        except Exception as error:  # every backend has its own
            raise by_status(error) from error
        if isinstance(self._backend, filebased.EmailBackend):
            self._spent.append(self._backend)
            self._backend = get_connection()

    def close(self) -> None:
        self._backend.close()


def _opened(backend):
    """Return the line to a mail server that has said what it can."""
    try:
        backend.open()
        backend.connection.ehlo_or_helo_if_needed()
    except smtplib.SMTPResponseException as error:
        raise at_the_door(error.smtp_code, _words(error.smtp_error)) from error
    except OSError as error:  # smtplib's other errors are among them
        raise Unreachable(str(error)) from error
    return backend.connection


def _can_be_named(letter):
    reader = addresses.in_ascii(letter.email)
    return reader.isascii() and reader.isprintable()


def _commands(letter):
    reader = addresses.in_ascii(letter.email)
    return f"MAIL FROM:<{_sender(letter)}>\r\n".encode(), f"RCPT TO:<{reader}>\r\n".encode()


def _refusal(code, text, is_the_readers):
    return Refused(code, text, at_the_reader=True) if is_the_readers else at_the_door(code, text)


def _sender(letter):
    return returnpath.address(letter.pk) or _bare(settings.DEFAULT_FROM_EMAIL)


@cache
def _bare(address):
    return addresses.in_ascii(parseaddr(address)[1])


def _words(text):
    return text.decode(errors="replace") if isinstance(text, bytes) else str(text)

"""A mail server of our own, on this machine, that answers as a test wants it to."""

import asyncio
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default as modern

from aiosmtpd.controller import Controller

from tests.harness.ports import free_port

HANGS = "never answers"
DROPS = None  # the connection, after the letter


class Server:
    """A mail server that gives the prepared answers and keeps what it accepted.

    An answer may also be a function of the recipient, to answer some otherwise.
    """

    def __init__(self, *, mail="250 OK", rcpt="250 OK", data="250 OK", pipelining=False):
        self.pipelining = pipelining
        self.mail, self.rcpt, self.data = mail, rcpt, data
        self.accepted = []  # messages
        self.envelopes = []  # sender, recipient and what came over the line, of each of them

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        session.host_name = hostname
        first, *others = responses
        return [first, *["250-PIPELINING"] * self.pipelining, *others]

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        envelope.mail_from = address
        return self.mail

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        answer = self.rcpt(address) if callable(self.rcpt) else self.rcpt
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        [recipient] = envelope.rcpt_tos
        answer = self.data(recipient) if callable(self.data) else self.data
        if answer == HANGS:
            await asyncio.sleep(600)
        if answer is DROPS:
            server.transport.abort()
            return "250 never heard"
        if answer.startswith("250"):
            self.accepted.append(message_from_bytes(envelope.content, policy=modern))
            self.envelopes.append((envelope.mail_from, recipient, envelope.content))
        return answer


@contextmanager
def serving(settings, server, tls=None):
    """Let mail go to this server, with an SSLContext over TLS."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    settings.EMAIL_USE_SSL = tls is not None
    controller = Controller(
        server, hostname=settings.EMAIL_HOST, port=settings.EMAIL_PORT, ssl_context=tls
    )
    controller.start()
    try:
        yield server
    finally:
        controller.stop()

"""A mail server of our own, on this machine, that answers as a test wants it to."""

import socket
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default as modern

from aiosmtpd.controller import Controller


class Server:
    """A mail server that gives the prepared answers and keeps what it accepted."""

    def __init__(self, *, rcpt="250 OK", data="250 OK"):
        self.rcpt, self.data, self.accepted = rcpt, data, []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.data is None:
            server.transport.abort()
            return "250 never heard"
        if self.data.startswith("250"):
            self.accepted.append(message_from_bytes(envelope.content, policy=modern))
        return self.data


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def serving(settings, server):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    controller = Controller(server, hostname=settings.EMAIL_HOST, port=settings.EMAIL_PORT)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()

"""A mail server that answers up to one point of a conversation, and says nothing and reads nothing from there on."""

import socket
import socketserver
import threading
from contextlib import contextmanager

CONNECTED, THE_LETTER, THE_DOT = "connected", "the letter", "the dot"
ANSWERS = {
    CONNECTED: b"220 here\r\n",
    "EHLO": b"250 here\r\n",
    "MAIL": b"250 OK\r\n",
    "RCPT": b"250 OK\r\n",
    "DATA": b"354 go on\r\n",
    THE_DOT: b"250 OK\r\n",
    "QUIT": b"221 bye\r\n",
}
POINTS = [CONNECTED, "EHLO", "MAIL", "RCPT", "DATA", THE_LETTER]  # with nothing in doubt by then


class Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        came = CONNECTED
        while came and came != self.server.point:
            self.wfile.write(self._answer(came))
            came = self._after(came)
        self.server.over.wait()

    def _answer(self, came):
        answer = ANSWERS[came]
        return b"250-PIPELINING\r\n" + answer if self._tells(came) else answer

    def _tells(self, came):
        return came == "EHLO" and self.server.pipelining

    def _after(self, came):
        """Return what comes next, nothing at the end."""
        if came != "DATA":
            return self.rfile.readline()[:4].decode().upper()
        if self.server.point == THE_LETTER:
            return THE_LETTER
        while self.rfile.readline() not in (b".\r\n", b""):
            pass
        return THE_DOT


class Server(socketserver.ThreadingTCPServer):
    daemon_threads, block_on_close = True, False

    def server_bind(self):
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)  # a letter does not fit
        super().server_bind()


@contextmanager
def silent(settings, point, *, pipelining=False):
    """Let mail go to a server that falls silent at a point."""
    with Server(("127.0.0.1", 0), Conversation) as server:
        server.point, server.pipelining, server.over = point, pipelining, threading.Event()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield
        finally:
            server.over.set()
            server.shutdown()

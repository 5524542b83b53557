"""A web server of our own, on this machine, that answers as a test wants it to and notes what it was asked."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LOOPBACK = "127.0.0.1"


class Handler(BaseHTTPRequestHandler):
    def answer(self):
        length = int(self.headers.get("Content-Length") or 0)
        self.server.asked.append((self.command, self.path))
        self.server.bodies.append(self.rfile.read(length))
        status, headers, body = self.server.answers(self.command, self.path)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_HEAD = do_POST = answer  # noqa: N815

    def log_message(self, *args):
        """Stay silent."""


@contextmanager
def answering(answers, tls=None):
    """Serve, with an SSLContext over TLS; `answers(method, path)` returns status, headers and body."""
    with ThreadingHTTPServer((LOOPBACK, 0), Handler) as server:
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        server.answers, server.asked, server.bodies = answers, [], []
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def address(server, path="/"):
    return f"http://{LOOPBACK}:{server.server_port}{path}"

"""An old site on this machine: it says word for word what a test wants it to say, and notes what it was asked."""

import gzip
import socketserver
import threading
from collections import Counter
from contextlib import contextmanager, suppress

HOST = "lake.example"
ENDLESS = b"\0" * 65_536


class Names:
    """Name servers that know where hosts are; each question is counted."""

    def __init__(self, **knows):
        self.knows = {HOST: ["127.0.0.1"], f"www.{HOST}": ["127.0.0.1"]} | knows
        self.asked = Counter()

    def addresses(self, name):
        self.asked[name] += 1
        return self.knows.get(name, [])


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        asked = self.rfile.readline().decode().split()
        if not asked:
            return  # who came died before a word was said
        _method, path, _version = asked
        head = {}
        while line := self.rfile.readline().strip():
            name, _, value = line.decode().partition(":")
            head[name.lower()] = value.strip()
        self.server.asked.append(path)
        self.server.heads.append(head)
        with suppress(OSError):  # who asked has heard enough
            self.server.answer(path, self.wfile.write)


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    pages: dict

    def answer(self, path, write):
        said = self.pages.get(path, status(404))
        said = said.pop(0) if isinstance(said, list) else said
        if callable(said):
            said(write)
        else:
            write(said)

    def at(self, path, host=HOST):
        """Return the address of something on this site."""
        return f"http://{host}:{self.server_address[1]}{path}"


@contextmanager
def serving(pages):
    """Serve what stands in `pages`: bytes to send as they are, a function that writes, or a list of these, in turn."""
    with Server(("127.0.0.1", 0), Handler) as server:
        server.pages, server.asked, server.heads = pages, [], []
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def answer(body, *, code=200, length=None, **headers):
    """Return an answer that may lie about its length."""
    headers = {"Content-Length": len(body) if length is None else length} | headers
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    head = "\r\n".join([f"HTTP/1.1 {code} So", "Connection: close", *lines])
    return head.encode() + b"\r\n\r\n" + body


def status(code, **headers):
    return answer(b"", code=code, **headers)


def moved(to):
    return status(301, Location=to)


def packed(body, **headers):
    return answer(gzip.compress(body), Content_Encoding="gzip", **headers)


def unannounced(body):
    """Return an answer whose length only its end tells."""
    return b"HTTP/1.1 200 So\r\nConnection: close\r\n\r\n" + body


def in_chunks(body, ended=True):
    pieces = [body[start : start + 1000] for start in range(0, len(body), 1000)]
    sent = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces)
    head = b"HTTP/1.1 200 So\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + sent + (b"0\r\n\r\n" if ended else b"")


def endless(begins):
    """Return a page that never ends."""

    def write(line):
        line(unannounced(begins))
        while True:
            line(ENDLESS)

    return write

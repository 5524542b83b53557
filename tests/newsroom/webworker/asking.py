"""A reader's connection, as bytes."""

import socket


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def was_django(self):
        return "server" in self.headers  # which the loop does not say

    def __eq__(self, other):
        return self._compared() == other._compared()

    def _compared(self):
        left = {name: self.headers[name] for name in self.headers.keys() - {"date", "server"}}
        return self.status, left, self.body


class Reader:
    """One connection."""

    def __init__(self, server, buffer=0):
        self.server, self.socket = server, socket.socket()
        if buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.socket.settimeout(30)
        self.socket.connect(("127.0.0.1", server.port))
        self.file = self.socket.makefile("rb")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()
        self.socket.close()

    def request(self, path, *more, method="GET", body=b""):
        lines = [f"{method} {path} HTTP/1.1", f"Host: localhost:{self.server.port}", *more]
        return "".join(f"{line}\r\n" for line in lines).encode() + b"\r\n" + body

    def send(self, data):
        self.socket.sendall(data)

    def ask(self, path, *more, **how):
        self.send(self.request(path, *more, **how))
        return self.read(how.get("method", "GET"))

    def read(self, method="GET"):
        status = self.file.readline()
        if not status:
            return None
        headers = {}
        while (line := self.file.readline()) != b"\r\n":
            name, _, value = line.decode("latin-1").strip().partition(": ")
            assert name.lower() not in headers
            headers[name.lower()] = value
        has_body = method != "HEAD" and b" 304 " not in status
        body = self.file.read(int(headers["content-length"])) if has_body else b""
        return Answer(int(status.split()[1]), headers, body)

    def is_closed(self):
        """Say whether the server closed the connection, and said nothing more."""
        try:
            return self.file.read() == b""
        except ConnectionResetError:
            return True


def is_closed_now(connection):
    connection.socket.setblocking(False)
    try:
        return connection.socket.recv(1) == b""
    except BlockingIOError:
        return False

"""The line to a mail server, past smtplib: that copies each letter twice, and asks the system more than it has to."""

import smtplib
import ssl

LONGEST = 8192  # bytes of an answer's line


class Line:
    """What Django opened; whatever goes wrong with it is an `OSError`."""

    def __init__(self, connection: smtplib.SMTP):
        self._connection = connection
        self._is_encrypted = isinstance(connection.sock, ssl.SSLSocket)

    @property
    def is_open(self):
        return self._connection.sock is not None

    def wait_at_most(self, seconds: float) -> None:
        self._connection.sock.settimeout(seconds)

    def write(self, *pieces: bytes) -> None:
        """Send these pieces at once, as if they were one."""
        if not self.is_open:
            raise smtplib.SMTPServerDisconnected("The connection is closed")
        sent = 0 if self._is_encrypted else self._connection.sock.sendmsg(pieces)
        if sent < sum(map(len, pieces)):
            self._connection.sock.sendall(b"".join(pieces)[sent:])

    def read(self) -> tuple[int, str]:
        """Return the next answer: its code, -1 where it has none, and its words."""
        words, goes_on = [], True
        while goes_on:
            line = self._connection.file.readline(LONGEST)
            if not line.endswith(b"\n"):
                raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")
            words.append(line[4:].strip().decode(errors="replace"))
            goes_on = line[3:4] == b"-"
        return (int(line[:3]) if line[:3].isdigit() else -1), "\n".join(words)

    def close(self) -> None:
        self._connection.close()

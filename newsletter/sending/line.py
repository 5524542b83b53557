"""The line to a mail server, past smtplib: that copies each letter twice, and asks the system more than it has to."""

import smtplib
import ssl

LONGEST = 65_536  # bytes of an answer
AT_ONCE = 16_384  # bytes that are encrypted together


class Line:
    """What Django opened; whatever goes wrong with it is an `OSError`."""

    def __init__(self, connection: smtplib.SMTP):
        self._connection = connection
        self._is_encrypted = isinstance(connection.sock, ssl.SSLSocket)
        self._patience: float | None = None
        self._heard = b""  # and not read yet
        self.gone = 0  # bytes of the last write that may have arrived

    @property
    def is_open(self):
        return self._connection.sock is not None

    def wait_at_most(self, seconds: float) -> None:
        """Take so long a silence for the end, from now on."""
        if self.is_open and seconds != self._patience:
            self._connection.sock.settimeout(seconds)
            self._patience = seconds

    def write(self, *pieces: bytes) -> None:
        """Send these pieces at once, as if they were one."""
        self.gone = 0
        if not self.is_open:
            raise smtplib.SMTPServerDisconnected("The connection is closed")
        self.gone = 0 if self._is_encrypted else self._connection.sock.sendmsg(pieces)
        if self.gone < sum(map(len, pieces)):
            self._write_on(memoryview(b"".join(pieces))[self.gone :])

    def _write_on(self, rest):
        sending = self._connection.sock
        while rest:
            piece = rest[:AT_ONCE]
            before, self.gone = self.gone, self.gone + len(piece)  # of which some may arrive
            sent = sending.send(piece)
            self.gone, rest = before + sent, rest[sent:]

    def read(self) -> tuple[int, str]:
        """Return the next answer: its code, -1 where it has none, and its words."""
        words, goes_on = [], True
        while goes_on:
            line = self._next()
            words.append(line[4:].strip().decode(errors="replace"))
            goes_on = line[3:4] == b"-"
        return (int(line[:3]) if line[:3].isdigit() else -1), "\n".join(words)

    def _next(self):
        """Return the next line, without its end: several answers come together where several commands went."""
        while b"\n" not in self._heard:
            more = self._connection.sock.recv(LONGEST)
            if not more or len(self._heard) > LONGEST:
                raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")
            self._heard += more
        line, _end, self._heard = self._heard.partition(b"\n")
        return line

    def close(self) -> None:
        self._connection.close()

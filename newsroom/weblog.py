"""How the web server writes its log: no query, no referrer, no token."""

import logging
import re
from functools import lru_cache

from gunicorn.glogging import Logger, SafeAtoms

from newsroom.press.redaction import RedactingFormatter, redact

# Only %(U)s holds something of an address, and that without its query.
ACCESS_FORMAT = '%(t)s %(h)s %(m)s %(U)s %(s)s %(B)s bytes %(M)s ms "%(a)s"'


ON_HAND = 500  # names of browsers that are kept ready for the log
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class OneLine(SafeAtoms):
    """What a line says of a request, in which an address with a line break in it begins no line of its own."""

    def __getitem__(self, key):
        return _visible(super().__getitem__(key))


@lru_cache(ON_HAND)
def shown(said: str) -> str:
    """Return what a browser says of itself as the log shows it: on one line, between quotes, without a token."""
    return redact(_visible(said.replace('"', '\\"')))


def line(stamp: str, environ, path: str, status, length: int, milliseconds: int) -> str:
    """Return what the log says of a request in `ACCESS_FORMAT`; the path is one without a secret."""
    client, method = environ.get("REMOTE_ADDR", "-"), environ.get("REQUEST_METHOD")
    browser = shown(environ.get("HTTP_USER_AGENT", "-"))
    return f'{stamp} {client} {method} {path} {status} {length} bytes {milliseconds} ms "{browser}"'


def _visible(text):
    return _CONTROLS.sub(lambda found: ascii(found[0])[1:-1], str(text))


class WebLog(Logger):
    """gunicorn's own log, redacted."""

    atoms_wrapper_class = OneLine
    waiting: list[str] | None = None  # where lines wait for one who writes many at once
    reads = None  # who notes which stories are read

    def setup(self, cfg):
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(RedactingFormatter(self.error_fmt, self.datefmt))
        for handler in self.access_log.handlers:
            handler.setFormatter(RedactingFormatter(self.access_fmt))

    def access(self, resp, req, environ, request_time):
        """Write the line of a request, in our format by ourselves: gunicorn's way takes longer than a query."""
        if self.reads:
            self.reads.note(environ, environ.get("PATH_INFO", ""), int(str(resp.status)[:3]))
        if self.cfg.access_log_format != ACCESS_FORMAT:
            super().access(resp, req, environ, request_time)
        elif self.access_log_enabled:
            status = str(resp.status).partition(" ")[0]
            spent = int(request_time.total_seconds() * 1000)
            path = redact(_visible(environ.get("PATH_INFO", "-")))
            said = line(self.now(), environ, path, status, resp.sent, spent)
            if self.waiting is None:
                self.write_lines([said])
            else:
                self.waiting.append(said)

    def write_waiting(self) -> None:
        """Write the lines that wait; others may add to them meanwhile."""
        if self.reads:
            self.reads.write_due()
        if self.waiting:
            count = len(self.waiting)
            self.write_lines(self.waiting[:count])
            del self.waiting[:count]

    def write_reads(self) -> None:
        """Write down which stories were read: this process has come to its end."""
        if self.reads:
            self.reads.write()

    def write_lines(self, lines: list[str]) -> None:
        """Write finished lines of the access log at once; nothing in them may be a secret any more."""
        text = "\n".join(lines)
        for handler in self.access_log.handlers:
            try:
                _write(handler, text)
            except Exception:  # a full disk, a pipe that nobody reads: a log is no reason to stop
                handler.handleError(_record(text))


def _write(handler, text):
    if not isinstance(handler, logging.StreamHandler):
        for line in text.split("\n"):
            handler.handle(_record(line))
        return
    with handler.lock:
        handler.stream.write(f"{text}\n")
        handler.flush()


def _record(text):
    return logging.LogRecord("gunicorn.access", logging.INFO, "", 0, "%s", (text,), None)

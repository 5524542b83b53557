"""The web server's worker, asked by browsers, by the web server in front of it and by attackers."""

import io
import logging
from types import SimpleNamespace

from newsroom import weblog


def log_to(*handlers):
    log = weblog.WebLog.__new__(weblog.WebLog)
    log.access_log = SimpleNamespace(handlers=handlers)
    return log


def test_a_log_that_cannot_be_written_stops_nobody(capsys):
    class Full(io.StringIO):
        def write(self, text):
            raise OSError(28, "No space left on device")

    whole = io.StringIO()
    log_to(logging.StreamHandler(Full()), logging.StreamHandler(whole)).write_lines(["a", "b"])
    assert whole.getvalue() == "a\nb\n"
    assert "No space left on device" in capsys.readouterr().err


def test_a_log_that_is_no_stream_gets_every_line():
    class Elsewhere(logging.Handler):
        def emit(self, record):
            lines.append(self.format(record))

    lines = []
    log_to(Elsewhere()).write_lines(["100 %s", "b"])
    assert lines == ["100 %s", "b"]

"""Requests so plain that they can be read in one way only: the web server answers them without a parser."""

import re
from typing import NamedTuple

LONGEST = 8_192  # bytes of a request that is looked at

# A request to the letter: no fragment, nothing percent-encoded, no control character, every line with its end.
_LINE = re.compile(r"(GET|HEAD) (/[!-\"$&-~]*) HTTP/1\.1")
_FIELDS = re.compile(r"(?:[A-Za-z0-9-]+:[\t\x20-\x7e\x80-\xff]*\r\n)+")
LONGEST_LINE = 4_094  # as many bytes and headers as deploy/gunicorn.conf.py allows
MOST_HEADERS = 60
# What changes how a request is read or answered is for gunicorn to judge, and a header that comes twice too.
FOR_GUNICORN = {
    *("content-length", "transfer-encoding", "expect", "upgrade", "connection", "te", "trailer"),
    *("authorization", "proxy-authorization", "range", "http2-settings"),
    *("x-forwarded-protocol", "x-forwarded-ssl"),
}


class Asked(NamedTuple):
    """One plain request."""

    method: str
    path: str
    query: str
    headers: dict[str, str]


def understand(data: bytes) -> Asked | None:
    """Return what a whole plain request asks for, or None for anything that is not one to the letter."""
    if len(data) > LONGEST or not data.endswith(b"\r\n\r\n"):
        return None
    first, _, fields = data[:-2].decode("latin-1").partition("\r\n")
    line = _LINE.fullmatch(first)
    if line is None or len(first) > LONGEST_LINE or not _FIELDS.fullmatch(fields):
        return None
    headers = _headers(fields[:-2].split("\r\n"))
    if headers is None or not headers.get("host"):
        return None
    path, _, query = line[2].partition("?")
    return Asked(line[1], path, query, headers)


def _headers(lines):
    if len(lines) > MOST_HEADERS:
        return None
    headers: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        name, value = name.lower(), value.strip(" \t")
        # To be kept alive is what HTTP/1.1 does anyway.
        is_usual = name not in FOR_GUNICORN or (
            name == "connection" and value.lower() == "keep-alive"
        )
        if name in headers or not is_usual:
            return None
        headers[name] = value
    return headers

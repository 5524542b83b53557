"""Read what PHP serialised as plain data: nothing is executed, and no class is ever looked up."""

import re

LARGEST = 1 << 20  # bytes
DEEPEST = 32  # arrays inside one another
# How many times shorter or longer than it says a string may be after its lines or letters were rewritten.
SHRUNK, GROWN, SLACK = 4, 6, 8

Data = None | bool | int | float | str | dict

_PLAIN = re.compile(
    rb"N;|b:(?P<b>[01]);|i:(?P<i>[+-]?\d{1,20});"
    rb"|d:(?P<d>[+-]?(?:\d{1,400}(?:\.\d{0,400})?|\.\d{1,400})(?:[eE][+-]?\d{1,5})?|-?INF|NAN);"
)
_STRING = re.compile(rb's:(\d{1,9}):"')
_ARRAY = re.compile(rb"a:(\d{1,9}):\{")
_OBJECT = re.compile(rb'O:\d{1,5}:"[\w\\\x80-\xff]{1,200}":(\d{1,9}):\{')
# A string ends where a quote is followed by what can follow a string.
_END = re.compile(rb'";(?=\}|$|N;|[bid]:|s:\d+:"|a:\d+:\{|O:\d+:")')
_VISIBILITY = re.compile(r"^\0[^\0]*\0")  # of an object's property


class _Foreign(Exception):
    """This is not what PHP writes, or more than we read."""


def parse(text: str) -> Data:
    """Return the data, arrays and objects as dictionaries; None for what is none or cannot be read.

    The byte counts of strings are forgiven where line ends or the encoding were changed since.
    """
    data = text.strip().encode("utf-8", "replace")
    if len(data) > LARGEST:
        return None
    reader = _Reader(data)
    try:
        value = reader.value(0)
    except _Foreign:
        return None
    return value if reader.at == len(data) else None


class _Reader:
    """Reads one value after the other, never going back."""

    def __init__(self, data: bytes):
        self.data = data
        self.at = 0

    def value(self, depth: int) -> Data:
        if found := self.take(_PLAIN):
            return _plain(found)
        if found := self.take(_STRING):
            return self.string(int(found[1]))
        found = self.take(_ARRAY) or self.take(_OBJECT)
        if not found or depth == DEEPEST:
            raise _Foreign
        return self.pairs(int(found[1]), depth + 1)

    def take(self, pattern: re.Pattern[bytes]) -> re.Match[bytes] | None:
        found = pattern.match(self.data, self.at)
        if found:
            self.at = found.end()
        return found

    def string(self, length: int) -> str:
        start, end = self.at, self.at + length
        if self.data[end : end + 2] != b'";':
            end = self.nearest_end(length)
        self.at = end + 2
        return self.data[start:end].decode("utf-8", "replace")

    def nearest_end(self, length: int) -> int:
        expected = self.at + length
        first, last = self.at + length // SHRUNK - SLACK, self.at + length * GROWN + SLACK
        ends = (found.start() for found in _END.finditer(self.data, max(self.at, first), last))
        end = min(ends, key=lambda end: abs(end - expected), default=None)
        if end is None:
            raise _Foreign
        return end

    def pairs(self, count: int, depth: int) -> dict:
        pairs = {}
        for _ in range(count):
            key = self.value(DEEPEST)
            if not isinstance(key, str | int) or isinstance(key, bool):
                raise _Foreign
            name = _VISIBILITY.sub("", key) if isinstance(key, str) else key
            pairs[name] = self.value(depth)
        if self.data[self.at : self.at + 1] != b"}":
            raise _Foreign
        self.at += 1
        return pairs


def _plain(found: re.Match[bytes]) -> Data:
    if found["b"]:
        return found["b"] == b"1"
    if found["i"]:
        return int(found["i"])
    return float(found["d"]) if found["d"] else None

"""Taking in what a web server sends: every byte is counted, whatever it says before."""

import zlib
from collections.abc import Iterator
from http.client import HTTPResponse
from typing import IO

from newsroom.moving.media import sources
from newsroom.moving.media.sources import Missing

A_PIECE = 64 * 1024
PACKED = {"gzip", "x-gzip", "deflate"}
EITHER = 47  # what zlib calls: gzip or deflate, as its head says


class BrokenOff(OSError):
    """Less came than was said to come."""


def copy(response: HTTPResponse, file: IO[bytes], url: str) -> None:
    """Write the body of an answer to a file, or raise `Missing` as soon as it is clear that it is not for us."""
    most, size, announced = 0, 0, response.length or 0
    for piece in _pieces(response):
        if not size:
            most = sources.most(piece, url)
        size += len(piece)
        if max(size, announced) > most:
            raise sources.too_large(most)
        file.write(piece)
    if not size:
        raise Missing("the old site sent nothing")


def _pieces(response: HTTPResponse) -> Iterator[bytes]:
    packed = response.getheader("Content-Encoding", "identity").strip().lower()
    if packed in PACKED:
        return _unpacked(response)
    if packed != "identity":
        raise Missing(f"the old site sent it packed as {packed[:20]}")
    return _raw(response)


def _raw(response: HTTPResponse) -> Iterator[bytes]:
    while piece := response.read(A_PIECE):
        yield piece
    if response.length:
        raise BrokenOff


def _unpacked(response: HTTPResponse) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(EITHER)
    try:
        for piece in _raw(response):
            while piece and not unpacker.eof:
                if unpacked := unpacker.decompress(piece, A_PIECE):
                    yield unpacked
                piece = unpacker.unconsumed_tail
    except zlib.error as error:
        raise BrokenOff from error
    if not unpacker.eof:
        raise BrokenOff

"""Sending a file, or the part of it that a player asks for."""

import re
from typing import IO

from django.http import FileResponse, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase

_ONE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


class Part:
    """The next so many bytes of a file."""

    def __init__(self, file: IO[bytes], length: int):
        self._file = file
        self._left = length

    def read(self, most: int) -> bytes:
        """Return some of what is left."""
        data = self._file.read(min(most, self._left))
        self._left -= len(data)
        return data

    def close(self) -> None:
        """Close the whole file."""
        self._file.close()


def send(request, file: IO[bytes], size: int, tag: str) -> HttpResponseBase:
    """Return what was asked for of a file of so many bytes, which is closed with the answer.

    `tag` changes when the file does: who has it gets no more than that word. Of several parts the whole is sent.
    """
    asked = _asked(request, size, f'"{tag}"')
    if request.headers.get("If-None-Match") == f'"{tag}"':
        response: HttpResponseBase = HttpResponseNotModified()
    elif asked is None:
        response = _whole(request, file, size)
    elif asked.start >= size:
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        response = _part(request, file, size, asked)
    if not response.streaming:
        file.close()
    response["ETag"] = f'"{tag}"'
    response["Accept-Ranges"] = "bytes"
    return response


def _asked(request, size: int, tag: str) -> range | None:
    """Return which bytes are asked for, from a place behind the end where there are none; None for all."""
    found = _ONE.fullmatch(request.headers.get("Range", ""))
    if not found or found[0] == "bytes=-" or request.headers.get("If-Range", tag) != tag:
        return None
    first, last = found.groups()
    if not first:
        length = int(last)
        return range(max(0, size - length), size) if length else range(size, size)
    stop = min(size, int(last) + 1) if last else size
    if last and int(last) < int(first):
        return None  # this makes no sense, and is as if it had not been said
    return range(int(first), max(stop, int(first)))


def _whole(request, file: IO[bytes], size: int) -> HttpResponseBase:
    response = _sent(request, file)
    response["Content-Length"] = str(size)
    return response


def _part(request, file: IO[bytes], size: int, asked: range) -> HttpResponseBase:
    file.seek(asked.start)
    response = _sent(request, Part(file, len(asked)))
    response.status_code = 206
    response["Content-Length"] = str(len(asked))
    response["Content-Range"] = f"bytes {asked.start}-{asked.stop - 1}/{size}"
    return response


def _sent(request, file: IO[bytes] | Part) -> HttpResponseBase:
    return HttpResponse() if request.method == "HEAD" else FileResponse(file)

"""Pages in fewer bytes, so that the whole of one fits into the first breath of a connection."""

import gzip
from functools import lru_cache

import brotli
from django.utils.cache import patch_vary_headers

from newsroom.press import headers

SMALLEST = 600  # bytes: what is shorter arrives no sooner for being compressed
KINDS = ("text/", "application/xml", "application/rss+xml", "application/json", "image/svg+xml")

# The best one first. What is sent once is worth less time than what is sent again: a page of 30 KB costs
# an eighth of a millisecond in haste and half of one at leisure, and is a tenth shorter then.
IN_HASTE = {
    "br": lambda content: brotli.compress(content, mode=brotli.MODE_TEXT, quality=2),
    "gzip": lambda content: gzip.compress(content, compresslevel=3, mtime=0),
}
ENCODERS = {
    "br": lambda content: brotli.compress(content, mode=brotli.MODE_TEXT, quality=5),
    "gzip": lambda content: gzip.compress(content, compresslevel=6, mtime=0),
}
DECODERS = {"br": brotli.decompress, "gzip": gzip.decompress}


def compress(get_response):
    """Send what readers read in the shortest encoding that they take.

    The desk is left out: its pages hold secrets beside words that came from elsewhere, and how well
    the two compress together would tell of the secrets.
    """

    def middleware(request):
        response = get_response(request)
        if response.streaming or headers.is_desk(request) or hasattr(response, "mark"):
            return response  # what is marked is compressed once for all readers, by the front desk
        patch_vary_headers(response, ["Accept-Encoding"])
        encoding = best(request.headers.get("Accept-Encoding", ""))
        if not encoding or "Content-Encoding" in response or not _gains(response):
            return response
        response.content = ENCODERS[encoding](response.content)
        response["Content-Encoding"] = encoding
        return response

    return middleware


@lru_cache(maxsize=256)
def best(accepted: str) -> str:
    """Return the best of our encodings that an Accept-Encoding header takes, "" for none."""
    weights: dict[str, float] = dict(map(_weight, accepted.lower().split(",")))
    taken = (name for name in ENCODERS if weights.get(name, weights.get("*", 0.0)) > 0)
    return next(taken, "")


def _weight(offer: str) -> tuple[str, float]:
    name, _, weight = offer.partition(";")
    return name.strip(), _number(weight.strip().removeprefix("q="))


def _number(weight: str) -> float:
    try:
        return float(weight or 1)
    except ValueError:
        return 0.0


def gains(kind: str, content: bytes) -> bool:
    """Say whether compressing content of this type is worth it."""
    return len(content) >= SMALLEST and kind.startswith(KINDS)


def _gains(response):
    return gains(response.get("Content-Type", ""), response.content)

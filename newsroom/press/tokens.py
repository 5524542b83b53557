"""Signed values for links: nobody can make one, change one or use one for something else."""

import json
import time
from functools import lru_cache

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

_written = json.JSONEncoder(separators=(",", ":")).encode


_stamp = lru_cache(maxsize=1)(signing.b62_encode)  # of a second, for all that is signed in it


class Bad(Exception):
    """The token was not made by this site for this purpose."""


class Expired(Bad):
    """The token is ours, but too old."""


class Seal:
    """Signs very many short values for one purpose, as `sign` does: the key is made once, and nothing is pressed."""

    def __init__(self, purpose: str):
        salt = f"{_salt(purpose)}signer"  # as Django's signers salt
        self._signed = salted_hmac(salt, "", settings.SECRET_KEY, algorithm="sha256")

    def sign(self, value) -> str:
        said = signing.b64_encode(_written(value).encode()).decode()
        stamped = f"{said}:{_stamp(int(time.time()))}"
        signed = self._signed.copy()
        signed.update(stamped.encode())
        return f"{stamped}:{signing.b64_encode(signed.digest()).decode()}"


def sign(purpose: str, value) -> str:
    """Return a URL-safe token: the JSON value, the time, a signature good for one purpose."""
    return signing.dumps(value, salt=_salt(purpose), compress=True)


def read(purpose: str, token: str, *, max_age):
    """Return the value of a token; raise Expired past `max_age` (seconds or timedelta), or Bad."""
    try:
        return signing.loads(token, salt=_salt(purpose), max_age=max_age)
    except signing.SignatureExpired as error:
        raise Expired(str(error)) from error
    except signing.BadSignature as error:
        raise Bad(str(error)) from error


def _salt(purpose):
    return f"newsroom.press.tokens.{purpose}"

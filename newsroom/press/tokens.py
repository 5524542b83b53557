"""Signed values for links: nobody can make one, change one or use one for something else."""

from django.core import signing


class Bad(Exception):
    """The token was not made by this site for this purpose."""


class Expired(Bad):
    """The token is ours, but too old."""


def sign(purpose: str, value, *, is_short: bool = False) -> str:
    """Return a URL-safe token: the JSON value, the time, a signature good for one purpose.

    What `is_short` is not pressed first, which takes longer than all the rest.
    """
    return signing.dumps(value, salt=_salt(purpose), compress=not is_short)


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

"""How often somebody may try a password."""

from newsroom.models import User
from newsroom.press import limits

QUARTER, HOUR = 900, 3600
MOST_FROM_A_SOURCE = 100  # in a quarter of an hour: a whole office may come in through one address
MOST_FOR_AN_ACCOUNT = 10  # in a quarter of an hour, from one source
MOST_FOR_AN_ACCOUNT_IN_ALL = 100  # in an hour, from wherever


def seconds_to_wait(request) -> int:
    """Count one try and return how long to wait before it: 0 when it may be made.

    A source that is stopped counts no further, so that nobody alone can lock somebody else out.
    """
    source, account = limits.client_address(request), _account(request.POST.get("username", ""))
    return (
        limits.hit("login from", source, most=MOST_FROM_A_SOURCE, seconds=QUARTER)
        or limits.hit(
            "login from for", f"{source} {account}", most=MOST_FOR_AN_ACCOUNT, seconds=QUARTER
        )
        or limits.hit("login for", account, most=MOST_FOR_AN_ACCOUNT_IN_ALL, seconds=HOUR)
    )


def _account(name):
    return User.normalize_username(name).casefold()

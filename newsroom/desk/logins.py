"""How often somebody may try a password, and a code after it."""

from newsroom.models import User
from newsroom.press import limits

QUARTER, HOUR = 900, 3600
MOST_FROM_A_SOURCE = 100  # in a quarter of an hour: a whole office may come in through one address
MOST_FOR_AN_ACCOUNT = 10  # in a quarter of an hour, from one source
MOST_FOR_AN_ACCOUNT_IN_ALL = 100  # in an hour, from wherever
MOST_CODES_IN_ALL = (
    30  # in an hour: a code has six digits, and who is asked for one had the password
)


def seconds_to_wait(request) -> int:
    """Count one try to log in and return how long to wait before it: 0 when it may be made."""
    return seconds_before_password(request, request.POST.get("username", ""))


def seconds_before_password(request, name) -> int:
    """Count one try at the password of an account.

    A source that is stopped counts no further, so that nobody alone can lock somebody else out.
    """
    return _wait(request, "login", _account(name), MOST_FOR_AN_ACCOUNT_IN_ALL)


def seconds_before_code(request, user) -> int:
    """Count one try at a code of the app or of paper; a passkey is not guessed and always opens."""
    return _wait(request, "code", _account(user.get_username()), MOST_CODES_IN_ALL)


def _wait(request, what, account, most_in_all):
    source = limits.client_address(request)
    return (
        limits.hit(f"{what} from", source, most=MOST_FROM_A_SOURCE, seconds=QUARTER)
        or limits.hit(
            f"{what} from for", f"{source} {account}", most=MOST_FOR_AN_ACCOUNT, seconds=QUARTER
        )
        or limits.hit(f"{what} for", account, most=most_in_all, seconds=HOUR)
    )


def _account(name):
    return User.normalize_username(name).casefold()

"""What can go wrong when a letter is handed over, told apart by whether it may have gone: only `Doubtful` says so."""


class Refused(Exception):
    """This letter, or its reader, is not taken, for now or for good."""

    def __init__(self, code: int, text: str, *, at_the_reader: bool = False):
        super().__init__(f"{code} {text}")
        self.code, self.text, self.at_the_reader = code, text, at_the_reader

    @property
    def is_for_now(self):
        return 400 <= self.code < 500


class Unreachable(Exception):
    """Nobody answers, or they want to be left alone for a while."""


class Unwelcome(Exception):
    """They take nothing at all from us, and will not before somebody has changed something."""


class Doubtful(Exception):
    """The connection ended after the letter and before an answer."""


def at_the_door(code: int, text: str) -> Exception:
    """Return what a refusal means that came before any reader was named."""
    return (Unwelcome if 500 <= code < 600 else Unreachable)(f"{code} {text}")


def by_status(error: Exception) -> Exception:
    """Return what an error of a provider's interface means, by the status that it carries (RFC 9110)."""
    status, text = getattr(error, "status_code", None), str(error)
    if isinstance(error, ValueError) and status is None:
        return Refused(554, text)  # nobody was asked: the letter cannot be put in their form
    if status in {429, 503}:
        return Refused(450, text)
    if status in {401, 403}:
        return Unwelcome(text)
    if status and 400 <= status < 500:
        return Refused(554, text)
    return Doubtful(text)

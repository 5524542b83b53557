"""What can go wrong when a letter is handed over, told apart by whether it may have gone: only `Doubtful` says so."""

from newsroom.press.providers import Verdict, verdict


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


class CutOff(Unreachable):
    """The connection ended in the middle of the letter, which nobody has therefore."""


class Unwelcome(Exception):
    """They take nothing at all from us, and will not before somebody has changed something."""


class Doubtful(Exception):
    """The connection ended after the letter and before an answer."""


def at_the_door(code: int, text: str) -> Exception:
    """Return what a refusal means that came before any reader was named."""
    return (Unwelcome if 500 <= code < 600 else Unreachable)(f"{code} {text}")


def by_status(error: Exception) -> Exception:
    """Return what an error of a provider's interface means, by the verdict that counts for single letters too."""
    status, text = getattr(error, "status_code", None), str(error)
    if status in {401, 403}:
        return Unwelcome(text)
    meant = verdict(error)
    if meant is Verdict.LATER:
        return Refused(450, text)
    # A fault of ours in what it says: nobody was asked, and the letter cannot be put in their form.
    if meant is Verdict.NEVER or (meant is None and isinstance(error, ValueError)):
        return Refused(554, text)
    return Doubtful(text)

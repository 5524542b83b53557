"""What the screening is told of a comment, and what it may answer."""

from dataclasses import dataclass
from functools import cached_property

from comments.models import Comment, Rules


@dataclass(frozen=True)
class Arrival:
    """How a comment reached us, and the rules that hold for it."""

    trapped: bool = False  # the field that people do not see was filled in
    origin_known: bool = True
    browser: str = ""  # as it calls itself

    @cached_property
    def rules(self) -> Rules:
        return Rules.current()


@dataclass(frozen=True)
class Verdict:
    """What a step of the screening decides, and what it found; `reasons` has the words for it."""

    status: Comment.Status
    found: str = ""


class Refused(Exception):
    """The story takes no comments; nothing was kept."""


class TooFast(Exception):
    """The source sent too many comments; nothing was kept, and in `seconds` it may send another."""

    def __init__(self, seconds: int):
        super().__init__(seconds)
        self.seconds = seconds

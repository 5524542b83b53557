"""Many redirects at once: each line is judged as the form of one would judge it, and some are written together."""

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import astuple, dataclass
from itertools import islice
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from newsroom.oldlinks import judging, redirecting
from newsroom.oldlinks.judging import Fate
from newsroom.oldlinks.lines import Line
from newsroom.oldlinks.told import Redirect, Told

AT_ONCE = 100  # lines of one transaction: others write in between


@dataclass
class Outcome:
    """How many lines became what; together they are those that said something."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0

    @property
    def lines(self) -> int:
        return sum(astuple(self))

    @property
    def saved(self) -> int:
        return self.new + self.changed

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(*map(sum, zip(astuple(self), astuple(other), strict=True)))

    def text(self) -> str:
        return (
            f"{self.lines} lines: {self.new} new, {self.changed} changed, "
            f"{self.unchanged} unchanged, {self.refused} refused."
        )

    def count(self, batch: "_Batch"):
        self.new += batch.fates[Fate.NEW]
        self.changed += batch.fates[Fate.CHANGED]
        self.unchanged += batch.fates[Fate.UNCHANGED]
        self.refused += len(batch.refused)


class Refusal(NamedTuple):
    """A line that is not saved, and why."""

    number: int
    path: str
    why: str


def take(
    lines: Iterable[Line],
    tell: Callable[[Refusal], object],
    *,
    by=None,
    told: Told | None = None,
    rehearsal: bool = False,
) -> Outcome:
    """Save what can be saved, as the colleague's own, and tell of each line that cannot, and why.

    A line whose address is known changes where that leads; the same lines a second time change nothing. A rehearsal
    writes nothing. What was `told` by a file before counts as earlier lines of this one. Whoever calls it holds no
    transaction: ours are short, so that others write in between.
    """
    outcome = Outcome()
    lines = iter(lines)
    with nullcontext(told) if told else Told() as told:
        while some := list(islice(lines, AT_ONCE)):
            with nullcontext() if rehearsal else transaction.atomic():
                batch = _Batch(told)
                batch.judge(some)
                if batch.wanted and not rehearsal:
                    redirecting.save_all(batch.wanted, by=by)
            outcome.count(batch)
            for each in batch.refused:
                tell(each)
    return outcome


class _Batch:
    """Some lines, judged: which are refused, what becomes of the others, and what is to be saved for it."""

    def __init__(self, told: Told):
        self.told = told
        self.refused: list[Refusal] = []
        self.fates: Counter[Fate] = Counter()
        self.wanted: dict[str, str] = {}

    def judge(self, lines: Iterable[Line]):
        for line in lines:
            try:
                redirect = judging.read(line)
                self.keep(redirect, judging.judge(redirect, self.told))
            except ValidationError as error:
                self.refused.append(Refusal(line.number, line.path, " ".join(error.messages)))

    def keep(self, redirect: Redirect, fate: Fate):
        self.fates[fate] += 1
        self.told.keep(redirect)
        if fate != Fate.UNCHANGED:
            self.wanted[redirect.path] = redirect.target

"""Who watches a long run learns how far it is, and may end it."""

from typing import Protocol


class Stopped(Exception):
    """Whoever watches wants no more: what is done stays, and another run goes on from there."""


class Progress(Protocol):
    """Watches a run; `at` is called between two pieces of work and may raise `Stopped`."""

    def at(self, phase: str, done: int, total: int) -> None:
        """Hear that so many of the pieces of a phase are done; a `total` of 0 is not known yet."""


class _Silent:
    def at(self, phase: str, done: int, total: int) -> None:
        pass


SILENT: Progress = _Silent()

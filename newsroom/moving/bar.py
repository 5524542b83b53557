"""How far a long run is, for whoever waits at a terminal, or reads its lines later."""

import time
from collections.abc import Callable
from typing import TextIO

WIDTH = 30
OFTEN = 0.2  # seconds between two looks of a bar
SELDOM = 30  # seconds between two lines where there is no terminal
ALL_OF_A_LINE = "\r\x1b[2K"


class Bar:
    """A bar with counts, rate and time left on a terminal; a plain line now and then anywhere else."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic):
        self.stream = stream
        self.clock = clock
        self.is_terminal = stream.isatty()
        self.phase, self.began, self.said = "", 0.0, 0.0

    def at(self, phase: str, done: int, total: int) -> None:
        """Show that so many of the pieces of a phase are done."""
        now = self.clock()
        if phase != self.phase:
            self._begin(phase, now)
        often = OFTEN if self.is_terminal else SELDOM
        if now - self.said < often and done != total:
            return
        self.said = now
        said = self._line(done, total, now - self.began)
        self.stream.write(f"{ALL_OF_A_LINE}{said}" if self.is_terminal else f"{said}\n")
        self.stream.flush()

    def end(self) -> None:
        """Leave the last line of a terminal behind."""
        if self.is_terminal and self.phase:
            self.stream.write("\n")

    def _begin(self, phase, now):
        self.end()
        self.phase, self.began, self.said = phase, now, now

    def _line(self, done: int, total: int, seconds: float) -> str:
        rate = done / seconds if seconds > 0 else 0
        parts = [f"{self.phase}: {done:,}" + (f" of {total:,}" if total else "")]
        parts += [f"{rate:,.{0 if rate >= 10 else 1}f} a second"] if rate else []
        parts += [f"{_duration((total - done) / rate)} left"] if rate and total > done else []
        said = ", ".join(parts)
        if not (self.is_terminal and total):
            return said
        full = WIDTH * min(done, total) // total
        return f"[{'#' * full}{'.' * (WIDTH - full)}] {said}"


def _duration(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"

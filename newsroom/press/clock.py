"""The minute hand: work that falls due by itself, and work that goes on beside everything else."""

import logging
import threading
from collections.abc import Callable

logger = logging.getLogger(__name__)

_work: list[Callable[[], object]] = []
_beside: list[Callable[[threading.Event], object]] = []


def every_minute(function: Callable[[], object]) -> Callable[[], object]:
    """Call `function()` every minute in every worker; it must bear being run by two at once."""
    if function not in _work:
        _work.append(function)
    return function


def beside_the_jobs(function: Callable[[threading.Event], object]) -> None:
    """Let `function(stopped)` do in a thread of its own in every worker what would hold up the jobs and the clock.

    It returns when nothing is left to do, and soon when `stopped` is set; a second later it is called again.
    """
    if function not in _beside:
        _beside.append(function)


def going_on() -> list[Callable[[threading.Event], object]]:
    """Return what goes on beside the jobs."""
    return list(_beside)


def tick() -> None:
    """Do everything that was registered; what fails is logged and stops nothing else."""
    for function in _work:
        try:
            function()
        except Exception:
            logger.exception("%s.%s failed on the clock", function.__module__, function.__name__)

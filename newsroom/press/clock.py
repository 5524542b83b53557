"""The minute hand: work that falls due by itself."""

import logging
from collections.abc import Callable

logger = logging.getLogger(__name__)

_work: list[Callable[[], object]] = []


def every_minute(function: Callable[[], object]) -> Callable[[], object]:
    """Call `function()` every minute in every worker; it must bear being run by two at once."""
    if function not in _work:
        _work.append(function)
    return function


def tick() -> None:
    """Do everything that was registered; what fails is logged and stops nothing else."""
    for function in _work:
        try:
            function()
        except Exception:
            logger.exception("%s.%s failed on the clock", function.__module__, function.__name__)

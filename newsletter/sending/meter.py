"""How far a send has come, in one line for whoever watches a terminal."""

import time
from collections import deque

from newsletter.models import Delivery, Issue
from newsletter.sending.steering import progress

SECONDS = 60  # over which the rate is measured

Status = Delivery.Status
NOT_SENT = [
    Status.IN_DOUBT,
    Status.BOUNCED,
    Status.FAILED,
    Status.DROPPED,
    Status.CANCELLED,
]


class Meter:
    """Watches one issue; all its senders count, wherever they run."""

    def __init__(self, issue: Issue):
        self._issue = issue
        self._seen: deque[tuple[float, int]] = deque()

    def line(self) -> str:
        """Return how many of how many are done, what went wrong, how quickly it goes and how long it takes yet."""
        counts = progress(self._issue)
        total, left = sum(counts.values()), sum(counts[status] for status in Delivery.OPEN)
        rate = self._rate(total - left)
        said = [f"{counts[Status.SENT]:,} of {total:,} sent"]
        said += [f"{counts[each]:,} {each.label}" for each in NOT_SENT if counts[each]]
        if left and rate:
            said += [f"{rate:,.0f} a second", f"{_duration(left / rate)} left"]
        return f"{self._issue}: {', '.join(said)}"

    def _rate(self, done):
        now = time.monotonic()
        self._seen.append((now, done))
        while now - self._seen[0][0] > SECONDS:
            self._seen.popleft()
        since, before = self._seen[0]
        return (done - before) / (now - since) if now > since else 0


def _duration(seconds):
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min" if minutes else f"{seconds} s"

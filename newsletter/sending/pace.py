"""How quickly letters may go: so many a second, however many senders share it."""

import threading
import time


class Pace:
    """Lets `per_second` letters pass, evenly; any number where that is 0."""

    def __init__(self, per_second: float):
        self.per_second = per_second
        self._gap = 1 / per_second if per_second else 0
        self._next = time.monotonic()
        self._lock = threading.Lock()

    def take(self) -> float:
        """Take the next place in the row and return for how many seconds to wait until it comes."""
        if not self._gap:
            return 0
        with self._lock:
            now = time.monotonic()
            self._next = max(self._next, now)
            wait, self._next = self._next - now, self._next + self._gap
            return wait

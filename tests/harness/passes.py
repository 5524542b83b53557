"""The passes of `make test`: what runs side by side, and then what wants the machine to itself.

A pass that does not end is ended, which is a failure: it takes neither the other passes nor what it had said.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress

TOGETHER = "not browser and not alone"
# They stand in one folder: to read every other test first would take longer than many of them do.
BROWSER = ["pytest", "-o", "testpaths=tests/browser", "-m", "browser and not alone", "--half"]
TWICE = "twice"
PATIENT = "patient or twice"
ALONE = f"alone and not ({PATIENT})"
POSTGRESQL = "tests.harness.postgresql"
LIMIT = 30 * 60  # seconds for one pass
GRACE = 20  # seconds to say what it knows and to put its things away


def main():
    """Run every pass, show each one's output as a whole, and end with 1 if any of them failed."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that no pass outlives this
    given = sys.argv[1:]
    failures = [
        *beside(
            ("SQLite", ["pytest", "-m", TOGETHER, *given]),
            ("PostgreSQL", [POSTGRESQL, "pytest", "-m", TOGETHER, *given]),
        ),
        *beside(
            ("Browser", [*BROWSER, "first", *given]),
            ("Browser, the other half", [*BROWSER, "second", *given]),
        ),
        *beside(
            ("The site as a whole", ["pytest", "-m", PATIENT, *given]),
            ("The same on PostgreSQL", [POSTGRESQL, "pytest", "-m", TWICE, *given]),
        ),
        *alone("What is measured on a quiet machine", ["pytest", "-m", ALONE, *given]),
    ]
    sys.exit(1 if any(failures) else 0)


def beside(first, second, limit=LIMIT):
    """Run two passes at once on two cores, and show the second when both are over; return how each ended."""
    with tempfile.TemporaryFile() as output:
        try:
            with Pass(*second, limit, output) as other:
                codes = alone(*first, limit, other)
        finally:
            _show(second[0], output)
    print(other, flush=True)
    return [*codes, other.code]


def alone(name, command, limit=LIMIT, *others):
    """Run a pass, to the end of the others as well; return how it ended, 0 being well."""
    print(name, flush=True)
    with Pass(name, command, limit) as ours:
        while [each for each in (ours, *others) if not each.is_over()]:
            time.sleep(0.1)
    print(ours, flush=True)
    return [ours.code]


class Pass:
    """Tests that run in a process group of their own, which does not go on when we do not."""

    def __init__(self, name, command, limit, output=None):
        self.name, self.limit = name, limit
        self.code, self.seconds, self.ended = None, 0, ""
        self._start = time.monotonic()
        self._process = subprocess.Popen(
            [sys.executable, "-m", *command], stdout=output, stderr=output, process_group=0
        )

    def __str__(self):
        return f"{self.name}: {self.seconds:.0f} s{self.ended}\n"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._end()

    def is_over(self):
        """Return whether it has ended, and see to it once its time is up."""
        if self.code is None:
            self.seconds = time.monotonic() - self._start
            self.code = self._process.poll()
        if self.code is None and self.seconds > self.limit:
            self.code, self.ended = 1, ", which is the limit: it was ended, and has failed"
            self._end()
        return self.code is not None

    def _end(self):
        """Ask as Ctrl-C does, at which pytest says where it was; then as a machine does; then ask no more."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
            if self._process.poll() is not None:
                return
            os.killpg(self._process.pid, number)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(GRACE)


def _show(name, output):
    print(name, flush=True)
    output.seek(0)
    sys.stdout.buffer.write(output.read())
    sys.stdout.flush()


if __name__ == "__main__":
    main()

"""The passes of `make test`: two side by side as long as there are two, and then what wants the machine to itself.

A pass that does not end is ended, which is a failure: it takes neither the other passes nor what it had said.

A failure counts when it can be had again: where one or two tests of a pass fail, these are run once more, and whatever
did not fail twice is named at the very end as unsteady, for somebody to find out why.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from xml.etree import ElementTree

TOGETHER = "not browser and not alone"
# They stand in one folder: to read every other test first would take longer than many of them do.
BROWSER = ["pytest", "-o", "testpaths=tests/browser", "-m", "browser and not alone"]
PARTS = 3  # of them: whichever core is free first takes the next
TWICE = "twice"
PATIENT = "patient or twice"
ALONE = f"alone and not ({PATIENT})"
POSTGRESQL = "tests.harness.postgresql"
CORES = 2
LIMIT = 30 * 60  # seconds for one pass
GRACE = 20  # seconds to say what it knows and to put its things away
FAILED = 1  # what pytest says when tests have failed, and nothing worse has happened
ENDED = 124  # what we say of a pass that took too long
FEW = 2  # as many may be chance; more are a fault


def main():
    """Run every pass, show each one's output as a whole, and end with 1 if any of them failed."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that no pass outlives this
    # A shell lets what it starts in the background ignore it, and all that this starts would, too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what one pass compiles, the others read
    with tempfile.TemporaryDirectory(prefix="passes-") as room:
        os.environ["MIGRATED"] = f"{room}/migrated.sqlite3"
        sys.exit(1 if any(_all(sys.argv[1:], Path(room))) else 0)


def _all(given, room):
    """Run every pass and return how each ended."""
    browser = [
        (f"Browser, part {part}", [*BROWSER, "--part", part, *given])
        for part in (f"{number}/{PARTS}" for number in range(1, PARTS + 1))
    ]
    groups = [
        [
            ("SQLite", ["pytest", "-m", TOGETHER, *given]),
            ("PostgreSQL", [POSTGRESQL, "pytest", "-m", TOGETHER, *given]),
            *browser,
        ],
        [
            ("The site as a whole", ["pytest", "-m", PATIENT, *given]),
            ("The same on PostgreSQL", [POSTGRESQL, "pytest", "-m", TWICE, *given]),
        ],
        [("What is measured on a quiet machine", ["pytest", "-m", ALONE, *given])],
    ]
    unsteady = []
    if given:  # what somebody looks for may end a pass early, and is looked at by them
        return [code for group in groups for code in beside(*group)]
    codes = [code for group in groups for code in at_most_twice(group, room, unsteady)]
    for name, test in unsteady:
        print(f"Unsteady: {test} ({name}) failed, and passed when it was run once more.")
    return codes


def at_most_twice(group, room, unsteady):
    """Run passes of pytest, then the few tests of each that failed, alone; return how each ended.

    Those that passed the second time are added to `unsteady`, each with the name of its pass.
    """
    remembering = [(name, [*command, "-o", f"cache_dir={room / name}"]) for name, command in group]
    codes = beside(*remembering)
    for place, (name, command) in enumerate(remembering):
        failed = _failed(room / name) if codes[place] == FAILED else []
        if 0 < len(failed) <= FEW:
            again = f"{name}: what failed, once more"
            report = room / "again.xml"
            [code] = beside((again, [*command, "--last-failed", f"--junitxml={report}"]))
            if _left_any_out(report):
                continue
            codes[place] = code
            unsteady += [(name, test) for test in failed if test not in _failed(room / name)]
    return codes


def _left_any_out(report):
    """Say whether a test was skipped, which is no way to pass."""
    [suite] = ElementTree.parse(report).getroot()
    return suite.get("skipped") != "0"


def _failed(cache):
    """Return the tests that pytest remembers as failed."""
    file = cache / "v/cache/lastfailed"
    return list(json.loads(file.read_text())) if file.exists() else []


def beside(*passes, limit=LIMIT):
    """Run passes, one on each core, which takes the next when it is over; return how each ended, 0 being well.

    They are shown one after the other, in their order.
    """
    begun, shown = [], 0
    with ExitStack() as room:
        while shown < len(passes):
            running = [each for each in begun if not each.is_over()]
            if len(running) < CORES and len(begun) < len(passes):
                begun.append(room.enter_context(Pass(*passes[len(begun)], limit)))
            shown += begun[shown].show()
            time.sleep(0.1)
    return [each.code for each in begun]


class Pass:
    """Tests that run in a process group of their own, which does not go on when we do not."""

    def __init__(self, name, command, limit):
        self.name, self.limit = name, limit
        self.code, self.seconds, self.ended = None, 0, ""
        self._output = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the pass is left
        self._read, self._is_shown = 0, False
        self._output.write(f"{name}\n".encode())
        self._output.flush()
        self._start = time.monotonic()
        self._process = subprocess.Popen(
            [sys.executable, "-m", *command],
            env=os.environ | ({"PY_COLORS": "1"} if sys.stdout.isatty() else {}),
            stdout=self._output,
            stderr=self._output,
            process_group=0,
        )

    def __str__(self):
        return f"{self.name}: {self.seconds:.0f} s{self.ended}\n"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._end()
        if not self._is_shown:
            self.show()
        self._output.close()

    def is_over(self):
        """Return whether it has ended, and see to it once its time is up."""
        if self.code is None:
            self.seconds = time.monotonic() - self._start
            self.code = self._process.poll()
        if self.code is None and self.seconds > self.limit:
            self.code, self.ended = ENDED, ", which is the limit: it was ended, and has failed"
            self._end()
        return self.code is not None

    def show(self):
        """Show what it has said since it was last shown; return whether that was all."""
        self._is_shown = self.is_over()
        # Read at a place: where the file stands is where the tests write.
        while said := os.pread(self._output.fileno(), 2**16, self._read):
            self._read += len(said)
            sys.stdout.buffer.write(said)
        sys.stdout.flush()
        if self._is_shown:
            print(self, flush=True)
        return self._is_shown

    def _end(self):
        """Ask as Ctrl-C does, at which pytest says where it was; then as a machine does; then ask no more."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
            if self._process.poll() is not None:
                return
            os.killpg(self._process.pid, number)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(GRACE)


if __name__ == "__main__":
    main()

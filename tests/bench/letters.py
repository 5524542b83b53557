"""What a newsletter costs whoever sends it, on one site, as rows of the document."""

import json
import subprocess
import sys
from contextlib import contextmanager

from tests.bench import document
from tests.bench.mailing import BESIDE, READERS
from tests.harness.site import ROOT

GOAL = 1 / 7  # of what a letter takes that a plain loop of `send_mail` sends


def rows(place) -> list[document.Row]:
    """Send an issue to READERS, and then letters that say the same by `send_mail`, to the same mail server."""
    with _sink() as port:
        found = json.loads(place.run("tests.bench.mailing", str(port), str(READERS)))
    sender, loop = found["sender"], found["loop"]
    return [
        document.Row(f"{place.name}: {READERS:,} letters, the ledger included", *_speed(sender)),
        document.Row(f"{place.name}: the processor's time for one of them", *_cost(sender)),
        document.Row(f"{place.name}: {BESIDE:,} letters by `send_mail`", *_speed(loop)),
        document.Row(f"{place.name}: the processor's time for one of them", *_cost(loop)),
        document.Row(
            f"{place.name}: ours beside that",
            _cost(sender)[0] / _cost(loop)[0],
            "×",
            round(GOAL, 3),
        ),
    ]


def _speed(measured):
    return measured["letters"] / measured["seconds"], "letters a second"


def _cost(measured):
    return measured["cpu"] / measured["letters"] * 1e6, "µs"


@contextmanager
def _sink():
    with subprocess.Popen(
        [sys.executable, "-m", "tests.bench.sink"], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        try:
            yield int(process.stdout.readline())
        finally:
            process.terminate()

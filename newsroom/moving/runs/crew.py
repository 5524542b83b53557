"""A worker sees imports through, one after the other, each in a process of its own."""

import subprocess
import sys
import threading
from itertools import count

from django.conf import settings
from django.utils.crypto import get_random_string

from newsroom.models import ImportRun

CHILD = [sys.executable, "-m", "newsroom.moving.runs"]
SECOND = 1  # between two looks at the process
BEAT = 5  # looks between two signs of life
GRACE = 10  # seconds in which the process may end once it is asked to


def work(stopped: threading.Event) -> None:
    """See the import through that has waited longest, if one waits; what a dead worker left waits again."""
    claim = get_random_string(32)
    ImportRun.objects.take_up(claim)
    if run := ImportRun.objects.take(claim):
        _see_through(run, stopped)


def _see_through(run, stopped):
    child = subprocess.Popen([*CHILD, str(run.pk), run.claim], cwd=settings.BASE_DIR)
    try:
        _mind(child, run, stopped)
    finally:
        _end(child)
    run.give_back(unharmed=stopped.is_set())  # nothing, where it came to an end


def _mind(child, run, stopped):
    """Wait for the end of the process, of this worker, of the claim, or of our patience."""
    for look in count():
        if child.poll() is not None or stopped.wait(SECOND):
            return
        if look % BEAT == 0 and (not run.beat() or run.is_deaf()):
            return


def _end(child):
    child.terminate()
    try:
        child.wait(GRACE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()

"""`python -m newsroom.moving.runs KEY CLAIM`: the process in which one import runs, started by a worker.

It is no thread of the worker: reading an archive takes one processor for hours, and would take it from letters and
jobs; what it took of the memory goes back when it ends; and where it falls, it falls alone.
"""

import os
import signal
import sys

import django

from newsroom import processes

CALM = 10  # by how much pages for readers go before


def main(key, claim):
    """Carry out the run that a worker has claimed, and end when that worker does."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    processes.follow_parent()
    os.nice(CALM)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    from newsroom.models import ImportRun  # not there before Django is
    from newsroom.moving.runs import carrying

    for run in ImportRun.objects.filter(pk=key, claim=claim):
        carrying.carry_out(run)


if __name__ == "__main__":
    main(*sys.argv[1:])

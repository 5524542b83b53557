"""What it costs to bring in an archive: `python -m tests.bench.importing POSTS COMMENTS`, on an empty site.

Prints as JSON how long both runs took, how much memory the process took at most, and what the second one wrote.
"""

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from newsroom.moving import wordpress  # noqa: E402
from tests.bench import archive  # noqa: E402

READS = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN")


def main(posts: int, comments: int) -> None:
    """Bring an archive in twice and print what that took."""
    call_command("migrate", verbosity=0)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "archive.xml")
        archive.write(path, posts, comments)
        began = _memory()
        first, seconds, _ = _brought(path)
        peak = _memory()
        second, seconds_again, written = _brought(path)
    print(  # noqa: T201 - what the bench reads
        json.dumps(
            {
                "brought": first.total("imported"),
                "adds_up": first.adds_up() and second.adds_up(),
                "seconds": seconds,
                "seconds_again": seconds_again,
                "began": began,
                "peak": peak,
                "peak_again": _memory(),
                "unchanged": second.total("unchanged"),
                "written": written,
            }
        )
    )


def _brought(path):
    written = 0

    def watch(execute, sql, *rest):
        nonlocal written
        written += not sql.lstrip().startswith(READS)
        return execute(sql, *rest)

    began = time.monotonic()
    with connection.execute_wrapper(watch):
        report = wordpress.import_files([path])
    return report, time.monotonic() - began, written


def _memory() -> float:
    """Return how much memory this process took at most, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

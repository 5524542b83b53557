"""Things that happen in the same moment."""

import threading
from collections.abc import Callable

from django.db import connection


def at_once(*deeds: Callable[[], object]) -> None:
    """Do these things in threads that start together; a failure in one fails the test."""
    ready, failures = threading.Barrier(len(deeds)), []

    def run(deed):
        try:
            ready.wait()
            deed()
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures, failures

"""Jobs for tests that stop a worker in the middle."""

import time
from pathlib import Path

from django_tasks import task


@task()
def hang_at_first(diary: str) -> None:
    """Write a line; the first time, never come to an end."""
    if _lines(diary) == 1:
        time.sleep(600)


@task()
def take_a_while(diary: str) -> None:
    """Write a line, take a second, write another."""
    _lines(diary)
    time.sleep(1)
    _lines(diary)


@task()
def write_a_line(diary: str) -> None:
    """Write a line and be done."""
    _lines(diary)


def _lines(diary):
    with Path(diary).open("a+") as page:
        page.write("here\n")
        page.seek(0)
        return len(page.readlines())

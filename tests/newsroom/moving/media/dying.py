"""An import with pictures in a process of its own, which dies at the moment that it is told."""

import os
import signal
import sys
from functools import partial

import django

django.setup()

from django.db import connection  # noqa: E402 — the settings are read above

from newsroom.moving import wordpress  # noqa: E402
from newsroom.moving.media.oldsite import OldSite  # noqa: E402
from newsroom.press import storage  # noqa: E402
from tests.harness import old_site  # noqa: E402
from tests.newsroom.moving.media.asking import is_here_or_public  # noqa: E402


class Moments:
    """Counts the moments of a process down to its last: before each statement, and in the middle of each file."""

    def __init__(self, left: int):
        self.left = left

    def pass_by(self):
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def before(self, execute, *statement):
        self.pass_by()
        return execute(*statement)

    def halves(self, write, to, name, pieces):
        def halved():
            for piece in pieces:
                yield piece[: len(piece) // 2]
                self.pass_by()
                yield piece[len(piece) // 2 :]

        write(to, name, halved())
        self.pass_by()


def bring(path: str, moments: int) -> None:
    """Import an archive, with what it shows from the old site on this machine; die after so many moments, if any."""
    passing = Moments(moments)
    connection.execute_wrappers.append(passing.before)
    storage.write_whole = partial(passing.halves, storage.write_whole)
    wordpress.OldSite = partial(OldSite, names=old_site.Names(), may_be_asked=is_here_or_public)
    report = wordpress.import_files([path], wordpress.Options(fetch_media=True))
    sys.stdout.write(f"{report.adds_up()} {dict(report.reasons)}")


if __name__ == "__main__":
    bring(sys.argv[1], int(sys.argv[2]))

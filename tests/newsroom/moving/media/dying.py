"""An import with pictures in a process of its own, which dies at the moment that it is told."""

import sys
from functools import partial

import django

django.setup()

from newsroom.moving import wordpress  # noqa: E402 — the settings are read above
from newsroom.moving.media.oldsite import OldSite  # noqa: E402
from tests.harness import old_site  # noqa: E402
from tests.newsroom.moving.media.asking import is_here_or_public  # noqa: E402
from tests.newsroom.moving.moments import Moments  # noqa: E402


def bring(path: str, moments: int) -> None:
    """Import an archive, with what it shows from the old site on this machine; die after so many moments, if any."""
    Moments(moments).count()
    wordpress.OldSite = partial(OldSite, names=old_site.Names(), may_be_asked=is_here_or_public)
    report = wordpress.import_files([path], wordpress.Options(fetch_media=True))
    sys.stdout.write(f"{report.adds_up()} {dict(report.reasons)}")


if __name__ == "__main__":
    bring(sys.argv[1], int(sys.argv[2]))

"""A paper that comes home in a process of its own, which dies before the write that it is told."""

import sys
from pathlib import Path

import django

django.setup()

from newsroom.moving.homecoming import site  # noqa: E402 — the settings are read above
from newsroom.moving.wordpress import Options  # noqa: E402
from tests.newsroom.moving.moments import Writes  # noqa: E402


def bring(folder: Path, last: int) -> None:
    """Bring an export home and say how many writes that took; die before the last of them that is told, if any."""
    writes = Writes(last)
    writes.count()
    report = site.bring(folder, Options())
    sys.stdout.write(f"{report.adds_up()} {last - writes.left}")


if __name__ == "__main__":
    bring(Path(sys.argv[1]), int(sys.argv[2]))

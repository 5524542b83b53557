"""How much memory the first reading of an archive takes, measured in a process of its own.

ARCHIVE_ITEMS=850000 makes the longer of the two archives about 2 GB long.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.newsroom.moving import exports

pytestmark = pytest.mark.alone

FEW, MANY = 2_000, int(os.environ.get("ARCHIVE_ITEMS", "40000"))
SLACK = 8 << 10  # KiB
SURVEY = """
import resource, sys
import django
django.setup()
from newsroom.moving.bringing import survey
found = survey.take(sys.argv[1:])
print(found.counts.total(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def write(path: Path, items: int) -> Path:
    """Write an export with a picture, a category and two comments to each of its posts."""
    begin, end = exports.export("CUT").split("CUT")
    body = "A line of the story. " * 100
    with path.open("w") as file:
        file.write(begin)
        for number in range(1, items // 2 + 1):
            address = f"https://lake.example/wp-content/uploads/{number}.jpg"
            file.write(exports.category(slug=f"c{number}", name=f"C {number}"))
            file.write(exports.attachment(post_id=f"9{number}", url=address, alt="A ferry" * 5))
            remarks = [exports.comment(id=f"{number}{each}") for each in (1, 2)]
            file.write(
                exports.post(*remarks, post_id=f"8{number}", body=body, title="Salt & water")
            )
        file.write(end)
    return path


def peak(path: Path) -> tuple[int, int]:
    """Return how many records were counted and how many KiB of memory that took at most."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-c", SURVEY, str(path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    records, memory = done.stdout.split()
    return int(records), int(memory)


def test_twenty_times_the_archive_takes_no_more_memory(tmp_path):
    few = peak(write(tmp_path / "few.xml", FEW))
    many = peak(write(tmp_path / "many.xml", MANY))
    assert (few[0], many[0]) == (FEW // 2 * 5, MANY // 2 * 5)
    assert many[1] - few[1] < SLACK, (few, many)

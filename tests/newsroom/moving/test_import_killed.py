"""An import that is killed again and again, and started once more each time."""

import os
import random
import signal
import time

import pytest
from django.core.management import call_command

from newsroom.moving import wordpress
from newsroom.moving.bringing import batches
from tests.bench import archive
from tests.newsroom.moving import checksum

pytestmark = [pytest.mark.alone, pytest.mark.twice, pytest.mark.django_db(transaction=True)]

KILLS = int(os.environ.get("KILLS", "4"))
TOGETHER = 5  # records of one transaction: many ends of one to be killed at
BRINGS = f"""
import sys
import django
django.setup()
from newsroom.moving import wordpress
from newsroom.moving.bringing import batches, run
batches.AT_ONCE = {TOGETHER}
class Telling:
    def at(self, phase, done, total):
        if phase == run.PHASE and done == 0:
            print("begun", flush=True)
wordpress.import_files([sys.argv[1]], progress=Telling())
print("done", flush=True)
"""


def test_an_import_killed_at_any_moment_ends_in_the_same_rows(start, monkeypatch, tmp_path):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    path = tmp_path / "archive.xml"
    posts = 20 + 10 * KILLS
    archive.write(path, posts, posts * 2)
    chance = random.Random(KILLS)
    kills = 0
    while True:
        importer = start("-c", BRINGS, str(path))
        assert importer.stdout.readline() == "begun\n"
        if kills == KILLS:
            break
        time.sleep(chance.uniform(0, 1.5))
        importer.send_signal(signal.SIGKILL)
        importer.wait()
        kills += 1
    assert importer.stdout.readline() == "done\n"
    killed = checksum.of_all_rows()
    call_command("flush", interactive=False, verbosity=0)
    monkeypatch.setattr(batches, "AT_ONCE", TOGETHER)
    assert wordpress.import_files([path]).adds_up()
    assert checksum.of_all_rows() == killed

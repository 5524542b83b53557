"""Digests that several workers make in one moment, and a worker that is killed while it makes one."""

import datetime
import signal

import pytest

from newsletter import digests
from newsletter.models import Delivery, DigestRun, Issue
from tests.make import make_article, make_rule

pytestmark = pytest.mark.django_db(transaction=True)

MAKES = """
import datetime, sys, time
from pathlib import Path
import django
django.setup()
from newsletter import digests
def tell_and_stay():
    print("there", flush=True)
    time.sleep(60)
if sys.argv[1] == "before it ends":
    write_down = digests.sending.start
    digests.sending.start = lambda issue: (write_down(issue), tell_and_stay())
print("ready", flush=True)
while not Path(sys.argv[2]).exists():
    time.sleep(0.001)
digests.run_due(datetime.datetime.fromisoformat("2025-06-02 05:00Z"))
tell_and_stay()
"""


@pytest.fixture
def worker(start, tmp_path, monkeypatch):
    """Return a function that starts a worker, which makes what is due as soon as the file `go` is there."""
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "newsroom.settings")

    def worker(stays="after it"):
        process = start("-c", MAKES, stays, str(tmp_path / "go"))
        assert process.stdout.readline() == "ready\n"
        return process

    return worker


@pytest.fixture
def story():
    """A story that a digest of every morning brings."""
    make_rule()
    return make_article(published_at=datetime.datetime.fromisoformat("2025-06-01 18:00Z"))


def made():
    stories = [list(issue.articles.all()) for issue in Issue.objects.all()]
    return stories, DigestRun.objects.count(), Delivery.objects.count()


def test_of_two_workers_on_one_database_one_makes_the_digest(story, worker, tmp_path):
    workers = [worker(), worker()]
    (tmp_path / "go").touch()
    assert [each.stdout.readline() for each in workers] == ["there\n"] * 2
    assert made() == ([[story]], 1, 1)


@pytest.mark.parametrize("stays", ["before it ends", "after it"])
def test_a_worker_that_is_killed_neither_loses_a_digest_nor_doubles_it(
    story, worker, tmp_path, stays
):
    (tmp_path / "go").touch()
    killed = worker(stays)
    assert killed.stdout.readline() == "there\n"
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert made() == (([[story]], 1, 1) if stays == "after it" else ([], 0, 0))
    digests.run_due(datetime.datetime.fromisoformat("2025-06-02 05:01Z"))
    assert made() == ([[story]], 1, 1)

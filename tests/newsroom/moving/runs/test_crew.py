"""Workers at archives: in a process beside the other work, and from the beginning again where one was killed."""

import signal
import threading
import time
from datetime import timedelta

import psutil
import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.models import Article
from newsroom.models import ImportRun, Moved
from newsroom.moving.runs import crew
from tests import make
from tests.newsroom.moving import exports
from tests.newsroom.slow_jobs import write_a_line

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 90  # seconds
LONGEST_WAIT = (
    15  # seconds, on a machine that does much else; the database itself gives up after 20
)
MANY = 1_500  # posts, which take a quarter of a minute where nothing else is done


@pytest.fixture(autouse=True)
def _same_database(database, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", database)


def posts(count):
    numbers = range(1, count + 1)
    return [exports.post(post_id=str(each), post_name=f"p{each}") for each in numbers]


def wait_until(true):
    end = time.monotonic() + PATIENCE
    while not (found := true()):
        assert time.monotonic() < end
        time.sleep(0.05)
    return found


def under_way():
    return ImportRun.objects.filter(status="running", done__gt=3).first()


def children(worker):
    return psutil.Process(worker.pid).children()


def test_a_run_that_waits_is_carried_out_in_a_process_of_its_own(begin):
    run = begin(exports.post(), rehearsal=False)
    crew.work(threading.Event())
    run.refresh_from_db()
    assert (run.status, Article.objects.count()) == ("done", 1)


@pytest.mark.alone
@pytest.mark.twice
def test_a_killed_worker_s_run_is_taken_up_by_the_next_and_nothing_is_doubled(
    begin, start, tmp_path
):
    run = begin(*posts(MANY), rehearsal=False)
    worker = start("manage.py", "worker")
    wait_until(under_way)
    job = DBTaskResult.objects.get(pk=write_a_line.enqueue(str(tmp_path / "diary")).id)
    wait_until(lambda: DBTaskResult.objects.get(pk=job.pk).status == "SUCCESSFUL")
    assert under_way() == run  # the job was done meanwhile
    beside = children(worker)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    assert psutil.wait_procs(beside, PATIENCE)[1] == []
    brought = Article.objects.count()
    assert 0 < brought < MANY
    ImportRun.objects.update(beat_at=timezone.now() - timedelta(minutes=2))
    crew.work(threading.Event())
    run.refresh_from_db()
    assert (run.status, run.tries, Article.objects.count()) == ("done", 2, MANY)
    assert Moved.objects.filter(kind="post").count() == MANY
    assert run.counts["outcomes"]["post"] == {"unchanged": brought, "imported": MANY - brought}


@pytest.mark.alone
@pytest.mark.twice
def test_a_reader_s_comment_never_waits_long_for_the_database(begin, start):
    begin(*posts(MANY), rehearsal=False)
    start("manage.py", "worker")
    wait_until(under_way)
    waits = []
    for number in range(5):
        began = time.monotonic()
        make.make_tag(slug=f"boats-{number}")
        waits.append(time.monotonic() - began)
    assert under_way()
    assert max(waits) < LONGEST_WAIT


@pytest.mark.alone
@pytest.mark.twice
def test_a_worker_that_is_asked_to_end_gives_its_run_back_at_once(begin, start):
    run = begin(*posts(MANY), rehearsal=False)
    worker = start("manage.py", "worker")
    wait_until(under_way)
    beside = children(worker)
    worker.terminate()
    assert worker.wait(PATIENCE) == 0
    assert psutil.wait_procs(beside, PATIENCE)[1] == []
    run.refresh_from_db()
    assert (run.status, run.tries) == ("waiting", 0)


def test_a_process_that_does_not_hear_is_ended(begin, monkeypatch):
    monkeypatch.setattr(crew, "CHILD", ["sh", "-c", "exec sleep 60", "deaf"])
    monkeypatch.setattr(crew, "SECOND", 0.05)
    run = begin(exports.post())
    minded = threading.Thread(target=_mind)
    minded.start()
    wait_until(lambda: ImportRun.objects.filter(status="running").exists())
    ImportRun.objects.update(stop_asked_at=timezone.now() - timedelta(minutes=2))
    minded.join(PATIENCE)
    run.refresh_from_db()
    assert run.status == "stopped"


def _mind():
    try:
        crew.work(threading.Event())
    finally:
        connection.close()

"""Jobs are done, also when the worker that took one is killed in it."""

import signal
import time
from datetime import timedelta

import pytest
from django.db import OperationalError, connections
from django.utils import timezone
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from newsletter.models import Issue
from newsroom.press import heap, jobs, worker
from newsroom.press.models import Pulse
from tests.newsletter.sent import started, states
from tests.newsroom.slow_jobs import hang_at_first, take_a_while

pytestmark = pytest.mark.django_db
A_WHILE_AGO = timedelta(minutes=2)


def claimed(worker_id, *, tries=1, age=A_WHILE_AGO):
    """A job that a worker took a while ago."""
    job = DBTaskResult.objects.get(pk=take_a_while.enqueue("diary").id)
    for _ in range(tries):
        job.claim(worker_id)
    DBTaskResult.objects.filter(pk=job.pk).update(started_at=timezone.now() - age)
    return job


def status(job):
    job.refresh_from_db()
    return str(job.status)


def test_the_job_of_a_living_worker_is_left_alone_however_long_it_takes():
    jobs.beat("alive")
    job = claimed("alive", age=timedelta(days=1))
    jobs.reap()
    assert status(job) == "RUNNING"


def test_the_job_of_a_silent_worker_goes_back_into_the_queue(caplog):
    jobs.beat("silent")
    Pulse.objects.update(seen_at=timezone.now() - A_WHILE_AGO)
    job, unheard_of = claimed("silent"), claimed("never heard of")
    with caplog.at_level("WARNING"):
        jobs.reap()
    assert [status(job), status(unheard_of)] == ["READY", "READY"]
    assert {job.pk, unheard_of.pk} == set(DBTaskResult.objects.ready().values_list("pk", flat=True))
    assert [record.levelname for record in caplog.records] == ["WARNING", "WARNING"]


def test_a_job_just_taken_by_a_worker_without_a_pulse_is_left_alone():
    job = claimed("about to beat", age=timedelta(seconds=30))
    jobs.reap()
    assert status(job) == "RUNNING"


def test_a_job_that_outlived_three_workers_is_failed_in_words():
    job = claimed("dead", tries=3)
    jobs.reap()
    assert status(job) == "FAILED"
    assert job.task_result.errors[0].exception_class is jobs.WorkersDiedError
    assert job.traceback == "Every worker that took this job died in it. It was tried 3 times."


def test_records_are_forgotten_when_they_are_old():
    for days, outcome in [(2, "SUCCESSFUL"), (2, "FAILED"), (31, "FAILED"), (31, "RUNNING")]:
        job = claimed("someone")
        ended = timezone.now() - timedelta(days=days)
        DBTaskResult.objects.filter(pk=job.pk).update(status=outcome, finished_at=ended)
    for worker_id in ("old", "new"):
        jobs.beat(worker_id)
    Pulse.objects.filter(worker_id="old").update(seen_at=timezone.now() - timedelta(days=2))
    jobs.forget_old()
    left = DBTaskResult.objects.order_by("status").values_list("status", flat=True)
    assert list(left) == ["FAILED", "RUNNING"]
    assert Pulse.objects.get().worker_id == "new"


def test_a_worker_does_what_falls_due(start):
    jobs.beat("of last week")
    Pulse.objects.update(seen_at=timezone.now() - timedelta(days=7))
    assert start("manage.py", "worker", "--batch").wait(60) == 0
    assert Pulse.objects.count() == 0


def test_a_worker_outlives_a_database_that_is_gone_and_takes_a_new_name(monkeypatch):
    names = []

    def run(worker):
        names.append(worker.worker_id)
        if len(names) == 1:
            raise OperationalError("the server closed the connection")

    monkeypatch.setattr(db_worker.Worker, "run", run)
    monkeypatch.setattr(worker, "PATIENCE", 0)
    monkeypatch.setattr(connections, "close_all", lambda: None)
    worker.Worker()._take_jobs()
    assert (len(names), len(set(names))) == (2, 2)


def wait_for(diary):
    end = time.monotonic() + 30
    while not diary.exists():
        assert time.monotonic() < end, "the worker never took the job"
        time.sleep(0.1)


def test_a_job_whose_worker_is_killed_is_done_by_the_next_one(start, tmp_path):
    diary = tmp_path / "diary"
    job = DBTaskResult.objects.get(pk=hang_at_first.enqueue(str(diary)).id)
    killed = start("manage.py", "worker")
    wait_for(diary)
    jobs.reap()
    assert status(job) == "RUNNING"

    killed.kill()
    killed.wait(10)
    # Instead of waiting until the lease has run out:
    Pulse.objects.update(seen_at=timezone.now() - A_WHILE_AGO)
    DBTaskResult.objects.update(started_at=timezone.now() - A_WHILE_AGO)
    assert start("manage.py", "worker", "--batch").wait(60) == 0
    assert (status(job), len(job.worker_ids)) == ("SUCCESSFUL", 2)
    assert diary.read_text() == "here\n" * 2


def test_a_worker_that_is_told_to_stop_ends_its_job_first(start, tmp_path):
    diary = tmp_path / "diary"
    job = DBTaskResult.objects.get(pk=take_a_while.enqueue(str(diary)).id)
    stopped = start("manage.py", "worker")
    wait_for(diary)
    stopped.send_signal(signal.SIGINT)
    stopped.send_signal(signal.SIGTERM)
    assert stopped.wait(30) == 0
    assert (status(job), diary.read_text()) == ("SUCCESSFUL", "here\n" * 2)
    assert Pulse.objects.count() == 0


def test_an_idle_worker_stops_at_once(start):
    stopped = start("manage.py", "worker")
    end = time.monotonic() + 30
    while not Pulse.objects.exists():
        assert time.monotonic() < end, "the worker never showed that it lives"
        time.sleep(0.1)
    stopped.send_signal(signal.SIGTERM)
    assert stopped.wait(10) == 0
    assert Pulse.objects.count() == 0


def test_a_signal_ends_no_query_in_the_middle():
    idle = worker.Worker()
    idle.shutdown(signal.SIGTERM, None)  # raises nothing into what the worker is doing just now
    assert idle.running is False


def test_a_signal_in_the_middle_of_another_waits_for_nothing_that_the_other_holds(monkeypatch):
    idle, told = worker.Worker(), []

    def tell():
        told.append("leave")
        idle.shutdown(signal.SIGTERM, None)  # an event that is just being set cannot be set again

    monkeypatch.setattr(idle.leaving, "set", tell)
    idle.shutdown(signal.SIGINT, None)
    idle._leave([])
    assert told == ["leave", "leave"]


@pytest.mark.django_db(transaction=True)
def test_what_a_job_took_goes_back_to_the_machine_when_it_is_over(monkeypatch, tmp_path):
    states = []
    job = take_a_while.enqueue(str(tmp_path / "diary"))
    monkeypatch.setattr(
        heap, "give_back", lambda: states.append(DBTaskResult.objects.get(pk=job.id).status)
    )
    worker.Worker(batch=True).run()
    assert states == ["SUCCESSFUL"]


def test_an_issue_goes_out_beside_the_jobs_within_seconds(start, tmp_path):
    issue, diary = started("ani", "aram"), tmp_path / "diary"
    job = DBTaskResult.objects.get(pk=hang_at_first.enqueue(str(diary)).id)
    start("manage.py", "worker")
    wait_for(diary)
    end = time.monotonic() + 30
    while Issue.objects.get().status != Issue.Status.SENT:
        assert time.monotonic() < end, "the issue waited for the job"
        time.sleep(0.1)
    assert (status(job), set(states(issue).values())) == ("RUNNING", {"sent"})

"""A run over an archive: one at a time, one worker's at a time, and never left lying."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from newsroom.models import ImportRun
from newsroom.models.importrun import MOST_TRIES
from tests.make import make_import

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(minutes=2)


def fall_silent(run):
    ImportRun.objects.filter(pk=run.pk).update(beat_at=timezone.now() - LONG_AGO)


def status(run):
    run.refresh_from_db()
    return run.status


def test_the_run_that_waited_longest_is_taken_and_no_other_before_its_end():
    first, second = make_import(), make_import()
    taken = ImportRun.objects.take("one")
    assert (taken, taken.status, taken.claim, taken.tries) == (first, "running", "one", 1)
    assert ImportRun.objects.take("two") is None
    taken.finish("https://lake.example", {})
    assert ImportRun.objects.take("two") == second


def test_the_database_lets_no_two_imports_run_at_once():
    make_import("running")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_import("running")


@pytest.mark.parametrize(
    ("state", "fields"),
    [
        ("running", {"claim": ""}),
        ("running", {"beat_at": None}),
        ("waiting", {"claim": "somebody"}),
        ("done", {"ended_at": None}),
        ("waiting", {"ended_at": timezone.now()}),
        ("refused", {"said": ""}),
        ("failed", {"said": ""}),
    ],
)
def test_the_database_keeps_no_run_that_cannot_be(state, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_import(state, **fields)


def test_what_a_dead_worker_left_is_taken_up_again():
    make_import()
    dead = ImportRun.objects.take("dead")
    ImportRun.objects.take_up("next")
    assert status(dead) == "running"
    fall_silent(dead)
    ImportRun.objects.take_up("next")
    assert status(dead) == "waiting"
    assert ImportRun.objects.take("next").tries == 2


def test_a_worker_that_was_only_slow_learns_that_its_claim_is_gone():
    make_import()
    slow = ImportRun.objects.take("slow")
    fall_silent(slow)
    ImportRun.objects.take_up("next")
    quick = ImportRun.objects.take("next")
    late = [slow.beat(), slow.step("items", 1, 2), slow.finish("x", {}), slow.give_back()]
    assert late == [False, False, False, False]
    assert quick.step("items", 1, 2)


def test_a_run_over_which_many_workers_died_waits_for_a_person():
    make_import(tries=MOST_TRIES - 1)
    run = ImportRun.objects.take("last")
    run.give_back()
    assert status(run) == "failed"
    assert run.said == "It was begun several times and each time its process ended."
    run.go_on()
    assert (status(run), run.tries, run.said) == ("waiting", 0, "")


def test_a_worker_that_was_asked_to_end_did_not_die_over_its_run():
    make_import(tries=MOST_TRIES - 1)
    run = ImportRun.objects.take("last")
    run.give_back(unharmed=True)
    assert (status(run), run.tries) == ("waiting", 0)


def test_what_waits_is_stopped_at_once_and_what_runs_at_its_next_step():
    waits, runs = make_import(), make_import("running")
    waits.stop()
    runs.stop()
    assert (status(waits), status(runs)) == ("stopped", "running")
    assert not runs.step("items", 1, 2)
    runs.leave()
    assert (status(runs), runs.claim) == ("stopped", "")


def test_what_was_to_stop_when_its_worker_died_is_not_begun_again():
    make_import()
    run = ImportRun.objects.take("dead")
    run.stop()
    fall_silent(run)
    ImportRun.objects.take_up("next")
    assert status(run) == "stopped"


def test_a_run_that_does_not_hear_is_known():
    run = make_import("running")
    run.stop()
    assert not run.is_deaf()
    ImportRun.objects.update(stop_asked_at=timezone.now() - LONG_AGO)
    assert run.is_deaf()


@pytest.mark.parametrize("state", ["stopped", "failed", "refused"])
def test_what_ended_early_goes_on_and_hears_of_the_next_stop_only(state):
    run = make_import(state, stop_asked_at=timezone.now())
    run.go_on()
    assert (status(run), run.said, run.ended_at, run.stop_asked_at) == ("waiting", "", None, None)


def test_what_is_done_does_not_go_on_by_itself():
    run = make_import("done")
    run.go_on()
    run.stop()
    assert status(run) == "done"


def test_how_far_it_is_begins_anew_with_each_phase():
    make_import()
    run = ImportRun.objects.take("one")
    run.step("reading", 5, 10)
    ImportRun.objects.update(phase_began_at=timezone.now() - LONG_AGO)
    run.step("reading", 6, 10)
    assert timezone.now() - ImportRun.objects.get().phase_began_at > timedelta(minutes=1)
    run.step("bringing in", 0, 3)
    run.refresh_from_db()
    assert (run.phase, run.done, run.total) == ("bringing in", 0, 3)
    assert timezone.now() - run.phase_began_at < timedelta(minutes=1)

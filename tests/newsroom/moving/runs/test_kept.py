"""What an archive leaves on the server, and for how long."""

import os
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from newsroom.models import ImportFile, ImportRun
from newsroom.moving.runs import carrying, files, keeping
from tests.newsroom.moving import exports

pytestmark = pytest.mark.django_db


def done(run, days_ago=0):
    carrying.carry_out(ImportRun.objects.take("a worker"))
    ended = timezone.now() - timedelta(days=days_ago)
    ImportRun.objects.filter(pk=run.pk).update(ended_at=ended)
    run.refresh_from_db()
    return run


def names(folder):
    return {path.name for path in folder.iterdir()}


def test_uploads_go_two_weeks_after_the_end_and_reports_stay(begin, archives):
    old, new = done(begin(exports.post()), days_ago=15), done(begin(exports.post()), days_ago=13)
    waits = begin(exports.post())
    keeping.forget_uploads()
    kept = {run.files.get().upload for run in (new, waits)}
    assert names(archives) == kept | {old.report, new.report}
    assert not old.files.get().is_there


def test_a_deleted_run_takes_its_uploads_and_its_report_along(begin, archives):
    run, other = done(begin(exports.post())), begin(exports.post())
    files.delete(run)
    assert names(archives) == {other.files.get().upload}
    assert ImportRun.objects.get() == other


def test_what_a_killed_process_left_is_cleared_after_a_day(begin, archives):
    run = done(begin(exports.post()))
    for name in ("stray.xml", "of-today.xml"):
        (archives / name).write_text("somebody@example.com")
    long_ago = time.time() - 2 * keeping.STRAY
    for name in names(archives) - {"of-today.xml"}:
        os.utime(archives / name, (long_ago, long_ago))
    keeping.forget_strays()
    assert names(archives) == {"of-today.xml", run.report, run.files.get().upload}


def test_files_go_on_with_the_next_run_and_only_once(begin):
    run = done(begin(exports.post()))
    following = files.hand_on(run, run.created_by, rehearsal=False)
    assert [file.run for file in ImportFile.objects.all()] == [following]
    assert files.hand_on(run, run.created_by, rehearsal=False) is None
    assert files.hand_on(following, run.created_by, rehearsal=False) is None  # it has not ended

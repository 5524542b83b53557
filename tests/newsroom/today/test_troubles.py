"""What is late or broken, on top of the desk's first page, and who is told of it."""

from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from articles import readership, standing, workingcopies
from articles.models import WorkingCopy
from newsroom.press import front, mail
from newsroom.press.models import Letter, Pulse
from tests import make
from tests.newsroom.today.desk import DAY, HOUR, enter, story, troubles
from tests.reading import page

pytestmark = pytest.mark.django_db


def test_a_writer_is_told_what_goes_because_nobody_saved_it(client):
    writer, other = make.make_user("reporter"), make.make_user("reporter")
    now = timezone.now()
    for token, headline, days in [("a", "Half a story", 24), ("b", "", 29), ("c", "New", 22)]:
        workingcopies.keep(writer, token, 1, [["headline", headline]])
        kept_at = now - days * DAY
        WorkingCopy.objects.filter(token=token).update(kept_at=kept_at)
    client.force_login(writer)
    goes = [standing.when(now + days * DAY) for days in (1, 6)]
    words = "“{}”, which you typed and never saved, is cleared: {}."
    assert troubles(client) == [
        words.format("Without a headline", goes[0]),
        words.format("Half a story", goes[1]),
    ]
    address = reverse("admin:articles_article_copy", args=["a"])
    said = page(client.get("/admin/")).find(".//section[@class='today-troubles']")
    assert [link.get("href") for link in said.findall(".//a")][1] == address
    client.force_login(other)
    assert troubles(client) == []


def test_that_reads_cannot_be_counted_is_told_to_who_runs_the_site(client, settings, tmp_path):
    settings.READS_LOG = str(tmp_path / "reads.log")
    readership.count()
    enter(client, is_superuser=True)
    said = "Which stories are read is not counted: {}: No such file or directory"
    assert troubles(client) == [said.format(settings.READS_LOG)]
    enter(client, "editor")
    assert troubles(client) == []


def test_a_story_whose_time_passed_unseen_stands_on_top(client):
    late = story("Missed", "review", published_at=timezone.now() - HOUR)
    story("Long ago", "review", published_at=timezone.now() - 30 * DAY)
    story("Not yet", "review", published_at=timezone.now() + HOUR)
    enter(client, "editor")
    [said] = troubles(client)
    assert said.startswith("Readers do not have “Missed”: it was meant for ")
    assert said.endswith(", Yerevan and is in review.")
    assert f'href="/admin/articles/article/{late.pk}/change/"' in client.get("/admin/").text


def test_a_reporter_is_told_of_their_own_late_story_alone(client):
    user = enter(client, "reporter")
    story("Mine", published_at=timezone.now() - HOUR, editor=user)
    story("Theirs", published_at=timezone.now() - HOUR)
    assert ["Mine" in said for said in troubles(client)] == [True]


def job(status, **fields):
    usual = {"args_kwargs": {"args": [], "kwargs": {}}, "task_path": "x", "backend_name": "default"}
    return DBTaskResult.objects.create(status=status, **usual | fields)


def test_jobs_that_failed_or_wait_too_long_are_told_to_who_runs_the_site(client):
    now = timezone.now()
    job(TaskResultStatus.FAILED, finished_at=now - HOUR)
    job(TaskResultStatus.FAILED, finished_at=now - 3 * DAY)
    stuck = job(TaskResultStatus.READY, run_after=now - HOUR)
    DBTaskResult.objects.filter(pk=stuck.pk).update(enqueued_at=now - HOUR)
    job(TaskResultStatus.READY, run_after=now)
    enter(client, is_superuser=True)
    assert troubles(client) == ["1 job failed since yesterday.", "1 job waits for a worker."]
    enter(client, "editor")
    assert troubles(client) == []


def letter(**fields):
    return Letter.objects.create(template="x", to="reader@example.com", **fields)


def test_letters_that_did_not_leave_are_told_to_who_sends(client):
    letter(status=Letter.Status.FAILED, error="550 No such user")
    letter(status=Letter.Status.FAILED, error=f"{mail.IN_DOUBT} timed out")
    letter(status=Letter.Status.QUEUED)
    told = [
        "1 letter could not be sent.",
        "1 letter is in doubt: it may have been sent or not.",
    ]
    for role in ("editor", "newsletter"):
        enter(client, role)
        assert troubles(client) == told
        assert "reader@example.com" not in client.get("/admin/").text
    for role in ("reporter", "moderator"):
        enter(client, role)
        assert troubles(client) == []


def test_that_no_worker_runs_is_said(client):
    Pulse.objects.update(seen_at=timezone.now() - HOUR)
    enter(client, "editor")
    assert troubles(client) == [
        "No worker is running: no mail leaves, and nothing is done in the background."
    ]


def test_a_clock_that_is_wrong_is_said(client, monkeypatch):
    watch = SimpleNamespace(number=lambda: None, ahead=-3600.0)
    monkeypatch.setattr(front, "_is_open", True)
    monkeypatch.setattr(front, "_desk", front.Desk(watch=watch))
    enter(client, is_superuser=True)
    assert ["differs from the database's by 3600 seconds" in said for said in troubles(client)] == [
        True
    ]

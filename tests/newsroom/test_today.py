"""The desk's first page: what is late or broken on top, then what waits for whom."""

import datetime
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from articles import notes, readership, standing, workingcopies
from articles.models import Article, Reads, WorkingCopy
from comments.models import Comment
from newsroom.press import front, jobs, mail
from newsroom.press.models import Letter
from tests import make
from tests.reading import page, text

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
DAY = 24 * HOUR


@pytest.fixture(autouse=True)
def _worker():
    """A worker lives, so that nothing is broken unless a test breaks it."""
    jobs.beat("alive")


def enter(client, *roles, **fields):
    user = make.make_user(*roles, **fields)
    client.force_login(user)
    return user


def boards(client):
    """Return the lists on the page by their headings: the headlines of each."""
    sections = page(client.get("/admin/")).findall(".//div[@class='today-boards']/section")
    return {
        text(section.find("h2")): [text(link) for link in section.findall(".//li/a")]
        for section in sections
    }


def troubles(client):
    found = page(client.get("/admin/")).findall(".//section[@class='today-troubles']//li")
    return [text(each) for each in found]


def story(headline, status="draft", **fields):
    fields.setdefault("published_at", None)
    return make.make_article(headline=headline, status=status, **fields)


@pytest.fixture
def paper():
    """Stories of two reporters in every state."""
    nare, aram = make.make_user("reporter", username="nare"), make.make_user("reporter")
    byline = make.make_contributor(user=nare)
    return {
        "nare": nare,
        "draft": story("Begun", editor=nare),
        "named": story("Bears her name", by=[byline]),
        "other": story("Somebody else's", editor=aram),
        "review": story("To be read", "review", editor=nare),
        "planned": story("Tomorrow", "ready", published_at=timezone.now() + DAY, editor=nare),
        "planned_too": story("Later", "ready", published_at=timezone.now() + 2 * DAY, editor=aram),
        "public": story("Out", "ready", published_at=timezone.now() - HOUR, editor=aram),
        "gone": story("Gone", "withdrawn", withdrawal_reason="Wrong.", editor=nare),
    }


def test_a_reporter_finds_their_own_work(client, paper):
    client.force_login(paper["nare"])
    assert boards(client) == {
        "My drafts": ["Bears her name", "Begun"],
        "Waiting for me": [],
        "Scheduled": ["Tomorrow"],
        "On the front": ["Out"],
        "Most read in 7 days": [],
    }


def test_an_editor_finds_what_is_to_be_decided(client, paper):
    enter(client, "editor")
    assert boards(client) == {
        "My drafts": [],
        "Waiting for me": ["To be read"],
        "Scheduled": ["Tomorrow", "Later"],
        "On the front": ["Out"],
        "Most read in 7 days": [],
    }


def test_a_note_waits_for_its_reader(client, paper):
    editor = make.make_user("editor", username="ani")
    notes.write(paper["draft"], editor, "Who says so?")
    client.force_login(paper["nare"])
    assert boards(client)["Waiting for me"] == ["Begun"]
    assert "ani, today" in client.get("/admin/").text
    assert "Who says so?" in client.get("/admin/").text


def test_a_story_in_review_with_a_note_waits_once(client, paper):
    notes.write(paper["review"], paper["nare"], "The age is right.")
    enter(client, "editor")
    assert boards(client)["Waiting for me"] == ["To be read"]
    assert "The age is right." in client.get("/admin/").text


def test_a_moderator_finds_comments_and_no_story(client, paper):
    make.make_comment(paper["public"], status=Comment.Status.PENDING, name="Vahe")
    make.make_comment(paper["public"], name="Already seen")
    enter(client, "moderator")
    assert boards(client) == {"Waiting for me": ["A comment by Vahe on “Out”"]}


def test_who_looks_after_newsletters_finds_neither(client, paper):
    make.make_comment(paper["public"], status=Comment.Status.PENDING, name="Vahe")
    enter(client, "newsletter")
    assert boards(client) == {"Waiting for me": []}
    said = client.get("/admin/").text
    assert [each for each in ("Begun", "To be read", "Tomorrow", "Vahe") if each in said] == []
    assert "Newsletters" in said


def test_lists_are_short_whatever_there_is(client):
    enter(client, "editor")
    for number in range(12):
        story(f"Review {number}", "review")
        story(f"Planned {number}", "ready", published_at=timezone.now() + DAY)
    assert {name: len(rows) for name, rows in boards(client).items()} == {
        "My drafts": 0,
        "Waiting for me": 8,
        "Scheduled": 8,
        "On the front": 0,
        "Most read in 7 days": 0,
    }


def test_what_a_writer_has_not_saved_stands_among_their_drafts_and_nobody_elses(client):
    writer, other = make.make_user("reporter"), make.make_user("reporter")
    workingcopies.keep(writer, "a" * 16, 1, [["headline", "Half a story"]])
    client.force_login(writer)
    page = client.get("/admin/").text
    assert page.count("Half a story") == 1
    assert reverse("admin:articles_article_copy", args=["a" * 16]) in page
    client.force_login(other)
    assert "Half a story" not in client.get("/admin/").text


def test_a_writer_is_told_what_goes_because_nobody_saved_it(client):
    writer, other = make.make_user("reporter"), make.make_user("reporter")
    for token, headline, days in [("a", "Half a story", 24), ("b", "", 29), ("c", "New", 22)]:
        workingcopies.keep(writer, token, 1, [["headline", headline]])
        kept_at = timezone.now() - days * DAY
        WorkingCopy.objects.filter(token=token).update(kept_at=kept_at)
    client.force_login(writer)
    goes = [standing.when(timezone.now() + days * DAY) for days in (1, 6)]
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


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("role", "queries"), [("editor", 26), ("reporter", 19)])
def test_the_page_costs_the_same_for_one_and_for_three(
    client, django_assert_num_queries, role, queries, count
):
    user = enter(client, role)
    for number in range(count):
        notes.write(story(f"D {number}", editor=user), make.make_user("editor"), "Look.")
        story(f"R {number}", "review", editor=user)
        story(f"P {number}", "ready", published_at=timezone.now() + DAY, editor=user)
        story(f"L {number}", "review", published_at=timezone.now() - HOUR, editor=user)
        make.make_comment(make.make_article(), status=Comment.Status.PENDING)
        workingcopies.keep(user, f"opening-{number}", 1, [["headline", "H"]])
        read(make.make_article(), times=5)
    client.get("/admin/")
    with django_assert_num_queries(queries):
        client.get("/admin/")


def read(story, times, days=0):
    """Count reads of a story so many days ago."""
    day = timezone.localdate() - days * DAY
    Reads.objects.create(article=story, day=day, times=times)
    readership.put_in_order()


def test_the_most_read_of_a_week_stand_there_with_the_week_before(client):
    public = {"published_at": timezone.now() - 20 * DAY}
    lake, hill = story("Lake", "ready", **public), story("Hill", "ready", **public)
    new = story("New", "ready", published_at=timezone.now() - HOUR)
    for each, times, days in [(hill, 1, 0), (lake, 1200, 6), (lake, 3400, 7), (new, 30, 0)]:
        read(each, times, days)
    enter(client, "reporter")
    board = page(client.get("/admin/")).findall(".//div[@class='today-boards']/section")[-1]
    assert [text(row) for row in board.findall(".//li")] == [
        "Lake 1,200 reads · 3,400 in the 7 days before",
        "New 30 reads",
        "Hill 1 read · 0 in the 7 days before",
    ]
    assert board.find(".//a").get("href") == f"/admin/articles/article/{lake.pk}/change/"


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
    from newsroom.press.models import Pulse

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


def test_headlines_and_notes_are_text(client):
    user = enter(client, "editor")
    written = story("<b>Bold</b>", "review", published_at=timezone.now() - HOUR, editor=user)
    notes.write(written, make.make_user("editor"), "<script>alert(1)</script>")
    said = client.get("/admin/").text
    assert "<b>Bold</b>" not in said
    assert "<script>alert(1)" not in said
    assert "&lt;b&gt;Bold&lt;/b&gt;" in said


def test_somebody_without_a_role_is_told_nothing(client, paper):
    enter(client)
    assert boards(client) == {"Waiting for me": []}
    assert Article.objects.count() == 8

"""What waits for whom, on the desk's first page."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import notes, readership, workingcopies
from articles.models import Article, Reads
from comments.models import Comment
from tests import make
from tests.newsroom.today.desk import DAY, HOUR, boards, enter, story
from tests.reading import page, text

pytestmark = pytest.mark.django_db


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
        "Newsletters": [],
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
    assert boards(client) == {"Waiting for me": [], "Newsletters": []}
    said = client.get("/admin/").text
    assert [each for each in ("Begun", "To be read", "Tomorrow", "Vahe") if each in said] == []


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
        "Newsletters": 0,
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


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("role", "queries"), [("editor", 32), ("reporter", 19)])
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

"""A digest that asks first: who is asked, and what becomes of it when nobody answers."""

import pytest

from newsletter import issues as desk
from newsletter import sending
from newsletter.digests import asking
from newsletter.models import DigestRun, Issue
from newsroom.press.models import Letter
from tests.make import make_rule, make_user
from tests.newsletter.digesting import came_of, issues, read, run, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_user("editor", email="editor@example.org")


def test_those_who_may_send_are_asked_once_in_their_language(editor, post):
    make_user("newsletter", email="ani@example.org", desk_language="hy")
    make_user("reporter", email="reporter@example.org")
    make_user("editor", email="gone@example.org", is_active=False)
    make_user("editor")
    make_rule(read("Morning"), asks_first=True)
    story("1 18:00", "Bridge opens")
    run("2 05:00", "2 05:01", "2 07:00")
    asked = post.fetch()
    issue = Issue.objects.get()
    assert (issue.status, issue.started_at) == (Issue.Status.DRAFT, None)
    assert [mail.to for mail in asked] == [["editor@example.org"], ["ani@example.org"]]
    assert asked[0].subject == "Morning waits for you: shall it go out?"
    assert f"http://testserver/admin/newsletter/issue/{issue.pk}/change/" in asked[0].body
    assert "1. Bridge opens" in asked[0].body
    assert asked[1].extra_headers["Content-Language"] == "hy"
    assert list(asking.waiting()) == [issue]


def test_what_somebody_sends_is_not_in_the_next_one():
    make_rule(asks_first=True)
    first, second = story("1 18:00"), story("2 12:00")
    run("2 05:00")
    sending.start(Issue.objects.get())
    run("3 05:00")
    assert issues() == [[first], [second]]


def test_what_somebody_gave_a_time_is_not_in_the_next_one(editor):
    make_rule(asks_first=True)
    first, second = story("1 18:00"), story("2 12:00")
    run("2 05:00")
    given = desk.schedule(Issue.objects.get(), DigestRun.objects.get().due_at, by=editor)
    run("3 05:00")
    given.refresh_from_db()
    assert (issues(), given.status) == ([[first], [second]], Issue.Status.SCHEDULED)


def test_what_nobody_sent_gives_way_to_the_next_one_which_brings_its_stories(editor, post):
    make_rule(asks_first=True)
    first, second = story("1 18:00"), story("2 12:00")
    run("2 05:00", "3 05:00")
    old, new = Issue.objects.order_by("pk")
    assert issues() == [[first], [second, first]]
    assert (old.status, new.status) == (Issue.Status.CANCELLED, Issue.Status.DRAFT)
    assert old.remark == "Nobody had sent it when the next digest was made."
    assert list(asking.waiting()) == [new]
    assert len(post.fetch()) == 2


def test_the_page_of_what_gave_way_says_so(editor, client):
    make_rule(asks_first=True)
    story("1 18:00")
    run("2 05:00", "3 05:00")
    client.force_login(editor)
    old = Issue.objects.order_by("pk").first()
    page = client.get(f"/admin/newsletter/issue/{old.pk}/change/")
    assert "Nobody had sent it when the next digest was made." in page.content.decode()


def test_what_waits_goes_on_waiting_when_the_next_one_is_skipped():
    make_rule(asks_first=True, fewest=1)
    story("1 18:00")
    run("2 05:00", "3 12:00")
    assert came_of() == [("2 05:00", ""), ("3 05:00", "late")]
    assert list(asking.waiting()) == [Issue.objects.get()]


def test_the_stories_of_a_draft_that_was_deleted_come_in_the_next_one():
    make_rule(asks_first=True)
    first = story("1 18:00")
    run("2 05:00")
    desk.delete(Issue.objects.get())
    run("3 05:00")
    assert issues() == [[first]]


def test_nobody_is_asked_about_what_just_goes_out(editor):
    make_rule()
    story("1 18:00")
    run("2 05:00")
    assert Letter.objects.filter(template="desk/digest_asks").count() == 0

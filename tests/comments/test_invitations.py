"""A moderator decides from a mail: the link asks first, and is good for its receiver alone."""

import datetime
import re

import pytest
from django.utils import timezone

from comments import invitations, moderation, reporting, waiting
from comments.models import Comment
from tests.comments.waiting import links, make_waiting
from tests.make import make_comment, make_user

pytestmark = pytest.mark.django_db

Status = Comment.Status


@pytest.fixture
def invited(moderator):
    """Return a comment that waits and the link by which Ani decides about it."""
    comment = make_waiting(name="Reader", body="What <b>I</b> think.")
    waiting.tell()
    return comment, links("decide")[0]


def names_of(page):
    """Return what the window and the page are called."""
    found = re.findall(r"<(?:title|h1)>(.*?)(?: – |</)", page.text, re.DOTALL)
    return [" ".join(name.split()) for name in found]


def test_a_link_opens_a_page_that_asks(client, invited):
    comment, link = invited
    for method in ("get", "head", "get"):
        page = getattr(client, method)(link)
    assert (page.status_code, page["Cache-Control"]) == (200, "private, no-store")
    assert (page["Referrer-Policy"], page["X-Robots-Tag"]) == ("no-referrer", "noindex")
    assert "What &lt;b&gt;I&lt;/b&gt; think." in page.text
    assert re.findall(r'name="_(\w+)"', page.text) == ["approve", "reject", "spam", "trash"]
    assert "This link is ani’s and works until" in page.text
    assert names_of(page) == ["A comment waits"] * 2
    comment.refresh_from_db()
    assert (comment.status, comment.decisions.count()) == (Status.PENDING, 1)


@pytest.mark.parametrize(
    ("button", "status"),
    [
        ("_approve", Status.VISIBLE),
        ("_reject", Status.REJECTED),
        ("_spam", Status.SPAM),
        ("_trash", Status.TRASH),
    ],
)
def test_a_button_decides_in_the_name_of_who_got_the_mail(client, invited, button, status):
    comment, link = invited
    client.force_login(make_user(is_superuser=True))
    answer = client.post(link, {button: "1"}, headers={"Sec-Fetch-Site": "none"})
    assert (answer.status_code, answer["Location"]) == (303, link)
    comment.refresh_from_db()
    assert (comment.status, comment.decisions.first().user.username) == (status, "ani")
    page = client.get(link)
    assert names_of(page) == [f"This comment is {comment.get_status_display()} now"] * 2
    assert "_approve" not in page.text
    client.post(link, {"_approve": "1"})
    assert comment.decisions.count() == 2


@pytest.mark.parametrize(
    ("button", "status"), [("_approve", Status.VISIBLE), ("_trash", Status.TRASH)]
)
def test_what_readers_reported_is_settled_by_a_button(client, moderator, button, status):
    comment = make_comment(body="It stands.")
    for source in ("203.0.113.1", "203.0.113.2"):
        reporting.report(comment, reason="abuse", words="Rude.", source=source)
    link = invitations.to_decide(moderator, comment).removeprefix("http://testserver")
    page = client.get(link)
    assert (names_of(page), page.text.count("Rude.")) == (["A comment was reported"] * 2, 2)
    assert 'name="_approve" value="1">Leave it<' in page.text
    client.post(link, {button: "1"})
    comment.refresh_from_db()
    assert (comment.status, comment.reports.waiting().count()) == (status, 0)


def test_a_post_without_a_button_changes_nothing(client, invited):
    comment, link = invited
    client.post(link, {"status": "visible", "_undo": "1"})
    assert comment.decisions.count() == 1


def test_what_a_colleague_decided_since_the_mail_stays(client, invited):
    comment, link = invited
    moderation.reject(comment, by=make_user("moderator", username="beth"))
    client.post(link, {"_approve": "1"})
    comment.refresh_from_db()
    assert (comment.status, comment.decisions.count()) == (Status.REJECTED, 2)
    assert "beth" in client.get(link).text


def test_a_link_ends_after_three_days(client, invited, time_machine):
    comment, link = invited
    time_machine.move_to(timezone.now() + invitations.WORKS + datetime.timedelta(seconds=1))
    assert [client.get(link).status_code, client.post(link, {"_approve": "1"}).status_code] == [
        410,
        410,
    ]
    assert comment.decisions.count() == 1


def leave(user):
    user.is_active = False
    user.save()


def change_password(user):
    user.set_password("a new one by the lake")
    user.save()


def hand_out_password(user):
    user.must_change_password = True
    user.save()


@pytest.mark.parametrize(
    "happens",
    [
        leave,
        change_password,
        hand_out_password,
        lambda user: user.groups.clear(),
        lambda user: user.end_sessions(),
        lambda user: user.delete(),
    ],
)
def test_a_link_is_good_only_for_who_still_may_moderate(client, invited, moderator, happens):
    comment, link = invited
    stop = links("waiting")[0]
    happens(moderator)
    for address in (link, stop):
        assert [
            client.get(address).status_code,
            client.post(address, {"_approve": "1"}).status_code,
        ] == [404, 404]
    assert comment.decisions.count() == 1


def test_no_link_is_good_for_something_else(client, invited):
    comment, link = invited
    stop = links("waiting")[0]
    swapped = [link.replace("decide", "waiting"), stop.replace("waiting", "decide")]
    changed = [f"{link[:-3]}xy/", "/comment/decide/x/", "/comment/waiting/x/"]
    assert {client.post(each, {"_approve": "1"}).status_code for each in swapped + changed} == {404}
    assert comment.decisions.count() == 1


def test_a_comment_that_was_deleted_is_told(client, invited):
    comment, link = invited
    comment.delete()
    assert "This comment is not here any more" in client.get(link).text
    assert client.post(link, {"_approve": "1"}).status_code == 303

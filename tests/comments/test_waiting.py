"""Moderators are told by mail what waits, and decide from there."""

import datetime

import pytest
from django.core import mail as outbox

from comments import moderation, reporting, waiting
from comments.models import Comment, Decision, Moderator
from newsroom.press import clock
from newsroom.press.mail import deliver_due
from newsroom.press.models import Letter
from tests.comments.waiting import links, make_waiting
from tests.make import make_article, make_comment, make_user
from tests.together import at_once

pytestmark = pytest.mark.django_db

MULTIPART = (
    b'--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n'
)

Status = Comment.Status
MOMENT = "2026-03-01T12:00:00Z"


@pytest.fixture
def now(time_machine):
    time_machine.move_to(MOMENT, tick=False)
    return time_machine


def receivers():
    """Return to whom a mail goes now, and forget it."""
    waiting.tell()
    told = list(Letter.objects.order_by("pk").values_list("to", flat=True))
    Letter.objects.all().delete()
    return told


def test_who_moderates_and_nobody_else_is_told(moderator):
    make_user("editor", email="editor@news.example")
    make_user(is_superuser=True, email="root@news.example")
    make_user("reporter", email="reporter@news.example")
    make_user("moderator", email="")
    make_user("moderator", email="left@news.example", is_active=False)
    make_user("moderator", email="out@news.example", is_staff=False)
    assert receivers() == []
    make_waiting()
    assert sorted(receivers()) == ["ani@news.example", "editor@news.example", "root@news.example"]


def test_a_mail_an_hour_at_most_while_something_new_waits(moderator, now):
    make_waiting()
    assert receivers() == ["ani@news.example"]
    now.shift(60)
    make_waiting()
    assert receivers() == []
    now.shift(59 * 60 - 1)
    assert receivers() == []
    now.shift(1)
    assert receivers() == ["ani@news.example"]
    now.shift(3 * 3600)
    assert receivers() == []


def test_what_waits_on_is_told_again_after_a_day_and_what_was_decided_is_not(moderator, now):
    comment = make_waiting()
    assert receivers() == ["ani@news.example"]
    now.shift(datetime.timedelta(hours=23, minutes=59))
    assert receivers() == []
    now.shift(60)
    assert receivers() == ["ani@news.example"]
    moderation.reject(comment, by=moderator)
    now.shift(datetime.timedelta(days=2))
    assert receivers() == []


def test_what_a_colleague_puts_back_is_new(moderator, now):
    comment = make_waiting()
    receivers()
    moderation.approve(comment, by=moderator)
    now.shift(3601)
    moderation.decide([comment], Status.PENDING, by=moderator)
    assert receivers() == ["ani@news.example"]


def test_a_report_about_a_visible_comment_waits_too(moderator, now):
    comment = make_comment()
    assert receivers() == []
    reporting.report(comment, reason="abuse", words="", source="203.0.113.1")
    waiting.tell()
    told = Letter.objects.get().context
    assert (told["count"], told["comments"][0]["why"]) == (1, "reported: insult or threat")
    moderation.decide([comment], None, by=moderator)
    now.shift(datetime.timedelta(days=2))
    Letter.objects.all().delete()
    assert receivers() == []


@pytest.mark.django_db(transaction=True)
def test_several_workers_write_one_mail(moderator):
    make_waiting()
    at_once(*[waiting.tell] * 4)
    assert Letter.objects.count() == 1


def test_the_worker_does_it_every_minute(moderator):
    make_waiting()
    clock.tick()
    assert Letter.objects.filter(template="desk/comments_waiting").count() == 1


def test_the_mail_says_what_waits_and_why(moderator):
    story = make_article(headline="The bridge & the river")
    for number in range(11):
        comment = make_waiting(
            article=story, name=f"Reader {number}", body=f"Words {number}. " * 90
        )
        Decision.objects.filter(comment=comment).update(step="many_links", why="7")
    waiting.tell()
    deliver_due()
    message = outbox.outbox[-1]
    html = message.alternatives[0].content
    assert (message.to, message.subject) == (
        ["ani@news.example"],
        "11 comments wait at The Newsroom",
    )
    assert "The bridge & the river\nReader 0:\nWords 0." in message.body
    assert (message.body.count("(links: 7)"), "1 more waits." in message.body) == (10, True)
    assert ("The bridge &amp; the river" in html, "Reader 10" in message.body + html) == (
        True,
        False,
    )
    assert len(set(links("decide", message.body))) == 10
    assert set(links("decide", message.body)) == set(links("decide", html))
    assert max(map(len, message.body.splitlines())) < 800


def test_the_mail_is_in_the_language_of_the_desk(moderator):
    moderator.desk_language = "hy"
    moderator.save()
    make_waiting()
    waiting.tell()
    assert Letter.objects.get().language == "hy"


def test_the_mails_are_switched_off_and_on_by_a_link(client, moderator, now):
    make_waiting()
    waiting.tell()
    headers = Letter.objects.get().headers
    stop = links("waiting")[0]
    assert headers == {
        "List-Unsubscribe": f"<http://testserver{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    assert "Send no more of these" in client.get(stop).text
    assert Moderator.objects.get().wants_mail
    for kind in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=b"):
        for body in (b"List-Unsubscribe=One-Click", MULTIPART):
            waiting.want_mail(moderator, True)
            answer = client.post(stop, body, content_type=kind)
            assert (answer.status_code, answer.content) == (200, b"")
            assert "gets no mail" in client.get(stop).text
    assert client.post(stop, {"off": "1"}).headers["Location"] == stop
    Letter.objects.all().delete()
    now.shift(datetime.timedelta(days=2))
    assert receivers() == []
    client.post(stop, {"on": "1"})
    assert receivers() == ["ani@news.example"]


def test_the_mails_are_switched_off_and_on_at_the_desk(client, moderator):
    client.force_login(moderator)
    address = "/admin/account/comment-mail/"
    assert "Send no more of these" in client.get("/admin/account/").text
    assert client.post(address, {}).status_code == 302
    assert not waiting.wants_mail(moderator)
    assert "Send them again" in client.get("/admin/account/").text
    client.post(address, {"on": "1"})
    assert waiting.wants_mail(moderator)


def test_who_does_not_moderate_has_no_such_switch(client):
    client.force_login(make_user("reporter"))
    assert "/admin/account/comment-mail/" not in client.get("/admin/account/").text

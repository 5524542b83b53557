"""Giving an issue to its readers: asked once, done once, at once or at a time."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import escape

from newsletter import issues, sending
from newsletter.models import Delivery, Issue
from tests.make import (
    make_article,
    make_issue,
    make_newsletter,
    make_picture,
    make_subscriber,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ani(client):
    user = make_user("editor", username="ani")
    client.force_login(user)
    return user


@pytest.fixture
def issue():
    letter = make_newsletter(name="Daily")
    make_subscriber("one@example.com", letter)
    make_subscriber("two@example.com", letter)
    make_subscriber("three@example.com", pending=[letter])
    new = Issue(newsletter=letter, subject="Morning")
    return issues.save(new, [make_article(headline="A choir comes home")])


def page_of(issue, room="change"):
    return f"/admin/newsletter/issue/{issue.pk}/{room}/"


def test_before_it_is_sent_the_desk_says_to_how_many_readers_and_sends_nothing(client, ani, issue):
    page = client.get(page_of(issue, "send"))
    said = page.content.decode()
    assert page.context["count"] == 2
    assert [words in said for words in ("Send now to 2 readers", "Morning", "A choir")] == [
        True
    ] * 3
    assert not Delivery.objects.exists()


def test_a_press_starts_it_and_a_second_one_is_none(client, ani, issue):
    pressed = {"_now": "", "seen": issue.version}
    answers = [client.post(page_of(issue, "send"), pressed) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == [page_of(issue)] * 2
    assert (Issue.objects.get().status, Delivery.objects.count()) == (Issue.Status.SENDING, 2)


def test_what_somebody_changed_after_the_page_was_opened_is_looked_at_once_more(client, ani, issue):
    issues.save(Issue.objects.get(), [], by=make_user("newsletter", username="Lia"))
    page = client.post(page_of(issue, "send"), {"_now": "", "seen": issue.version}, follow=True)
    assert "Lia changed this issue" in page.content.decode()
    assert Issue.objects.get().status == Issue.Status.DRAFT


@pytest.mark.parametrize("seen", ["", "x", "9" * 30])
def test_a_post_that_does_not_say_what_it_saw_sends_nothing(client, ani, issue, seen):
    client.post(page_of(issue, "send"), {"_now": "", "seen": seen})
    assert Issue.objects.get().status == Issue.Status.DRAFT


def test_an_issue_of_nothing_or_for_nobody_is_not_sent_and_the_desk_says_why(client, ani):
    letter = make_newsletter()
    empty = make_issue(letter)
    page = client.post(page_of(empty, "send"), {"_now": "", "seen": 0}, follow=True)
    assert "None of its stories is published." in page.content.decode()
    lonely = make_issue(letter, make_article())
    page = client.post(page_of(lonely, "send"), {"_now": "", "seen": 0}, follow=True)
    said = page.content.decode()
    assert ("Nobody receives this list" in said, "Send now" in said) == (True, False)


def test_a_story_that_readers_do_not_have_yet_is_told_of_before_the_send(client, ani, issue):
    later = make_article(published_at=timezone.now() + timedelta(hours=3))
    issues.save(issue, [make_article(), later])
    page = client.get(page_of(issue, "send"))
    assert [is_public for _story, is_public in page.context["stories"]] == [True, False]
    assert "Readers do not have this story yet" in page.content.decode()


def test_what_the_doctor_finds_in_the_letter_is_told_before_the_send(client, ani, issue):
    picture = make_picture(alt="")
    issues.save(issue, [make_article(headline="Rain", lead_picture=picture)])
    page = client.get(page_of(issue, "send"))
    (warning,) = page.context["warnings"]
    assert escape(warning) in page.content.decode()


def test_an_issue_is_scheduled_shown_with_its_time_and_taken_back(client, ani, issue):
    asked = {"_schedule": "", "at": "2031-03-28T06:05", "seen": issue.version}
    page = client.post(page_of(issue, "send"), asked, follow=True)
    assert "Goes out 28 March 2031 06:05, Yerevan" in page.content.decode()
    issue.refresh_from_db()
    assert f"{timezone.localtime(issue.send_at):%Y-%m-%d %H:%M}" == "2031-03-28 06:05"
    page = client.post(page_of(issue, "take-back"), follow=True)
    assert page.context["form"]["subject"].value() == "Morning"
    assert Issue.objects.get().status == Issue.Status.DRAFT


@pytest.mark.parametrize(
    ("at", "said"),
    [("", "Say when readers"), ("2001-03-28T06:05", "This moment is over"), ("soon", "valid date")],
)
def test_a_time_that_is_none_schedules_nothing(client, ani, issue, at, said):
    asked = {"_schedule": "", "at": at, "seen": issue.version}
    page = client.post(page_of(issue, "send"), asked)
    assert said in page.content.decode()
    assert Issue.objects.get().status == Issue.Status.DRAFT


def test_what_waits_for_a_decision_says_why_and_may_be_sent(client, ani, issue):
    held = {"status": "held", "send_at": timezone.now(), "remark": "It is three hours late."}
    Issue.objects.update(**held)
    page = client.get(page_of(issue)).content.decode()
    assert ("It is three hours late." in page, "goes to 2 readers now" in page) == (True, True)
    client.post(page_of(issue, "send"), {"_now": "", "seen": issue.version})
    assert Issue.objects.get().status == Issue.Status.SENDING


def test_why_it_waits_is_said_in_armenian_to_who_reads_armenian(client, ani, issue):
    type(ani).objects.update(desk_language="hy")
    remark = "Nobody receives this list at present."
    Issue.objects.update(status="held", send_at=timezone.now(), remark=remark)
    assert "Այս տեղեկագիրն այժմ ոչ ոք չի ստանում։" in client.get(page_of(issue)).content.decode()


def test_what_goes_out_is_not_taken_back(client, ani, issue):
    sending.start(issue)
    page = client.post(page_of(issue, "take-back"), follow=True)
    assert "too late" in page.content.decode()
    assert Issue.objects.get().status == Issue.Status.SENDING


def test_who_prepares_issues_and_may_not_send_them_sees_no_such_button_and_cannot(client, issue):
    user = make_user()
    user.user_permissions.set(_permissions("view_issue", "add_issue", "change_issue"))
    client.force_login(user)
    page = client.get(page_of(issue)).content.decode()
    assert ("Send me a test" in page, "Send or schedule" in page) == (True, False)
    for room in ("send", "take-back", "steer"):
        assert client.post(page_of(issue, room), {"_now": "", "seen": 1}).status_code == 403
    assert Issue.objects.get().status == Issue.Status.DRAFT


def test_who_only_reads_issues_sees_a_letter_and_no_form(client, issue):
    user = make_user()
    user.user_permissions.set(_permissions("view_issue"))
    client.force_login(user)
    page = client.get(page_of(issue))
    assert ("printed" in page.context, "Send" in page.content.decode()) == (True, False)
    assert client.post(page_of(issue), {"subject": "Mine", "seen": 1}).status_code == 200
    assert Issue.objects.get().subject == "Morning"
    assert client.get("/admin/newsletter/issue/add/").status_code == 403


def _permissions(*names):
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(codename__in=names, content_type__app_label="newsletter")

"""The doctor at the desk."""

import pytest
from django.utils import timezone

from newsletter import doctor, printing
from newsroom.press.mail import Printed
from tests.make import make_article, make_issue, make_newsletter, make_user

pytestmark = pytest.mark.django_db

DOCTOR = "/admin/newsletter/issue/doctor/"
FIRST = "No issue has gone out yet."


@pytest.fixture
def client(client):
    client.force_login(make_user("editor"))
    return client


@pytest.fixture
def issue():
    return make_issue(make_newsletter(), make_article())


def page_of(issue, room):
    return f"/admin/newsletter/issue/{issue.pk}/{room}/"


def test_the_page_says_what_was_found_the_worst_first(client, names, issue):
    names["mail._domainkey.example.org", "TXT"] = []
    page = client.get(page_of(issue, "doctor"), secure=True)
    findings = page.context["findings"]
    assert findings[0].level == doctor.Level.FAULT
    said = page.content.decode()
    assert "<strong>Fault</strong> <span>There is no DKIM key at mail._domainkey" in said
    assert "can be read as plain text" in said


def test_the_page_about_all_mail_needs_no_issue(client, names):
    page = client.get(DOCTOR, secure=True)
    assert [finding.level for finding in page.context["findings"]] == [doctor.Level.OK] * 5


def test_it_is_read_and_never_posted_to(client, issue):
    assert client.post(page_of(issue, "doctor")).status_code == 405


def test_who_asks_too_often_waits(client, names, monkeypatch):
    monkeypatch.setattr("newsletter.admin.doctoring.MOST", 1)
    answers = [client.get(DOCTOR, secure=True) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert "The doctor was asked too often." in answers[1].content.decode()


def test_the_list_of_issues_leads_to_the_doctor(client, issue):
    assert DOCTOR in client.get("/admin/newsletter/issue/").content.decode()


@pytest.mark.parametrize("room", ["send", "preview"])
def test_an_issue_leads_to_the_doctor(client, issue, room):
    assert page_of(issue, "doctor") in client.get(page_of(issue, room)).content.decode()


def test_before_the_first_send_the_doctor_is_named_and_after_it_no_more(client, issue):
    assert FIRST in client.get(page_of(issue, "send")).content.decode()
    now = timezone.now()
    make_issue(status="sent", started_at=now, ended_at=now)
    assert FIRST not in client.get(page_of(issue, "send")).content.decode()


def test_before_a_send_what_is_wrong_with_the_issue_itself_is_said(client, issue, monkeypatch):
    monkeypatch.setattr(printing, "of", lambda *_: Printed("Morning", "", "<p>Words</p>"))
    said = client.get(page_of(issue, "send")).content.decode()
    assert "The issue in English has no plain text, which filters take for spam." in said


def test_a_moderator_is_refused(client, issue):
    client.force_login(make_user("moderator"))
    addresses = (DOCTOR, page_of(issue, "doctor"))
    assert [client.get(address).status_code for address in addresses] == [403, 403]

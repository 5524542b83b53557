"""Letters at the desk: whoever runs the site sees what failed, sends it again, and reads nobody's mail."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core import mail

from newsroom.press.mail import IN_DOUBT, deliver_due, post
from newsroom.press.models import Letter
from newsroom.roles import ROLES
from tests.make import make_user

pytestmark = pytest.mark.django_db
LETTERS = "/admin/press/letter/"
CONTEXT = {"newsletters": [], "link": "https://paper.example/newsletter/confirm/canary/"}


@pytest.fixture
def sysadmin(client):
    client.force_login(make_user(is_superuser=True))
    return client


def failed():
    letter = post(
        "newsletter_preferences", "ani@example.org", CONTEXT, headers={"X-Leave": "canary"}
    )
    letter.mark_failed("550 no such mailbox")
    return letter


def test_a_failed_letter_says_why_and_not_what_it_says(sysadmin):
    letter = failed()
    for page in (sysadmin.get(LETTERS), sysadmin.get(f"{LETTERS}{letter.pk}/change/")):
        assert ("550 no such mailbox" in page.text, "canary" in page.text) == (True, False)


def test_a_letter_in_doubt_says_so_in_armenian_and_the_servers_words_as_they_came(client):
    client.force_login(make_user(is_superuser=True, desk_language="hy"))
    failed().mark_failed(f"{IN_DOUBT} timed out")
    assert "ուստի այն գուցե ուղարկվել է։ timed out" in client.get(LETTERS).text


def test_a_failed_letter_is_tried_again_and_no_other(sysadmin):
    letter, sent = failed(), failed()
    sent.mark_sent()
    data = {"action": "try_again", ACTION_CHECKBOX_NAME: [letter.pk, sent.pk]}
    page = sysadmin.post(LETTERS, data, follow=True)
    assert "1 letter goes out within a minute." in page.text
    deliver_due()
    assert [message.to for message in mail.outbox] == [["ani@example.org"]]
    assert set(Letter.objects.values_list("status", flat=True)) == {Letter.Status.SENT}


def test_nobody_writes_changes_or_deletes_one(sysadmin):
    letter = failed()
    for page in ("add/", f"{letter.pk}/delete/"):
        assert sysadmin.post(LETTERS + page, {"post": "yes"}).status_code == 403
    assert sysadmin.post(f"{LETTERS}{letter.pk}/change/", {"to": "x@x.org"}).status_code == 403
    letter.refresh_from_db()
    assert letter.to == "ani@example.org"


def test_the_queue_of_the_worker_has_a_name(sysadmin):
    index = sysadmin.get("/admin/").text
    assert [word for word in ("Letters", "Jobs") if word not in index] == []


@pytest.mark.parametrize("role", sorted(ROLES))
def test_no_role_sees_them_or_the_jobs(client, role):
    failed()
    client.force_login(make_user(role))
    assert client.get(LETTERS).status_code == 403
    assert client.get("/admin/django_tasks_database/dbtaskresult/").status_code == 403
    index = client.get("/admin/").text
    assert [word for word in ("Letters", "Task Results", "Jobs") if word in index] == []

"""What goes out by mail, on the desk's first page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import make
from tests.newsroom.today.desk import boards, enter
from tests.reading import page, text

pytestmark = pytest.mark.django_db


def issue(subject, status="draft", **fields):
    now = timezone.now()
    begun = {"started_at": now, "watched_at": now}
    times = {
        "draft": {},
        "scheduled": {"send_at": now + timedelta(hours=3)},
        "held": {"send_at": now - timedelta(hours=3)},
        "sent": begun | {"ended_at": now},
        "cancelled": begun | {"ended_at": now},
    }
    return make.make_issue(subject=subject, status=status, **times.get(status, begun) | fields)


def troubles(client):
    found = page(client.get("/admin/")).findall(".//section[@class='today-troubles']//li")
    return [text(each) for each in found if "worker" not in text(each)]


def test_what_is_on_its_way_stands_before_what_is_planned_and_what_is_written(client):
    for status in ("draft", "scheduled", "paused", "sending", "sent", "cancelled"):
        issue(status, status)
    enter(client, "editor")
    assert boards(client)["Newsletters"] == ["sending", "paused", "scheduled", "draft"]


def test_an_issue_of_each_list_is_begun_there(client):
    letter = make.make_newsletter(name="Mornings")
    enter(client, "newsletter")
    ways = page(client.get("/admin/")).findall(".//p[@class='today-begin']/a")
    assert [(text(way), way.get("href")) for way in ways] == [
        ("Write an issue of “Mornings”", f"/admin/newsletter/issue/add/?newsletter={letter.pk}")
    ]


def test_what_waits_for_a_decision_is_told_with_the_reason(client):
    issue("Rain", "held", remark="It is three hours late.")
    enter(client, "editor")
    assert troubles(client) == [
        "“Rain” has not gone out and waits for a decision. It is three hours late."
    ]


def test_the_reason_is_told_in_armenian_to_who_reads_armenian(client):
    issue("Rain", "held", remark="None of its stories is published.")
    enter(client, "editor", desk_language="hy")
    assert "Նրա հոդվածներից ոչ մեկը հրապարակված չէ։" in client.get("/admin/").content.decode()


def test_letters_that_failed_or_are_in_doubt_are_counted_by_issue(client):
    rain, old, gone = issue("Rain", "sent"), issue("Old", "sent"), issue("Gone", "cancelled")
    for status in ("failed", "failed", "doubt", "sent", "bounced"):
        make.make_delivery(issue=rain, status=status)
    for each in (old, gone):
        make.make_delivery(issue=each, status="failed")
    old.started_at -= timedelta(days=15)
    old.save()
    enter(client, "newsletter")
    assert troubles(client) == ["“Rain”: 1 letter is in doubt.", "“Rain”: 2 letters failed."]


def test_who_has_nothing_to_do_with_letters_is_told_nothing_of_them(client):
    issue("Rain", "held")
    issue("Sun", "sending")
    for role in ("reporter", "moderator"):
        enter(client, role)
        said = client.get("/admin/").text
        assert ("Rain" in said, "Sun" in said, "Newsletters" in boards(client)) == (False,) * 3


def test_a_digest_that_asks_waits_for_those_who_may_send(client):
    issue("Begun by hand")
    now, asks = timezone.now(), issue("Morning: Bridge opens")
    make.make_rule().runs.create(due_at=now, ran_at=now, issue=asks)
    enter(client, "newsletter")
    assert boards(client)["Waiting for me"] == [
        "A digest asks whether it goes out: “Morning: Bridge opens”"
    ]
    enter(client, "reporter")
    assert boards(client)["Waiting for me"] == []

"""An issue on its way, at the desk: how far it has come, its readers one by one, and what is in doubt."""

import pytest
from django.utils import timezone

from newsletter.models import Delivery, Issue
from tests.make import make_issue, make_newsletter, make_subscriber, make_user

pytestmark = pytest.mark.django_db

LEDGER = "/admin/newsletter/delivery/"
Status = Delivery.Status


@pytest.fixture
def ani(client):
    user = make_user("newsletter", username="ani")
    client.force_login(user)
    return user


def on_its_way(*statuses, status="sending", **fields):
    """Make an issue with a reader for each of these statuses."""
    now, letter = timezone.now(), make_newsletter()
    fields |= {"ended_at": now} if status in ("sent", "cancelled") else {}
    issue = make_issue(letter, status=status, started_at=now, watched_at=now, **fields)
    for number, each in enumerate(statuses):
        reader = make_subscriber(f"{each}{number}@example.com", letter)
        times = {"sent_at": now, "claimed_at": now, "handed_over_at": now}
        issue.deliveries.create(subscriber=reader, language="en", status=each, **times)
    return issue


def page_of(issue, room="change"):
    return f"/admin/newsletter/issue/{issue.pk}/{room}/"


def counted(page):
    return {part.name: part.count for part in page.context["parts"]}


def stands(issue):
    issue.refresh_from_db()
    return issue.status


def test_the_page_counts_what_is_queued_sent_in_doubt_bounced_and_failed(client, ani):
    issue = on_its_way(*Status.values, Status.SENT)
    expected = {"sent": 2, "doubt": 1, "bounced": 1, "failed": 1, "dropped": 2, "queued": 3}
    for room in ("change", "progress"):
        page = client.get(page_of(issue, room))
        assert counted(page) == expected
        assert "7 of 10 letters" in page.content.decode()


@pytest.mark.parametrize(
    ("remark", "said"),
    [
        (
            "The mail server does not answer: timed out: 60%s",
            "Փոստի սերվերը չի պատասխանում՝ timed out: 60%s",
        ),
        ("530 5.7.0: Authentication required", "530 5.7.0: Authentication required"),
        (
            "Nobody receives this list at present.",
            "Այս տեղեկագիրն այժմ ոչ ոք չի ստանում։",
        ),
    ],
)
def test_a_colleague_reads_in_armenian_why_an_issue_is_paused(client, ani, remark, said):
    type(ani).objects.update(desk_language="hy")
    page = client.get(page_of(on_its_way("queued", status="paused", remark=remark)))
    assert f'<p class="errornote">{said}</p>' in page.content.decode()


def test_the_bar_is_as_wide_as_all_its_parts(client, ani):
    parts = client.get(page_of(on_its_way("sent", "sent", "queued"))).context["parts"]
    drawn = {part.name: (part.x, part.width) for part in parts if part.width}
    assert drawn == {"sent": (0, 666), "queued": (666, 334)}


def test_the_page_costs_the_same_with_many_readers(client, ani, django_assert_num_queries):
    few, many = on_its_way("sent"), on_its_way("failed", *["queued"] * 9)
    client.get(page_of(few, "progress"))
    for issue in (few, many):
        with django_assert_num_queries(6):
            client.get(page_of(issue, "progress"))


def test_a_send_is_paused_resumed_and_its_rest_cancelled(client, ani):
    issue = on_its_way("sent", "queued")
    for button, status in (("_pause", "paused"), ("_resume", "sending"), ("_cancel", "cancelled")):
        client.post(page_of(issue, "steer"), {button: ""})
        assert stands(issue) == status
    assert sorted(issue.deliveries.values_list("status", flat=True)) == ["cancelled", "sent"]


def test_only_what_failed_is_tried_again(client, ani):
    issue = on_its_way("sent", "failed", "doubt", "bounced", status="sent")
    assert "Try again what failed" in client.get(page_of(issue)).content.decode()
    client.post(page_of(issue, "steer"), {"_retry": ""})
    statuses = issue.deliveries.order_by("pk").values_list("status", flat=True)
    assert list(statuses) == ["sent", "queued", "doubt", "bounced"]
    assert stands(issue) == Issue.Status.SENDING


def test_the_buttons_are_those_of_the_moment(client, ani):
    pages = {
        status: client.get(page_of(on_its_way(status=status))).content.decode()
        for status in ("sending", "paused", "sent")
    }
    buttons = ("_pause", "_resume", "_cancel", "_retry")
    offered = {s: [b for b in buttons if f'name="{b}"' in page] for s, page in pages.items()}
    assert offered == {
        "sending": ["_pause", "_cancel"],
        "paused": ["_resume", "_cancel"],
        "sent": [],
    }


def test_every_reader_has_a_row_and_other_issues_have_their_own(client, ani):
    issue, other = on_its_way("sent", "failed"), on_its_way("bounced")
    assert _addresses(client, f"?issue={issue.pk}") == ["failed1@example.com", "sent0@example.com"]
    assert _addresses(client, f"?issue={issue.pk}&status__exact=failed") == ["failed1@example.com"]
    assert _addresses(client, f"?issue={issue.pk}&q=SENT0@example.com") == ["sent0@example.com"]
    assert _addresses(client, "") == ["bounced0@example.com"]
    assert _addresses(client, "?issue=x") == ["bounced0@example.com"]
    assert other.deliveries.count() == 1


def test_a_reader_who_was_erased_is_named_so(client, ani):
    issue = on_its_way("sent")
    issue.deliveries.update(subscriber=None)
    assert "erased" in client.get(f"{LEDGER}?issue={issue.pk}").content.decode()


def test_an_editor_who_may_not_read_addresses_sees_rows_without_them(client):
    client.force_login(make_user("editor"))
    issue = on_its_way("doubt")
    (row,) = issue.deliveries.all()
    issue.deliveries.update(answer="451 4.2.1 <doubt0@example.com>: come back later")
    pages = [f"{LEDGER}?issue={issue.pk}", f"{LEDGER}{row.pk}/change/", page_of(issue)]
    pages.append(f"{LEDGER}?issue={issue.pk}&q=doubt0@example.com")
    said = "".join(client.get(page).content.decode() for page in pages)
    asked = client.post(pages[0], {"action": "settle", "_selected_action": [row.pk]})
    assert "doubt0@" not in said.replace("q=doubt0@example.com", "") + asked.content.decode()
    assert f"{row.subscriber_id}" in asked.content.decode()
    assert said.count("451 4.2.1 &lt;…@…&gt;: come back later") == 3


@pytest.mark.parametrize(("action", "becomes"), [("settle", "sent"), ("send_again", "queued")])
def test_a_person_decides_about_what_is_in_doubt_and_is_asked_once_more(
    client, ani, action, becomes
):
    issue = on_its_way("doubt", "failed", "doubt", status="sent")
    first, failed, _second = issue.deliveries.order_by("pk")
    ticked = {"action": action, "_selected_action": [first.pk, failed.pk]}
    asked = client.post(f"{LEDGER}?issue={issue.pk}", ticked)
    assert [pk for pk, _reader in asked.context["rows"]] == [first.pk]
    assert _statuses(issue) == ["doubt", "failed", "doubt"]
    client.post(f"{LEDGER}?issue={issue.pk}", ticked | {"_sure": "1"})
    assert _statuses(issue) == [becomes, "failed", "doubt"]
    assert stands(issue) == ("sending" if becomes == "queued" else "sent")


def test_what_is_not_in_doubt_is_not_decided_about(client, ani):
    issue = on_its_way("failed")
    ticked = {"action": "send_again", "_selected_action": [issue.deliveries.get().pk], "_sure": "1"}
    page = client.post(f"{LEDGER}?issue={issue.pk}", ticked, follow=True)
    assert "Nothing that you ticked is in doubt." in page.content.decode()
    assert _statuses(issue) == ["failed"]


def test_nothing_of_a_cancelled_issue_is_sent_again(client, ani):
    issue = on_its_way("doubt", status="cancelled")
    ticked = {"action": "send_again", "_selected_action": [issue.deliveries.get().pk], "_sure": "1"}
    client.post(f"{LEDGER}?issue={issue.pk}", ticked)
    assert (_statuses(issue), stands(issue)) == (["doubt"], "cancelled")


def _statuses(issue):
    return list(issue.deliveries.order_by("pk").values_list("status", flat=True))


def _addresses(client, query):
    rows = client.get(f"{LEDGER}{query}").context["cl"].result_list
    return [row.subscriber.email for row in rows]

"""An issue goes out through a real mail server over a socket: what each answer makes of a letter."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from newsletter import sending
from newsletter.models import Delivery, Issue, Subscriber
from newsletter.sending import postbox
from newsletter.sending.refusals import Unreachable
from newsroom.press.models import Letter
from tests.harness.mail_server import DROPS, HANGS, Server, serving
from tests.harness.ports import free_port
from tests.newsletter.sent import send, started, states

pytestmark = pytest.mark.django_db

BOXES = {False: postbox.MailServer, True: postbox.Pipelined}


@pytest.fixture(params=[False, True], ids=["one by one", "pipelined"])
def pipelining(request):
    """How the mail server hears commands."""
    return request.param


def recipients(server):
    return sorted(recipient for _sender, recipient, _content in server.envelopes)


def test_every_reader_gets_one_mail_and_the_issue_ends(settings, pipelining):
    issue = started("ani", "aram", "nare")
    with serving(settings, Server(pipelining=pipelining)) as server:
        send()
        send()
    assert recipients(server) == ["ani@example.com", "aram@example.com", "nare@example.com"]
    assert states(issue) == dict.fromkeys(["ani", "aram", "nare"], "sent")
    issue.refresh_from_db()
    assert (issue.status, issue.ended_at is None) == (Issue.Status.SENT, False)
    for row in issue.deliveries.all():
        for moment in (row.claimed_at, row.handed_over_at, row.sent_at):
            assert abs(timezone.now() - moment) < timedelta(minutes=5)


def test_one_connection_carries_them_all(settings, monkeypatch):
    opened, connected = [], postbox.connected
    monkeypatch.setattr(postbox, "connected", lambda: opened.append(1) or connected())
    started("ani", "aram", "nare")
    with serving(settings, Server()):
        send()
    assert len(opened) == 1


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"rcpt": "450 Try later"}, "queued"),
        ({"rcpt": "550 5.1.1 No such user"}, "bounced"),
        ({"rcpt": "554 5.7.1 Relay access denied"}, "failed"),
        ({"data": "451 Try later"}, "queued"),
        ({"data": "554 5.7.1 We do not like it"}, "failed"),
        ({"data": DROPS}, "doubt"),
        ({"data": HANGS}, "doubt"),
    ],
)
def test_what_an_answer_makes_of_a_letter(settings, monkeypatch, answers, expected, pipelining):
    monkeypatch.setattr(postbox, "AFTER_THE_DOT", 0.2)
    issue = started("ani")
    with serving(settings, Server(**answers, pipelining=pipelining)) as server:
        send()
        send()
    assert (states(issue), server.accepted) == ({"ani": expected}, [])
    [answer] = answers.values()
    row = issue.deliveries.get()
    assert answer in (DROPS, HANGS) or row.answer == answer
    issue.refresh_from_db()
    assert (issue.status == Issue.Status.SENT) == (expected != "queued")


def test_one_reader_that_is_refused_keeps_nobody_else_from_their_letter(settings, pipelining):
    issue = started("ani", "gone", "later", "spammed", "nare")
    refused = {"gone@example.com": "550 5.1.1 Unknown", "later@example.com": "450 Later"}
    server = Server(
        rcpt=lambda address: refused.get(address, "250 OK"),
        data=lambda address: "554 Spam" if address.startswith("spammed") else "250 OK",
        pipelining=pipelining,
    )
    with serving(settings, server):
        send()
    assert states(issue) == {
        "ani": "sent",
        "gone": "bounced",
        "later": "queued",
        "spammed": "failed",
        "nare": "sent",
    }
    assert recipients(server) == ["ani@example.com", "nare@example.com"]


def test_a_mailbox_that_is_not_there_is_not_written_to_again(settings):
    started("gone")
    with serving(settings, Server(rcpt="550 5.1.1 Unknown")):
        send()
    reader = Subscriber.objects.get()
    assert (reader.state, reader.bounces.get().kind) == (Subscriber.State.BOUNCED, "hard")


def test_a_refusal_for_now_is_tried_again_and_given_up_after_the_last_pause(settings):
    issue, seen = started("ani"), []
    with serving(settings, Server(rcpt="450 Try later")):
        for _ in range(len(Letter.PAUSES) + 2):
            send()
            row = issue.deliveries.get()
            seen.append((row.status, row.attempts))
            assert issue.deliveries.due().count() == 0
            Delivery.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    tries = len(Letter.PAUSES)
    assert seen == [("queued", n) for n in range(1, tries + 1)] + [("failed", tries)] * 2


def test_a_letter_that_was_refused_for_now_waits_longer_each_time(settings):
    issue = started("ani")
    Delivery.objects.update(attempts=2)
    with serving(settings, Server(rcpt="450 Try later")):
        send()
    wait = issue.deliveries.get().due_at - timezone.now()
    assert Letter.PAUSES[2] - timedelta(seconds=20) < wait <= Letter.PAUSES[2]


@pytest.mark.parametrize("answers", [{"mail": "421 Too busy"}, {"rcpt": "421 Closing"}])
def test_a_mail_server_that_wants_rest_costs_no_letter(settings, answers):
    issue = started("ani", "aram")
    with serving(settings, Server(**answers)), pytest.raises(Unreachable):
        send()
    assert states(issue) == {"ani": "queued", "aram": "queued"}
    assert set(issue.deliveries.values_list("attempts", "claim")) == {(0, "")}


def test_a_mail_server_that_takes_a_few_letters_by_each_connection_gets_them_all(settings):
    issue, taken = started(*"abcdef"), []

    def two_then_rest(address):
        taken.append(address)
        return "421 Enough for one connection" if len(taken) % 3 == 0 else "250 OK"

    with serving(settings, Server(rcpt=two_then_rest)) as server:
        send()
    assert set(states(issue).values()) == {"sent"}
    assert len(server.accepted) == 6


def test_a_mail_server_that_is_down_costs_no_letter(settings):
    issue = started("ani")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    with pytest.raises(Unreachable):
        send()
    assert states(issue) == {"ani": "queued"}
    with serving(settings, Server()):
        send()
    assert states(issue) == {"ani": "sent"}


def test_a_mail_server_that_takes_nothing_from_us_stops_the_issue(settings):
    issue = started("ani", "aram")
    with serving(settings, Server(mail="530 5.7.0 Authentication required")):
        send()
    issue.refresh_from_db()
    assert (issue.status, states(issue)) == (
        Issue.Status.PAUSED,
        {"ani": "queued", "aram": "queued"},
    )
    assert issue.remark == "530 5.7.0 Authentication required"
    sending.resume(issue)
    with serving(settings, Server()):
        send()
    issue.refresh_from_db()
    assert (issue.status, issue.remark) == (Issue.Status.SENT, "")


def test_connections_that_end_one_after_another_stop_the_issue_after_three_doubts(settings):
    issue = started(*"abcdef")
    with serving(settings, Server(data=DROPS)):
        send()
    issue.refresh_from_db()
    assert issue.status == Issue.Status.PAUSED
    assert sorted(states(issue).values()) == ["doubt"] * 3 + ["queued"] * 3


def test_refusals_without_end_stop_the_issue(settings, monkeypatch):
    monkeypatch.setattr("newsletter.sending.sender.MOST_REFUSALS", 3)
    issue = started(*"abcdef")
    with serving(settings, Server(rcpt="554 5.7.1 <c@example.com>: Relay access denied")):
        send()
    issue.refresh_from_db()
    assert issue.status == Issue.Status.PAUSED
    assert sorted(states(issue).values()) == ["failed"] * 3 + ["queued"] * 3
    # Whoever sees the issue reads this, and it outlives a reader who is erased.
    assert issue.remark.endswith("554 5.7.1 <…@…>: Relay access denied")


def test_who_leaves_before_being_claimed_gets_nothing(settings):
    issue = started("ani", "left", "bounced", "asleep", "erased")
    reader = {r.email.partition("@")[0]: r for r in Subscriber.objects.all()}
    reader["left"].subscriptions.all().leave()
    Subscriber.objects.filter(pk=reader["bounced"].pk).update(state="bounced")
    tomorrow = timezone.now() + timedelta(days=1)
    Subscriber.objects.filter(pk=reader["asleep"].pk).update(paused_until=tomorrow)
    reader["erased"].delete()
    with serving(settings, Server()) as server:
        send()
    assert recipients(server) == ["ani@example.com"]
    assert sorted(issue.deliveries.values_list("status", flat=True)) == ["dropped"] * 4 + ["sent"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda aram: aram.subscriptions.all().leave(), ["dropped", "sent", "sent"]),
        (lambda aram: aram.delete(), ["dropped", "sent", "sent"]),
        (lambda aram: sending.pause(Issue.objects.get()), ["queued", "queued", "sent"]),
        (lambda aram: sending.cancel_rest(Issue.objects.get()), ["cancelled"] * 2 + ["sent"]),
    ],
)
def test_until_the_handover_it_counts_what_a_reader_or_an_editor_wants(
    settings, monkeypatch, change, expected, pipelining
):
    issue = started("ani", "aram", "nare")
    aram, box = Subscriber.objects.get(email="aram@example.com"), BOXES[pipelining]
    offer = box.offer

    def offer_meanwhile(self, letter):
        offer(self, letter)
        if letter.email == aram.email:
            change(aram)

    monkeypatch.setattr(box, "offer", offer_meanwhile)
    with serving(settings, Server(pipelining=pipelining)) as server:
        send()
    assert "aram@example.com" not in recipients(server)
    assert sorted(issue.deliveries.values_list("status", flat=True)) == expected


def test_other_backends_of_django_send_too():
    issue = started("ani", "aram")
    send()
    assert sorted(message.to[0] for message in mail.outbox) == [
        "ani@example.com",
        "aram@example.com",
    ]
    assert set(states(issue).values()) == {"sent"}

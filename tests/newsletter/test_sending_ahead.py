"""A mail server that hears several commands at once is told of the next letter with the end of the one before."""

import threading

import pytest

from newsletter.models import Delivery, Subscriber
from newsletter.sending import line, postbox, sender
from newsletter.sending.handover import Letter
from newsletter.sending.pace import Pace
from newsletter.sending.refusals import Unreachable
from newsletter.sending.sender import Sender
from tests.harness.mail_server import Server, serving
from tests.newsletter.sent import send, started, states

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(monkeypatch):
    """What went over the line, and where the letters stood in the ledger then."""
    kept, write = [], line.Line.write

    def listening(self, *pieces):
        kept.append((b"".join(pieces), list(Delivery.objects.values_list("status", flat=True))))
        write(self, *pieces)

    monkeypatch.setattr(line.Line, "write", listening)
    return kept


def heads(said):
    return [words.count(b"MAIL FROM:") for words, _states in said]


def test_each_letter_goes_together_with_the_offer_of_the_next(settings, said):
    issue = started("ani", "aram", "nare")
    with serving(settings, Server(pipelining=True)) as server:
        send()
    assert heads(said) == [1, 1, 1, 0]
    assert len(server.accepted) == 3
    assert set(states(issue).values()) == {"sent"}


def test_nothing_of_a_letter_goes_before_it_is_written_down_that_it_goes(settings, said):
    started("ani", "aram", "nare")
    with serving(settings, Server(pipelining=True)):
        send()
    began = [states for words, states in said if b"Message-ID" in words]
    assert began == [
        ["handover", "claimed", "claimed"],
        ["sent", "handover", "claimed"],
        ["sent", "sent", "handover"],
    ]
    assert [words.count(b"Message-ID") for words, _states in said] == [0, 1, 1, 1]


def test_where_there_is_a_pace_a_letter_is_offered_when_its_time_has_come(settings, said):
    started("ani", "aram")
    with serving(settings, Server(pipelining=True)):
        Sender(threading.Event(), Pace(1000)).run()
    assert heads(said) == [1, 0, 1, 0]


@pytest.mark.parametrize(
    "address", ["aram@example.com>\r\nRCPT TO:<other@example.com", "aram՝@example.com"]
)
def test_an_address_that_is_none_says_nothing_to_the_mail_server(settings, said, address):
    issue = started("ani", "aram", "nare")
    Subscriber.objects.filter(email="aram@example.com").update(email=address)
    with serving(settings, Server(pipelining=True)) as server:
        send()
    assert [to for _sender, to, _content in server.envelopes] == [
        "ani@example.com",
        "nare@example.com",
    ]
    assert sorted(states(issue).values()) == ["failed", "sent", "sent"]
    assert heads(said) == [1, 0, 1, 0]


def test_an_issue_that_is_refused_letter_after_letter_leaves_the_next_issue_a_line(
    settings, monkeypatch
):
    monkeypatch.setattr(sender, "MOST_REFUSALS", 2)
    refused, other = started("ani", "aram", "nare"), started("karo")
    server = Server(
        data=lambda to: "250 OK" if to.startswith("karo") else "554 Spam", pipelining=True
    )
    with serving(settings, server):
        send()
    assert sorted(states(refused).values()) == ["failed", "failed", "queued"]
    assert states(other) == {"karo": "sent"}


def test_a_letter_never_goes_to_whom_another_was_offered(settings):
    letters = [Letter(number, number, f"{number}@example.com", "en") for number in (1, 2, 3)]
    with serving(settings, Server(pipelining=True)) as server:
        box = postbox.connected()
        box.offer(letters[0])
        box.hand([b"Subject: One\r\n\r\n"], letters[1])
        with pytest.raises(Unreachable):
            box.offer(letters[2])
        box.close()
    assert [to for _sender, to, _content in server.envelopes] == ["1@example.com"]
    assert not box.is_open

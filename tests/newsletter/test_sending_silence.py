"""A mail server that falls silent is noticed soon, and leaves in doubt only what it may have."""

import pytest
from django.utils import timezone

from newsletter.sending import postbox
from newsletter.sending.line import Line
from newsletter.sending.refusals import Unreachable
from newsletter.sending.wire import Wire
from tests.harness.mail_server import Server, serving
from tests.harness.silent_server import POINTS, THE_DOT, THE_LETTER, silent
from tests.newsletter.sent import send, started, states

pytestmark = pytest.mark.django_db

ALL_THAT_FITS = [b"x" * 30_000_000]  # and more, in every buffer on its way


@pytest.fixture(params=[False, True], ids=["one by one", "pipelined"])
def pipelining(request):
    return request.param


@pytest.mark.parametrize("point", [point for point in POINTS if point != THE_LETTER])
def test_a_silence_before_a_letter_costs_none(settings, point, pipelining):
    issue = started("ani", "aram")
    with silent(settings, point, pipelining=pipelining):
        settings.EMAIL_TIMEOUT = 0.3  # and the answer to a letter has 120
        with pytest.raises(Unreachable):
            send()
    assert states(issue) == {"ani": "queued", "aram": "queued"}
    assert set(issue.deliveries.values_list("attempts", "claim")) == {(0, "")}
    settings.EMAIL_TIMEOUT = 20
    with serving(settings, Server(pipelining=pipelining)) as server:
        send()
    assert (len(server.accepted), set(states(issue).values())) == (2, {"sent"})


def test_a_letter_that_is_cut_off_lets_the_others_go_first(settings, monkeypatch, pipelining):
    issue = started("ani", "aram")
    with monkeypatch.context() as patched, silent(settings, THE_LETTER, pipelining=pipelining):
        patched.setattr(Wire, "to", lambda *_: ALL_THAT_FITS)
        settings.EMAIL_TIMEOUT = 0.3
        with pytest.raises(Unreachable):
            send()
    settings.EMAIL_TIMEOUT = 20
    with serving(settings, Server(pipelining=pipelining)) as server:
        send()
        assert states(issue) == {"ani": "queued", "aram": "sent"}
        assert set(issue.deliveries.values_list("attempts", "claim")) >= {(1, "")}
        issue.deliveries.filter(status="queued").update(due_at=timezone.now())
        send()
    assert (len(server.accepted), set(states(issue).values())) == (2, {"sent"})


def test_a_silence_after_the_end_of_a_letter_leaves_it_in_doubt(settings, monkeypatch, pipelining):
    monkeypatch.setattr(postbox, "AFTER_THE_DOT", 0.2)
    issue = started("ani")
    with silent(settings, THE_DOT, pipelining=pipelining):
        send()
    assert states(issue) == {"ani": "doubt"}


def test_only_the_answer_to_a_whole_letter_is_waited_for_long(settings, monkeypatch, pipelining):
    waited, read = [], Line.read

    def noting(self):
        waited.append(self._connection.sock.gettimeout())
        return read(self)

    monkeypatch.setattr(Line, "read", noting)
    started("ani", "aram")
    with serving(settings, Server(pipelining=pipelining)):
        send()
    assert waited == [20, 20, 20, 120] * 2  # sender, reader, data, the dot


def test_a_farewell_is_not_waited_for_longer_than_anything_else(settings, monkeypatch):
    left = []
    started("ani")
    with serving(settings, Server()):
        monkeypatch.setattr(
            "smtplib.SMTP.quit", lambda self: left.append(self.sock.gettimeout()) or self.close()
        )
        send()
    assert left == [20]

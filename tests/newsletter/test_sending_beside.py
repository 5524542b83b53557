"""Issues go out beside the worker's jobs, by several connections, at the pace that an operator sets."""

import threading
import time

import pytest
from anymail.exceptions import AnymailRecipientsRefused, AnymailRequestsAPIError
from django.core.mail.backends import locmem
from django.db import connection

from newsletter.models import Delivery, Issue
from newsletter.sending import claiming, crew, sender
from newsletter.sending.pace import Pace
from newsletter.sending.refusals import Doubtful, Refused, Unwelcome, by_status
from newsroom.press import clock, worker
from tests.harness.mail_server import Server, serving
from tests.harness.ports import free_port
from tests.newsletter.sent import send, started, started_for, states

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_senders_side_by_side_send_each_letter_once(settings, monkeypatch):
    monkeypatch.setattr(sender, "AT_ONCE", 5)
    settings.NEWSLETTER_CONNECTIONS = 3
    issue = started_for(60)
    with serving(settings, Server()) as server:
        assert crew.send(threading.Event())
    arrived = sorted(to for _sender, to, _content in server.envelopes)
    assert arrived == sorted(issue.deliveries.values_list("subscriber__email", flat=True))
    assert set(states(issue).values()) == {"sent"}
    assert Delivery.objects.values("claim").distinct().count() >= 12


def test_a_short_list_goes_by_all_connections_and_what_is_left_is_shared_to_its_end(settings):
    settings.NEWSLETTER_CONNECTIONS = 3
    issue, taken = started_for(90), []
    while claim := claiming.take(issue, claiming.share(issue, 500)):
        taken.append(len(claim.letters))
    assert taken == [30, 20, 20, 20]


def test_a_long_list_goes_in_claims_as_large_as_may_be(settings):
    settings.NEWSLETTER_CONNECTIONS = 3
    issue = started_for(70)
    assert [claiming.share(issue, most) for most in (15, 22, 25, 500)] == [15, 22, 24, 24]


def test_one_sender_alone_takes_all_and_another_process_may_be_beside_it_on_postgresql():
    issue = started_for(60)
    assert claiming.share(issue, 500) == (500 if connection.vendor == "sqlite" else 30)


@pytest.mark.parametrize("pipelining", [False, True])
@pytest.mark.django_db(transaction=True)
def test_a_sender_that_is_told_to_stop_gives_back_what_it_had_taken(settings, pipelining):
    issue, stopped = started("ani", "aram", "nare"), threading.Event()

    def stop(_address):
        stopped.set()
        return "250 OK"

    with serving(settings, Server(data=stop, pipelining=pipelining)) as server:
        crew.send(stopped)
    assert sorted(states(issue).values()) == ["queued", "queued", "sent"]
    assert len(server.accepted) == 1


@pytest.mark.django_db(transaction=True)
def test_the_crew_waits_for_a_mail_server_that_does_not_answer(settings):
    issue, stopped = started("ani"), threading.Event()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    assert not crew.send(stopped)
    issue.refresh_from_db()
    assert issue.remark.startswith("The mail server does not answer")
    with serving(settings, Server()):
        assert crew.send(stopped)
    issue.refresh_from_db()
    assert (issue.status, issue.remark) == (Issue.Status.SENT, "")


def test_a_pace_lets_so_many_pass_in_a_second(monkeypatch):
    now = [50.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    pace = Pace(4)
    assert [pace.take() for _ in range(4)] == [0, 0.25, 0.5, 0.75]
    now[0] += 10
    assert [pace.take() for _ in range(2)] == [0, 0.25]
    assert [Pace(0).take() for _ in range(3)] == [0, 0, 0]


def test_what_goes_on_beside_the_jobs_is_called_again_and_stops_when_the_worker_does(monkeypatch):
    monkeypatch.setattr(worker, "SECOND", 0)
    monkeypatch.setattr(worker, "PATIENCE", 0)
    process, calls = worker.Worker(), []

    def work(stopped):
        calls.append(stopped.is_set())
        if len(calls) == 3:
            process.shutdown(15, None)
        raise ValueError("Whatever it does wrong, it is called again.")

    process._go_on(work)
    assert calls == [False] * 3


def test_the_crew_goes_on_beside_the_jobs():
    assert crew.work in clock.going_on()


def test_files_of_a_site_that_mails_nothing_are_one_for_each_letter(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    issue = started("ani", "aram", "nare")
    send()
    told = [path.read_text() for path in tmp_path.iterdir()]
    assert sorted(text.count("\nMessage-ID: ") for text in told) == [1, 1, 1]
    assert set(states(issue).values()) == {"sent"}


class ProviderError(Exception):
    """What django-anymail raises for an answer of a provider's."""

    def __init__(self, status_code):
        super().__init__(f"It answered {status_code}")
        self.status_code = status_code


@pytest.mark.parametrize(
    ("error", "kind", "is_for_now"),
    [
        (ProviderError(429), Refused, True),
        (ProviderError(503), Refused, True),
        (ProviderError(422), Refused, False),
        (ProviderError(401), Unwelcome, None),
        (ProviderError(500), Doubtful, None),
        (ProviderError(None), Doubtful, None),
        (ConnectionError("reset"), Doubtful, None),
        (ValueError("cannot be put in their form"), Refused, False),
        (AnymailRecipientsRefused("nobody of them"), Refused, False),
        (AnymailRequestsAPIError("reset"), Doubtful, None),
    ],
)
def test_what_an_error_of_a_provider_means(error, kind, is_for_now):
    meant = by_status(error)
    assert (type(meant), getattr(meant, "is_for_now", None)) == (kind, is_for_now)


def test_a_provider_that_does_not_know_us_stops_the_issue(monkeypatch):
    def refuse(self, messages):
        raise ProviderError(401)

    monkeypatch.setattr(locmem.EmailBackend, "send_messages", refuse)
    issue = started("ani", "aram")
    send()
    issue.refresh_from_db()
    assert (issue.status, set(states(issue).values())) == (Issue.Status.PAUSED, {"queued"})

"""`manage.py send_newsletters`: other processes than the worker send too, and say how far they are."""

import io
import re
import signal
import threading
import time

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from newsletter.models import Delivery, Issue
from newsletter.sending import crew, terminal
from newsletter.sending.meter import Meter
from tests.harness.mail_server import Server, serving
from tests.harness.ports import free_port
from tests.newsletter.sent import started, states

pytestmark = pytest.mark.django_db(transaction=True)


def run(**options):
    out = io.StringIO()
    call_command("send_newsletters", stdout=out, once=True, **options)
    return out.getvalue()


@pytest.fixture(autouse=True)
def _signals():
    """The command answers signals in a process of its own; this one gets its own answers back."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def test_once_sends_what_is_due_and_says_so(settings):
    settings.NEWSLETTER_CONNECTIONS = 2
    issue = started("ani", "aram", subject="The week")
    with serving(settings, Server(rcpt=lambda to: "550 5.1.1 No" if "ani" in to else "250 OK")):
        told = run()
    assert states(issue) == {"ani": "bounced", "aram": "sent"}
    assert told.splitlines()[-1] == "The week: 1 of 2 sent, 1 came back"
    assert run() == ""


def test_a_mail_server_that_does_not_answer_is_told(settings):
    issue = started("ani")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    with pytest.raises(CommandError, match="does not answer"):
        run()
    issue.refresh_from_db()
    assert (issue.status, states(issue)) == (Issue.Status.SENDING, {"ani": "queued"})
    assert issue.remark.startswith("The mail server does not answer")


def test_a_signal_in_the_middle_of_another_waits_for_nothing_that_the_other_holds(monkeypatch):
    told = []

    def send(stopped, out, *, once):
        def tell():
            told.append("stop")
            signal.getsignal(signal.SIGTERM)(signal.SIGTERM, None)

        stopped.set = tell
        signal.getsignal(signal.SIGINT)(signal.SIGINT, None)
        return True

    monkeypatch.setattr(terminal, "send", send)
    run()
    assert told == ["stop"]


def test_without_once_it_goes_on_until_it_is_stopped():
    stopped = threading.Event()

    def send():
        terminal.send(stopped, Screen(), once=False)
        connections.close_all()

    sending = threading.Thread(target=send)
    sending.start()
    issues = [started("ani"), started("aram")]
    end = time.monotonic() + 30
    while Issue.objects.exclude(status="sent").exists() and time.monotonic() < end:
        time.sleep(0.05)
    stopped.set()
    sending.join(30)
    assert not sending.is_alive()
    assert [set(states(issue).values()) for issue in issues] == [{"sent"}] * 2


class Screen(io.StringIO):
    """Where someone looks on."""

    def isatty(self):
        return True

    def write(self, text, ending=""):
        return super().write(text + ending)


def test_a_screen_shows_one_line_that_changes():
    issue, screen = started("ani", subject="The week"), Screen()
    watch = terminal.Watch(screen)
    watch.tell()
    crew.send(threading.Event())
    watch.end()
    assert screen.getvalue() == ("\r\033[KThe week: 0 of 1 sent\r\033[KThe week: 1 of 1 sent\n")
    assert issue.deliveries.get().status == "sent"


def test_a_meter_says_how_quickly_it_goes_and_how_long_it_takes_yet(monkeypatch):
    issue, seconds = started(*(f"r{n}" for n in range(10)), subject="The week"), [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: seconds[0])
    meter = Meter(issue)
    assert meter.line() == "The week: 0 of 10 sent"
    some = issue.deliveries.values("pk")[:4]
    Delivery.objects.filter(pk__in=list(some.values_list("pk", flat=True))).update(status="failed")
    seconds[0] += 2
    assert meter.line() == "The week: 0 of 10 sent, 4 failed, 2 a second, 3 s left"
    seconds[0] += 700
    assert re.sub(", [0-9]+ a second.*", "", meter.line()) == "The week: 0 of 10 sent, 4 failed"

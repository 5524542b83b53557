"""What a mail server says to a letter, and what becomes of it then."""

import smtplib
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from newsroom.press import mail
from newsroom.press.models import Letter
from tests.harness.mail_server import Server, serving
from tests.harness.ports import free_port
from tests.harness.silent_server import THE_DOT, silent
from tests.newsroom.letters import fate, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("templates")]

Status = Letter.Status


def test_a_real_mail_server_takes_a_letter(settings):
    letter = post()
    with serving(settings, Server()) as server:
        mail.deliver_due()
    [message] = server.accepted
    assert fate(letter) == (Status.SENT, 1)
    assert (message["To"], message["Subject"]) == ("ani@example.org", "Hello Ani & <Aram>")
    assert message.get_body(["plain"]).get_content().splitlines()[0] == "Dear Ani & <Aram>"


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"rcpt": "450 Try later"}, Status.QUEUED),
        ({"rcpt": "550 No such user"}, Status.FAILED),
        ({"data": "451 Try later"}, Status.QUEUED),
        ({"data": "554 We do not like it"}, Status.FAILED),
    ],
)
def test_a_refusal_for_now_is_tried_again_and_one_for_good_is_not(settings, answers, expected):
    letter = post()
    with serving(settings, Server(**answers)):
        mail.deliver_due()
    assert fate(letter) == (expected, 1)
    assert next(iter(answers.values()))[4:] in letter.error


def test_a_failed_letter_can_be_tried_again(settings):
    letter = post()
    with serving(settings, Server(rcpt="550 No such user")):
        mail.deliver_due()
    letter.refresh_from_db()
    letter.try_again()
    with serving(settings, Server()) as server:
        mail.deliver_due()
    assert (fate(letter), len(server.accepted)) == ((Status.SENT, 1), 1)


def test_a_server_that_fell_silent_after_the_letter_is_not_asked_again(settings):
    letter = post()
    with serving(settings, Server(data=None)):
        mail.deliver_due()
        assert fate(letter) == (Status.FAILED, 1)
        assert letter.error.startswith(mail.IN_DOUBT)
        mail.deliver_due()
    assert fate(letter) == (Status.FAILED, 1)


def test_a_server_that_looks_through_a_letter_is_waited_for_as_long_as_with_an_issue(
    settings, monkeypatch
):
    waited, getreply = [], smtplib.SMTP.getreply

    def noting(self):
        waited.append(self.sock.gettimeout())
        return getreply(self)

    monkeypatch.setattr("smtplib.SMTP.getreply", noting)
    letter = post()
    with serving(settings, Server()):
        mail.deliver_due()
    assert fate(letter) == (Status.SENT, 1)
    handover = ["greeting", "sender", "reader", "data", "the dot"]
    assert waited == [20, *[120 for _ in handover], 20]  # it opens and says good-bye at once


def test_a_silence_holds_up_no_second_letter_of_a_round(settings, monkeypatch):
    monkeypatch.setattr(mail, "AFTER_THE_DOT", 0.2)
    first, second = post(), post(to="aram@example.org")
    with silent(settings, THE_DOT):
        mail.deliver_due()
    assert (fate(first), fate(second)) == ((Status.FAILED, 1), (Status.QUEUED, 0))
    with serving(settings, Server()):
        mail.deliver_due()
    assert (fate(first), fate(second)) == ((Status.FAILED, 1), (Status.SENT, 1))


def test_a_server_that_is_down_is_asked_once_in_a_round(settings):
    first, second = post(), post(to="aram@example.org")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    mail.deliver_due()
    assert (fate(first), fate(second)) == ((Status.QUEUED, 1), (Status.QUEUED, 0))
    assert first.due_at > timezone.now() + timedelta(seconds=55)


def test_a_letter_is_given_up_after_the_last_pause(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    letter, fates = post(), []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for pause in [timedelta(0), *Letter.PAUSES]:
            clock.shift(pause - timedelta(seconds=1))
            mail.deliver_due()
            clock.shift(1)
            mail.deliver_due()
            fates.append(fate(letter))
    tries = len(Letter.PAUSES) + 1
    assert fates == [(Status.QUEUED, n) for n in range(1, tries)] + [(Status.FAILED, tries)]

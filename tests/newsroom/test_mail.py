"""Letters: written with the deed, sent once, and what becomes of them when the mail server will not."""

import socket
from contextlib import contextmanager
from datetime import UTC, timedelta
from email import message_from_bytes
from email.policy import default as modern
from email.utils import parsedate_to_datetime

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.core import mail as django_mail
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django_tasks_db.models import DBTaskResult

from newsroom.models import Masthead
from newsroom.press import mail
from newsroom.press.models import Letter

pytestmark = pytest.mark.django_db
Status = Letter.Status


@pytest.fixture(autouse=True)
def templates(settings, tmp_path):
    """A template triple, `hello`, that says who is meant."""
    folder = tmp_path / "mail"
    folder.mkdir()
    (folder / "hello.subject.txt").write_text("Hello\n  {{ name }}\n")
    (folder / "hello.txt").write_text(
        '{% extends "mail/base.txt" %}{% block letter %}Dear {{ name }}{% endblock %}'
    )
    (folder / "hello.html").write_text(
        '{% extends "mail/base.html" %}{% block letter %}<h1>Dear {{ name }}</h1>{% endblock %}'
    )
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}
    ]
    return folder


def post(to="ani@example.org", **options):
    return mail.post("hello", to, {"name": "Ani & <Aram>"}, **options)


def fate(letter):
    letter.refresh_from_db()
    return letter.status, letter.attempts


# What a letter is


def test_a_letter_comes_as_text_and_as_html():
    Masthead(name="The Valley & Co").save()
    post()
    mail.deliver_due()
    [sent] = django_mail.outbox
    assert (sent.to, sent.subject) == (["ani@example.org"], "Hello Ani & <Aram>")
    assert sent.body == "Dear Ani & <Aram>\n\n--\nThe Valley & Co\nhttp://testserver/\n"
    [(html, kind)] = sent.alternatives
    assert kind == "text/html"
    assert "Dear Ani &amp; &lt;Aram&gt;</h1>" in html
    assert '<h1 style="' in html
    assert "@media (prefers-color-scheme: dark)" in html


def test_a_letter_says_that_a_machine_wrote_it_and_in_which_language():
    post(language="hy", headers={"List-Unsubscribe": "<http://testserver/leave/>"})
    mail.deliver_due()
    message = django_mail.outbox[0].message()
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "hy"
    assert message["List-Unsubscribe"] == "<http://testserver/leave/>"
    assert message["Message-ID"].endswith("@testserver>")
    written = parsedate_to_datetime(message["Date"]).replace(tzinfo=UTC)
    assert abs(timezone.now() - written) < timedelta(minutes=1)


def test_a_letter_is_written_in_its_own_language(templates):
    (templates / "hello.txt").write_text(
        "{% load i18n %}{% get_current_language as now %}{{ now }} {% translate 'Yes' %}"
    )
    post(language="hy")
    mail.deliver_due()
    assert django_mail.outbox[0].body == "hy Այո\n"
    assert gettext("Yes") == "Yes"


@pytest.mark.parametrize(
    "to", ["", "ani", "ani@example.org, eve@example.org", "ani@example.org\nBcc: eve@example.org"]
)
def test_a_letter_goes_to_one_address(to):
    with pytest.raises(ValidationError):
        post(to=to)
    assert Letter.objects.count() == 0


def test_nobody_smuggles_a_header_into_a_letter():
    letter = post(headers={"X-Story": "one\nBcc: eve@example.org"})
    mail.post("hello", "ani@example.org", {"name": "you\r\nBcc: eve@example.org"})
    mail.deliver_due()
    assert fate(letter) == (Status.FAILED, 1)
    [sent] = django_mail.outbox
    assert sent.subject == "Hello you Bcc: eve@example.org"
    assert sent.recipients() == ["ani@example.org"]


def test_what_a_letter_said_is_forgotten_when_it_is_sent():
    letter = post()
    mail.deliver_due()
    assert fate(letter) == (Status.SENT, 1)
    assert letter.context == {}


# When a letter goes


@pytest.mark.django_db(transaction=True)
def test_a_deed_that_is_rolled_back_mails_nobody():
    with transaction.atomic():
        post()
        transaction.set_rollback(True)
    post(to="kept@example.org")
    assert DBTaskResult.objects.count() == 1
    mail.deliver_due()
    assert [sent.to for sent in django_mail.outbox] == [["kept@example.org"]]


def test_a_letter_is_sent_once_however_often_it_is_delivered():
    letter = post()
    for _ in range(2):
        mail.deliver.call(letter.pk)
        mail.deliver_due()
    assert len(django_mail.outbox) == 1


def test_a_letter_that_nobody_can_write_holds_up_no_other(templates):
    broken, whole = mail.post("no-such-letter", "ani@example.org", {}), post()
    mail.deliver_due()
    assert (fate(broken), fate(whole)) == ((Status.FAILED, 1), (Status.SENT, 1))
    assert broken.error == "TemplateDoesNotExist: mail/no-such-letter.subject.txt"


def test_a_letter_that_was_sent_is_never_tried_again():
    letter = post()
    mail.deliver_due()
    letter.refresh_from_db()
    letter.try_again()
    mail.deliver_due()
    assert (fate(letter), len(django_mail.outbox)) == ((Status.SENT, 1), 1)


def test_a_worker_that_died_in_the_handover_leaves_the_letter_in_doubt():
    letter = post()
    Letter.claim(letter.pk)
    mail.deliver.call(letter.pk)
    mail.deliver_due()
    assert fate(letter) == (Status.HANDOVER, 1)
    Letter.objects.update(claimed_at=timezone.now() - timedelta(minutes=61))
    mail.deliver_due()
    assert fate(letter) == (Status.FAILED, 1)
    assert letter.error == mail.IN_DOUBT
    assert django_mail.outbox == []


def test_letters_that_are_done_are_forgotten_after_a_month():
    for status in Status:
        Letter.objects.create(template="hello", to="old@example.org", status=status)
    Letter.objects.update(created_at=timezone.now() - timedelta(days=31))
    Letter.objects.create(template="hello", to="new@example.org", status=Status.SENT)
    mail.forget_old()
    assert set(Letter.objects.values_list("to", "status")) == {
        ("old@example.org", "queued"),
        ("old@example.org", "handover"),
        ("new@example.org", "sent"),
    }


def test_letters_are_kept_as_files_where_no_mail_server_is(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "kept")
    letter = post()
    mail.deliver_due()
    assert fate(letter) == (Status.SENT, 1)
    [kept] = (tmp_path / "kept").iterdir()
    assert b"To: ani@example.org" in kept.read_bytes()


# What the mail server says


class Server:
    """A mail server that gives the prepared answers and keeps what it accepted."""

    def __init__(self, *, rcpt="250 OK", data="250 OK"):
        self.rcpt, self.data, self.accepted = rcpt, data, []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.data is None:
            server.transport.abort()
            return "250 never heard"
        if self.data.startswith("250"):
            self.accepted.append(message_from_bytes(envelope.content, policy=modern))
        return self.data


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def serving(settings, server):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    controller = Controller(server, hostname=settings.EMAIL_HOST, port=settings.EMAIL_PORT)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


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


CLAIM = """
import django
django.setup()
from newsroom.press.models import Letter
keys = list(Letter.objects.order_by("pk").values_list("pk", flat=True))
print(sum(Letter.claim(pk) is not None for pk in keys))
"""


def test_two_workers_never_have_the_same_letter(start, monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    for number in range(30):
        post(to=f"reader{number}@example.org")
    workers = [start("-c", CLAIM) for _ in range(2)]
    claimed = [int(worker.communicate(timeout=60)[0]) for worker in workers]
    assert sum(claimed) == 30
    assert set(Letter.objects.values_list("status", "attempts")) == {("handover", 1)}

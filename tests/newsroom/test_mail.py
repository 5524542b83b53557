"""Letters: written with the deed, sent once, and what becomes of them when the mail server will not."""

from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime

import pytest
from django.core import mail as django_mail
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext
from django_tasks_db.models import DBTaskResult

from newsroom.models import Masthead
from newsroom.press import mail
from newsroom.press.models import Letter
from tests.newsroom.letters import fate, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("templates")]

Status = Letter.Status


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


def test_a_process_from_before_an_update_goes_on_writing_letters():
    letter = Letter(template="hello", to="ani@example.org", created_at=timezone.now())
    known = [field for field in Letter._meta.concrete_fields if field.name not in {"id", "mailbox"}]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in known)
    values = [field.get_db_prep_save(getattr(letter, field.attname), connection) for field in known]
    with connection.cursor() as cursor:
        places = ", ".join(["%s"] * len(known))
        cursor.execute(f"INSERT INTO press_letter ({columns}) VALUES ({places})", values)
    assert Letter.objects.get().mailbox == ""

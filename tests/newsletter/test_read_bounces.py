"""`manage.py read_bounces`, as mail servers and timers call it."""

import io
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from newsletter import bounces, links, reading_bounces, returnpath
from newsletter.models import Bounce, Subscriber, Subscription
from newsroom.press import clock
from tests.harness.mail_server import Server, serving
from tests.make import make_delivery, make_newsletter, make_subscriber
from tests.newsletter import returned, sent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mailbox(settings):
    settings.BOUNCES_TO = "bounces@example.org"


@pytest.fixture
def delivery():
    return make_delivery(make_subscriber("ani@example.com", make_newsletter()))


@pytest.fixture
def to(delivery):
    return returnpath.address(delivery.pk)


@pytest.fixture
def maildir(tmp_path):
    for folder in ("new", "cur", "tmp"):
        (tmp_path / folder).mkdir()
    return tmp_path


def put(maildir, *messages):
    for number, raw in enumerate(messages):
        (maildir / "new" / f"17{number}.M1P1.host").write_bytes(raw)


def pipe(monkeypatch, raw, *arguments):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
    call_command("read_bounces", *arguments)


def read(maildir):
    out = io.StringIO()
    call_command("read_bounces", "--maildir", str(maildir), stdout=out)
    return out.getvalue().strip()


def names(maildir, folder):
    return sorted(path.name for path in (maildir / folder).iterdir())


def state():
    return Subscriber.objects.get().state


def test_a_letter_that_came_back_through_the_pipe_suppresses_its_mailbox(monkeypatch, to):
    pipe(monkeypatch, returned.notice(to))
    assert state() == Subscriber.State.BOUNCED


def test_the_pipe_may_say_where_the_message_was_sent_to(monkeypatch, to):
    pipe(monkeypatch, returned.notice("root@localhost"), "--recipient", to)
    assert state() == Subscriber.State.BOUNCED


def test_the_pipe_is_read_to_its_end(monkeypatch, to):
    stdin = io.BytesIO(returned.notice(to, letter="x" * 3_000_000))
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=stdin))
    call_command("read_bounces")
    assert (state(), stdin.read()) == (Subscriber.State.BOUNCED, b"")


def test_what_is_new_in_a_maildir_is_counted_and_moved_on(maildir, to):
    put(maildir, returned.notice(to), returned.away(to), returned.complaint(to, mail_from=to))
    assert read(maildir) == "1 called spam, 1 came back, 1 says nothing"
    assert names(maildir, "new") == []
    assert names(maildir, "cur") == [f"17{number}.M1P1.host:2,S" for number in range(3)]
    assert sorted(Bounce.objects.values_list("kind", flat=True)) == ["complaint", "hard"]
    assert read(maildir) == "Nothing new."


def test_a_forged_message_does_nothing(maildir, delivery):
    put(maildir, returned.notice(f"bounces+{delivery.pk}-{'a' * 16}@example.org"))
    assert read(maildir) == "1 says nothing"
    assert state() == Subscriber.State.ACTIVE


def test_whoever_is_killed_between_a_message_and_the_next_loses_and_doubles_nothing(
    maildir, to, monkeypatch
):
    put(maildir, returned.notice(to, status="4.2.2"), returned.notice(to, status="4.2.2"))
    with monkeypatch.context() as patch:
        patch.setattr(reading_bounces, "_move_on", lambda *_: sys.exit("killed"))
        with pytest.raises(SystemExit):
            read(maildir)
    assert len(names(maildir, "new")) == 2
    assert read(maildir) == "2 came back"
    assert Subscriber.objects.get().soft_bounces == 1


def test_messages_wait_while_the_database_does_not_answer(maildir, to, monkeypatch):
    put(maildir, returned.notice(to))

    def fail(*_args, **_kwargs):
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr(bounces, "hard", fail)
    with pytest.raises(CommandError, match="nothing was lost") as refusal:
        read(maildir)
    assert refusal.value.returncode == 75
    assert len(names(maildir, "new")) == 1


def test_a_message_that_cannot_be_dealt_with_stops_no_other(maildir, to, monkeypatch, caplog):
    put(maildir, returned.notice(to), returned.away(to))
    monkeypatch.setattr(bounces, "hard", None)
    assert read(maildir) == "2 says nothing"
    assert names(maildir, "new") == []
    assert "The message 170.M1P1.host cannot be dealt with" in caplog.text


def test_a_folder_that_is_no_maildir_is_named(tmp_path):
    with pytest.raises(CommandError, match="cannot be read as a maildir"):
        read(tmp_path / "nowhere")


def test_what_is_no_file_is_let_be(maildir):
    (maildir / "new" / "folder").mkdir()
    (maildir / "new" / "link").symlink_to("/etc/hostname")
    assert read(maildir) == "Nothing new."
    assert names(maildir, "new") == ["folder", "link"]


def test_the_worker_reads_the_maildir_of_the_settings(maildir, to, settings):
    settings.BOUNCES_MAILDIR = str(maildir)
    put(maildir, returned.notice(to))
    clock.tick()
    assert state() == Subscriber.State.BOUNCED


def test_a_maildir_that_is_not_there_is_one_line_of_the_workers_log(settings, tmp_path, caplog):
    settings.BOUNCES_MAILDIR = str(tmp_path / "nowhere")
    clock.tick()
    (line,) = [record for record in caplog.records if "BOUNCES_MAILDIR" in record.message]
    assert (line.levelname, line.exc_info) == ("ERROR", None)


def test_a_letter_that_a_mail_server_took_comes_back_by_its_own_address(settings, maildir):
    issue = sent.started("ani", "narek")
    with serving(settings, Server()) as server:
        sent.send()
    by_reader = {to: sender for sender, to, _content in server.envelopes}
    put(maildir, returned.notice(by_reader["ani@example.com"]))
    assert read(maildir) == "1 came back"
    assert sent.states(issue) == {"ani": "bounced", "narek": "sent"}
    left = Subscription.objects.receiving().values_list("subscriber__email", flat=True)
    assert list(left) == ["narek@example.com"]


def test_a_complaint_that_names_the_reader_by_a_link_is_heard(maildir):
    reader = make_subscriber("ani@example.com", make_newsletter(), make_newsletter())
    token = links.unsubscribe(reader).split("/")[-2]
    put(maildir, returned.complaint("abuse@example.org", token=token))
    assert read(maildir) == "1 called spam"
    assert reader.subscriptions.confirmed().count() == 0
    put(maildir, returned.complaint("abuse@example.org", token=f"{token}x"))
    assert read(maildir) == "1 says nothing"


def test_a_mail_server_is_told_to_try_later_without_a_traceback():
    environ = os.environ | {
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "BOUNCES_TO": "bounces@example.org",
    }
    command = [sys.executable, "manage.py", "read_bounces"]
    raw = returned.notice(returnpath.address(7))
    done = subprocess.run(command, input=raw, env=environ, capture_output=True)
    assert done.returncode == 75
    assert b"CommandError: The database does not answer" in done.stderr
    assert b"Traceback" not in done.stderr

"""Readers from elsewhere: what would happen is said line by line, and then it happens, all of it or nothing."""

import csv
import io
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsletter import erasing
from newsletter.models import Subscriber, Subscription
from newsletter.rosters import reading, taking
from newsroom.press.models import Letter
from tests.make import make_newsletter, make_subscriber, make_user

pytestmark = pytest.mark.django_db
IMPORT = "/admin/newsletter/subscriber/import/"
CONSENT = "Ticked a box on our old site in 2024."


@pytest.fixture
def morning():
    return make_newsletter(name="Morning", slug="morning", language="hy")


@pytest.fixture
def keeper(client, settings):
    """Someone who looks after the newsletters."""
    settings.REQUIRE_SECOND_FACTOR = False
    client.force_login(make_user("newsletter"))
    return client


def send(client, newsletter, content, button="look", **more):
    """Send the form with a file of these lines."""
    data = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile("readers.csv", data, "text/csv")
    fields = {"newsletter": newsletter.pk, "consent": CONSENT, "file": file, button: ""}
    return client.post(IMPORT, fields | more)


def told(response):
    """Return what the page says of each line."""
    rows = re.findall(r"<tr><td>(\d+)</td><td>([^<]*)</td><td>([^<]*)</td></tr>", response.text)
    return [(int(number), address, fate.partition(":")[0]) for number, address, fate in rows]


def bring(client, newsletter, content):
    """Look at a file and then take it, as an editor does."""
    seal = re.search(r'name="seal" value="(\w+)"', send(client, newsletter, content).text)[1]
    return send(client, newsletter, content, "take", seal=seal)


def readers(newsletter):
    return set(newsletter.subscriptions.confirmed().values_list("subscriber__email", flat=True))


def test_a_look_says_of_each_line_what_would_happen_and_stores_nothing(keeper, morning):
    left = make_subscriber("left@example.com", morning)
    left.subscriptions.all().leave()
    make_subscriber("here@example.com", morning)
    make_subscriber("joins@example.com")
    make_subscriber("silent@example.com", state="suppressed")
    make_subscriber("bounced@example.com", state="bounced")
    erasing.erase(make_subscriber("erased@example.com"))
    before = Subscriber.objects.count()
    names = ("new", "joins", "here", "left", "silent", "bounced", "erased")
    lines = [f"{name}@example.com" for name in names] + ["N.E.W+x@Example.com", "no address"]
    page = send(keeper, morning, "email\n" + "\n".join(lines))
    assert [(number, fate) for number, _address, fate in told(page)] == [
        (2, "a new reader, is put on the list"),
        (3, "is known here, is put on the list"),
        (4, "is on the list already"),
        (5, "left this list"),
        (6, "is not written to, or its mail comes back"),
        (7, "is not written to, or its mail comes back"),
        (8, "was erased here"),
        (9, "a new reader, is put on the list"),
        (10, "has no address that can be written to"),
    ]
    assert "3 of 9 lines would be put on the list" in page.text
    assert (Subscriber.objects.count(), readers(morning)) == (before, {"here@example.com"})


def test_taking_puts_on_the_list_exactly_whom_the_look_named(keeper, morning):
    make_subscriber("joins@example.com", pending=[morning])
    make_subscriber("silent@example.com", state="suppressed")
    answer = bring(
        keeper, morning, "Email Address\nnew@example.com\njoins@example.com\nsilent@example.com\n"
    )
    assert answer.status_code == 302
    assert readers(morning) == {"new@example.com", "joins@example.com"}
    assert Subscriber.objects.get(email="silent@example.com").state == "suppressed"
    assert (len(mail.outbox), Letter.objects.count()) == (0, 0)
    entry = LogEntry.objects.get()
    assert (entry.object_id, entry.change_message) == (
        str(morning.pk),
        "Brought 2 readers in from a file",
    )


def test_what_the_file_says_of_the_consent_is_kept_and_ours_where_it_is_silent(keeper, morning):
    bring(
        keeper,
        morning,
        "Email Address,OPTIN_TIME,CONFIRM_TIME,Consent,Source,Language,Cadence\n"
        "ani@example.com,2022-01-07 14:20:00,2022-01-07T10:25:00Z,I agree,/join/,hyw,weekly\n"
        "aram@example.com,,,,,fr,hourly\n",
    )
    ani, aram = Subscription.objects.order_by("subscriber__email")
    assert (ani.wording, ani.page, ani.cadence, ani.subscriber.language) == (
        "I agree",
        "/join/",
        "weekly",
        "hyw",
    )
    assert ani.asked_at.isoformat() == "2022-01-07T10:20:00+00:00"
    assert ani.confirmed_at.isoformat() == "2022-01-07T10:25:00+00:00"
    assert (aram.wording, aram.page, aram.cadence, aram.subscriber.language) == (
        CONSENT,
        "",
        "daily",
        "hy",
    )
    assert (timezone.now() - aram.confirmed_at).total_seconds() < 60


@pytest.mark.parametrize(
    ("line", "fate"),
    [
        ("ANI@example.com,,", "is a mailbox that stands further up"),
        ("ani+news@example.com,,", "is a mailbox that stands further up"),
        ("b@example.com,unsubscribed,", "is not confirmed, says the file"),
        ("b@example.com,cleaned,", "is not confirmed, says the file"),
        ("b@example.com,Subscribed,", "a new reader, is put on the list"),
        ("b@example.com,,last week", "has a time that cannot be read or is to come"),
        ("b@example.com,,2999-01-01", "has a time that cannot be read or is to come"),
        ("b@example.com,,0001-01-01", "has a time that cannot be read or is to come"),
        ("b@nowhere,,", "has no address that can be written to"),
        ('"b@example.com\nBcc: c@example.com",,', "has no address that can be written to"),
        (f"{'b' * 300}@example.com,,", "has no address that can be written to"),
        (f"b@{'մամուլ.' * 30}հայ,,", "has no address that can be written to"),
    ],
)
def test_a_line_is_judged_by_what_it_says(keeper, morning, line, fate):
    page = send(keeper, morning, f"email,status,asked\nani@example.com,,\n{line}\n")
    assert told(page)[1][2] == fate


def test_dots_are_one_mailbox_at_gmail_alone(keeper, morning):
    bring(
        keeper,
        morning,
        "email\na.ni@gmail.com\nani@googlemail.com\na.ni@example.com\nani@example.com\n",
    )
    assert readers(morning) == {"a.ni@gmail.com", "a.ni@example.com", "ani@example.com"}


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffemail,status\nani@example.com,subscribed\n",
        "E-mail Address;Status\r\nani@example.com;subscribed\r\n",
        'STATUS\t"e-mail"\nsubscribed\tani@example.com\n\n',
        'email,name\n"ani@example.com","Ani ""the\nreader"" A."\n',
        "email,status\nani@example.com\n",
        "email\n\n\n  ani@example.com  \n",
    ],
)
def test_the_files_of_other_systems_and_of_spreadsheets_are_read(keeper, morning, content):
    bring(keeper, morning, content)
    assert readers(morning) == {"ani@example.com"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "empty"),
        ("name\nAni\n", "The first line has to name the columns"),
        ("ani@example.com\n", "The first line has to name the columns"),
        ("email\nÄni@example.com\n".encode("latin-1"), "The file is not in UTF-8"),
        ('email\n"ani@example.com\n', "This is no table in CSV"),
        ("x" * 20_000, "The first line has to name the columns"),
        (f"email\n{'x' * 200_000}\n", "This is no table in CSV"),
    ],
)
def test_what_is_no_roster_is_refused_in_words(keeper, morning, content, sentence):
    page = send(keeper, morning, content)
    assert (page.status_code, sentence in page.text) == (422, True)
    assert Subscriber.objects.count() == 0


def test_a_file_that_breaks_off_stores_nothing(keeper, morning, monkeypatch):
    monkeypatch.setattr("newsletter.rosters.judging.AT_ONCE", 1)
    content = b"email\nani@example.com\naram@example.com\n" + b"\xff@example.com\n"
    assert send(keeper, morning, content, "take", seal="x").status_code == 422
    assert Subscriber.objects.count() == 0


def test_an_import_that_breaks_stores_nothing(keeper, morning, monkeypatch):
    monkeypatch.setattr("newsletter.rosters.judging.AT_ONCE", 1)
    stored = []

    def break_off(*args):
        stored.append(args)
        if len(stored) == 2:
            raise OSError("the disk is full")
        return real(*args)

    from newsletter.rosters import taking

    real = taking._store
    monkeypatch.setattr(taking, "_store", break_off)
    with pytest.raises(OSError, match="disk"):
        bring(keeper, morning, "email\nani@example.com\naram@example.com\n")
    assert Subscriber.objects.count() == 0


def test_a_file_with_more_lines_than_we_take_is_refused(keeper, morning, monkeypatch):
    monkeypatch.setattr(reading, "MOST", 2)
    page = send(keeper, morning, "email\na@example.com\nb@example.com\nc@example.com\n")
    assert "The file has more than 2 lines. Divide it." in page.text


@pytest.mark.parametrize(
    "other", ["email\nb@example.com\n", "email\na@example.com\nb@example.com\n"]
)
def test_nobody_takes_a_file_that_they_have_not_looked_at(keeper, morning, other):
    page = send(keeper, morning, "email\na@example.com\n")
    seal = re.search(r'name="seal" value="(\w+)"', page.text)[1]
    answer = send(keeper, morning, other, "take", seal=seal)
    assert "This is not what you looked at. Look at it first." in answer.text
    for newsletter, said in ((make_newsletter(), seal), (morning, "")):
        send(keeper, newsletter, "email\na@example.com\n", "take", seal=said)
    assert Subscriber.objects.count() == 0


def test_what_happens_is_a_file_too_that_no_spreadsheet_runs(keeper, morning):
    answer = send(keeper, morning, 'email\n=HYPERLINK("x")\nani@example.com\n', "report")
    assert answer["Content-Disposition"] == 'attachment; filename="what-happens.csv"'
    rows = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert rows == [
        ["line", "email address", "what happens"],
        ["2", '\'=HYPERLINK("x")', "has no address that can be written to: left out"],
        ["3", "ani@example.com", "a new reader, is put on the list"],
    ]


def test_the_page_shows_the_first_lines_of_a_long_file_and_counts_all(keeper, morning, monkeypatch):
    monkeypatch.setattr("newsletter.admin.rosters.MOST_SHOWN", 2)
    page = send(keeper, morning, "email\na@example.com\nb@example.com\nc@example.com\n")
    assert len(told(page)) == 2
    assert "Here are the first 2 lines; the file has all." in page.text
    assert "3 of 3 lines would be put on the list" in page.text


def test_what_is_pressed_next_stands_above_the_lines_however_many(keeper, morning):
    page = send(keeper, morning, "email\na@example.com\n").text
    said, pressed = page.index("1 of 1 lines would be"), page.index('name="take"')
    assert said < pressed < page.index("<td>a@example.com</td>")


@pytest.mark.parametrize("count", [1, 3])
def test_a_look_costs_the_same_queries_for_one_line_and_for_three(
    keeper, morning, count, django_assert_max_num_queries
):
    content = "email\n" + "".join(f"reader{n}@example.com\n" for n in range(count))
    with django_assert_max_num_queries(12):
        send(keeper, morning, content)


def test_a_new_reader_is_written_down_once(morning):
    lines = list(reading.read(io.BytesIO(b"email\na@example.com\nb@example.com\n")))
    with CaptureQueriesContext(connection) as asked:
        taking.take(lines, morning, CONSENT)
    assert readers(morning) == {"a@example.com", "b@example.com"}
    assert [one["sql"] for one in asked if one["sql"].startswith("UPDATE")] == []


@pytest.mark.parametrize("group", ["reporter", "editor", "moderator"])
def test_others_bring_nobody_in(client, settings, morning, group):
    settings.REQUIRE_SECOND_FACTOR = False
    client.force_login(make_user(group))
    assert client.get(IMPORT).status_code == 403
    assert send(client, morning, "email\na@example.com\n", "take", seal="x").status_code == 403
    assert Subscriber.objects.count() == 0


def test_the_list_of_readers_leads_there(keeper):
    assert f'href="{IMPORT}"' in keeper.get("/admin/newsletter/subscriber/").text

"""The readers of a list as a file, with the proofs of their consent."""

import csv
import io

import pytest
from django.contrib.admin.models import LogEntry

from newsletter.models import Subscriber
from newsletter.rosters import columns, writing
from tests.make import make_newsletter, make_subscriber, make_user
from tests.newsletter.test_rosters import bring, keeper, readers

__all__ = ["keeper"]

pytestmark = pytest.mark.django_db


def address(newsletter):
    return f"/admin/newsletter/subscriber/export/{newsletter.pk}/"


def rows(response):
    return list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig"))))


def test_everybody_who_ever_asked_stands_in_it_with_the_proof(keeper, clock):
    morning = make_newsletter(slug="morning")
    make_subscriber("ani@example.com", morning)
    make_subscriber("aram@example.com", pending=[morning], language="hy", state="suppressed")
    make_subscriber("other@example.com", make_newsletter())
    answer = keeper.post(address(morning))
    assert answer["Content-Disposition"] == 'attachment; filename="morning.csv"'
    assert "no-store" in answer["Cache-Control"]
    ani, aram = rows(answer)
    assert ani == {
        "email": "ani@example.com",
        "language": "en",
        "mailbox": "active",
        "list": "morning",
        "status": "confirmed",
        "cadence": "daily",
        "asked": "2026-03-01T10:00:00+00:00",
        "confirmed": "2026-03-01T10:00:00+00:00",
        "left": "",
        "page": "/about/",
        "wording": "Sign Up for Our Newsletters",
    }
    assert (aram["email"], aram["mailbox"], aram["status"]) == (
        "aram@example.com",
        "suppressed",
        "pending",
    )
    assert LogEntry.objects.get().change_message == "Took its readers out as a file"


def test_the_history_says_in_armenian_that_readers_were_taken_out(client):
    client.force_login(make_user(is_superuser=True, desk_language="hy"))
    client.post(address(make_newsletter()))
    said = LogEntry.objects.get().change_message
    assert said == "Ընթերցողներին հանել է որպես ֆայլ"


@pytest.mark.parametrize(
    "formula",
    [
        *["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\n=1", "|cmd", "%x"],
        *["\uff1d1+1", "\uff0b1", "\ufeff=1", "\u200b\u00ad\uff201", "\x01 =1"],
    ],
)
def test_no_cell_is_a_formula(keeper, formula):
    morning = make_newsletter()
    make_subscriber("=cmd@example.com", morning).subscriptions.update(page=formula, wording=formula)
    [row] = rows(keeper.post(address(morning)))
    assert [row[name][0] for name in ("email", "page", "wording")] == ["'", "'", "'"]
    assert columns.as_meant(row["wording"]) == formula


def test_what_was_taken_out_can_be_brought_in(keeper):
    morning = make_newsletter(slug="morning")
    reader = make_subscriber("+ani@example.com", morning, language="hy")
    make_subscriber("gone@example.com", morning).subscriptions.all().leave()
    reader.subscriptions.update(wording='=Yes, "please";\nat once', cadence="weekly")
    before = reader.subscriptions.values("wording", "page", "cadence", "status").get()
    file = keeper.post(address(morning)).getvalue()
    Subscriber.objects.all().delete()
    bring(keeper, morning, file)
    assert readers(morning) == {"+ani@example.com"}
    again = Subscriber.objects.get()
    assert again.language == "hy"
    assert again.subscriptions.values("wording", "page", "cadence", "status").get() == before


def test_a_long_list_is_written_while_it_is_read(keeper, monkeypatch):
    monkeypatch.setattr(writing, "AT_ONCE", 2)
    morning = make_newsletter()
    for number in range(5):
        make_subscriber(f"reader{number}@example.com", morning)
    answer = keeper.post(address(morning))
    assert answer.streaming
    assert [row["email"] for row in rows(answer)] == [f"reader{n}@example.com" for n in range(5)]


@pytest.mark.parametrize("group", ["reporter", "editor", "moderator"])
def test_others_take_nothing_out(client, settings, group):
    settings.REQUIRE_SECOND_FACTOR = False
    morning = make_newsletter()
    make_subscriber("ani@example.com", morning)
    client.force_login(make_user(group))
    assert client.post(address(morning)).status_code == 403


def test_it_is_taken_by_a_press_of_the_button_alone(keeper):
    morning = make_newsletter()
    assert keeper.get(address(morning)).status_code == 405
    page = keeper.get(f"/admin/newsletter/newsletter/{morning.pk}/change/").text
    assert f'action="{address(morning)}"' in page

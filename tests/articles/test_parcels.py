"""What arrives where the forms of stories send what is typed: whatever somebody sends, whenever it comes."""

import datetime
import json

import pytest
from django.test import Client
from django.utils import timezone

from articles import workingcopies
from articles.models import WorkingCopy
from newsroom.press import clock
from tests.articles.test_working_copies import COPIES, send
from tests.make import make_user
from tests.together import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return make_user("editor", username="anahit")


@pytest.fixture
def desk(client, writer):
    client.force_login(writer)
    return client


@pytest.mark.parametrize(
    "parcel",
    [
        b"",
        b"[]",
        b"{",
        {"fields": "words"},
        {"fields": [["headline"]]},
        {"fields": [["headline", 5]]},
        {"fields": [["headline", "Rain"]] * (workingcopies.MOST_FIELDS + 1)},
        {"article": "1"},
        {"article": 2**70},
        {"number": -1},
        {"number": True},
        {"seen": None},
    ],
)
def test_what_no_form_sends_is_refused(desk, writer, parcel):
    if isinstance(parcel, dict):
        parcel = json.dumps({"writer": writer.pk} | parcel)
    answer = desk.post(f"{COPIES}abc/", parcel, content_type="application/json")
    assert answer.status_code in (400, 409)
    assert WorkingCopy.objects.count() == 0


def test_what_is_no_text_is_left_out_and_what_is_too_much_is_refused(desk, writer):
    data = {"copy": "abc", "headline": "Ra\0in \ud800"}
    assert send(desk, writer, data).json()["state"] == "kept"
    assert workingcopies.find(writer, "abc").headline == "Rain "
    much = send(desk, writer, data | {"body": "x" * workingcopies.LARGEST}, number=2)
    assert (much.status_code, much.json()["state"]) == (413, "long")


def test_one_writer_fills_no_disk(desk, writer, monkeypatch):
    monkeypatch.setattr(workingcopies, "MOST", 2)
    states = [
        send(desk, writer, {"copy": token, "headline": "x"}).json()["state"] for token in "abca"
    ]
    assert states == ["kept", "kept", "full", "kept"]


def test_who_writes_no_stories_keeps_nothing(client):
    moderator = make_user("moderator")
    client.force_login(moderator)
    assert send(client, moderator, {"copy": "abc"}).status_code == 403
    assert client.get(f"{COPIES}key/").status_code == 403
    assert client.get(COPIES).status_code == 404


def test_a_post_from_elsewhere_keeps_nothing(writer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(writer)
    assert send_raw(client, writer).status_code == 403
    key = client.get(f"{COPIES}key/").json()["key"]
    assert send_raw(client, writer, key).json()["state"] == "kept"


def send_raw(client, writer, key=""):
    body = json.dumps({"writer": writer.pk, "fields": [["headline", "Rain"]]})
    kind = "application/json"
    return client.post(f"{COPIES}abc/", body, content_type=kind, headers={"X-CSRFToken": key})


def test_what_was_settled_is_forgotten_after_a_month(writer):
    for days in (29, 31):
        workingcopies.settle(writer, f"{days}")
        settled = timezone.now() - datetime.timedelta(days=days)
        WorkingCopy.objects.filter(token=f"{days}").update(settled_at=settled)
    workingcopies.keep(writer, "unsaved", 1, [])
    clock.tick()
    assert set(WorkingCopy.objects.values_list("token", flat=True)) == {"29", "unsaved"}


@pytest.mark.django_db(transaction=True)
def test_of_two_parcels_in_one_moment_the_newer_stays():
    writer = make_user("editor")
    for _ in range(5):
        WorkingCopy.objects.all().delete()
        at_once(
            lambda: workingcopies.keep(writer, "a", 1, [["headline", "First"]]),
            lambda: workingcopies.keep(writer, "a", 2, [["headline", "Second"]]),
        )
        assert [copy.headline for copy in workingcopies.all_of(writer)] == ["Second"]


@pytest.mark.django_db(transaction=True)
def test_a_parcel_that_races_with_the_save_never_brings_the_copy_back():
    writer = make_user("editor")
    for _ in range(5):
        WorkingCopy.objects.all().delete()
        at_once(
            lambda: workingcopies.keep(writer, "a", 1, [["headline", "Rain"]]),
            lambda: workingcopies.settle(writer, "a", 1),
        )
        assert list(workingcopies.all_of(writer)) == []

"""The nights in which clocks are put on and back: whatever moment an editor types is one that there is."""

import datetime

import pytest

from articles.models import Correction, Picture
from newsroom.models import Banner
from tests import make
from tests.articles.deskforms import address, save

pytestmark = pytest.mark.django_db

LEFT_OUT = "The clocks are put on that night, and 02:30 is left out. Choose another time."
SPRING, AUTUMN = "2031-03-30", "2031-10-26"  # in Paris
BANNER, PICTURE = "/admin/newsroom/banner/add/", "/admin/articles/picture/{}/change/"


@pytest.fixture(autouse=True)
def editor(client, settings):
    settings.TIME_ZONE = "Europe/Paris"
    client.force_login(make.make_user("editor"))


def utc(hour, minute=30, second=0):
    return datetime.datetime(2031, 10, 26, hour, minute, second, tzinfo=datetime.UTC)


def banner(client, day):
    make.make_menu()
    ends = {"ends_at_0": day, "ends_at_1": "02:30"}
    return save(client, BANNER, words="The bridge is closed", **ends)


def correction(client, day):
    row = {"corrections-TOTAL_FORMS": 1, "corrections-0-kind": "correction"}
    noted = {"corrections-0-noted_at_0": day, "corrections-0-noted_at_1": "02:30"}
    row |= {"corrections-0-text": "It was the mayor."} | noted
    return save(client, address(make.make_article()), **row)


def rights(client, day):
    ends = {"rights_until_0": day, "rights_until_1": "02:30"}
    return save(client, PICTURE.format(make.make_picture().pk), **ends)


def said(faults):
    return [str(words) for fault in faults for words in fault]


@pytest.mark.parametrize("typed", [banner, correction, rights])
def test_a_time_that_the_clocks_leave_out_is_refused_in_words(client, typed):
    assert LEFT_OUT in " ".join(said(typed(client, SPRING)))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (banner, lambda: Banner.objects.get().ends_at),
        (correction, lambda: Correction.objects.get().noted_at),
        (rights, lambda: Picture.objects.get().rights_until),
    ],
)
def test_of_a_time_that_comes_twice_the_first_is_meant(client, typed, kept):
    assert typed(client, AUTUMN) == []
    assert kept() == utc(0)


@pytest.mark.parametrize("hour", [0, 1])
def test_a_moment_that_nobody_touched_stays_the_one_that_it_was(client, hour):
    row = make.make_banner()
    Banner.objects.update(ends_at=utc(hour, second=7))
    assert save(client, f"/admin/newsroom/banner/{row.pk}/change/", words="It is open") == []
    row.refresh_from_db()
    assert (row.words, row.ends_at) == ("It is open", utc(hour, second=7))


def test_a_year_that_no_database_knows_is_refused_in_words(client):
    row = make.make_banner()
    never = {"begins_at_0": "0001-01-01", "begins_at_1": "00:00"}
    faults = save(client, f"/admin/newsroom/banner/{row.pk}/change/", **never)
    assert said(faults) == ["Enter a valid date/time."]


@pytest.mark.parametrize("hour", [0, 1])
def test_the_words_of_a_correction_change_and_its_moment_does_not(client, hour):
    story = make.make_article()
    note = Correction.objects.create(article=story, text="It was her.", noted_at=utc(hour))
    fields = {"corrections-0-text": "It was the mayor."}
    assert save(client, address(story), **fields) == []
    note.refresh_from_db()
    assert (note.text, note.noted_at) == ("It was the mayor.", utc(hour))


def test_an_upload_while_one_writes_is_told_of_it_too(client):
    from tests.articles.test_pictures import upload

    words = {"alt": "A harbour", "rights_until": f"{SPRING}T02:30", "original": upload()}
    answer = client.post("/admin/articles/picture/upload/", words)
    assert (answer.status_code, LEFT_OUT in answer.text) == (422, True)

"""A picture whose rights are over is gone from every page at that moment, and its files soon after."""

import datetime

import pytest
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone

from articles import pictures, rights
from articles.models import Picture
from newsroom.press import due
from newsroom.press.models import Edition
from tests import make
from tests.articles.deskforms import opened
from tests.articles.test_pictures import upload
from tests.moments import on_both_sides

pytestmark = pytest.mark.django_db


def in_seconds(seconds):
    return timezone.now() + datetime.timedelta(seconds=seconds)


def end(picture, seconds=-1):
    Picture.objects.filter(pk=picture.pk).update(rights_until=in_seconds(seconds))


def send(client, address, **headers):
    """Return the answer with the file, which a server reads to its end."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = client.get(address, headers=names)
    b"".join(getattr(answer, "streaming_content", ()))
    return answer


def files(picture):
    return storages["renditions"].exists(picture.share_in_storage)


@pytest.fixture
def picture():
    return pictures.receive(upload(colour="olive"), alt="A harbour")


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def places():
    """Return a picture and the addresses of all pages on which it stands."""
    limited = make.make_picture(stem="pictures/limited", rights_until=in_seconds(60))
    section, tag = make.make_section(), make.make_tag()
    writer = make.make_contributor(picture=limited)
    place = {"section": section, "tags": [tag], "by": [writer]}
    stories = [
        make.make_article(headline=f"Harbour {n}", lead_picture=limited, **place) for n in range(9)
    ]
    day = timezone.localdate(stories[0].published_at)
    lists = [section, tag, writer, stories[0], stories[-1]]
    return limited, [
        reverse("front"),
        *(listed.get_absolute_url() for listed in lists),
        reverse("search") + "?q=harbour",
        reverse("archive_day", args=[day.year, day.month, day.day]),
    ]


def test_it_stands_on_no_page(client, places):
    limited, addresses = places
    before = {address: "pictures/limited" in client.get(address).text for address in addresses}
    assert before == dict.fromkeys(addresses, True)
    end(limited)
    Edition.objects.update(number=1_000)
    after = {address: "pictures/limited" in client.get(address).text for address in addresses}
    assert after == dict.fromkeys(addresses, False)


def test_no_page_outlives_the_moment_though_nobody_writes_anything(client):
    def arrange(moment):
        stem = f"pictures/{moment.timestamp():.0f}"
        limited = make.make_picture(stem=stem, rights_until=moment)
        return stem, ["/", make.make_article(lead_picture=limited).get_absolute_url()]

    def look(arranged):
        stem, addresses = arranged
        return [stem in client.get(address).text for address in addresses]

    assert on_both_sides(arrange, look) == ([True, True], [False, False])


def test_the_next_end_of_rights_is_a_moment_at_which_pages_change():
    make.make_picture(rights_until=in_seconds(-60))
    make.make_picture(rights_until=in_seconds(90))
    first = make.make_picture(rights_until=in_seconds(5))
    make.make_picture()
    assert due.next_due() == first.rights_until


def test_its_files_are_sent_until_then_and_are_kept_by_nobody_for_longer(client, picture):
    end(picture, seconds=100)
    answer = send(client, picture.at_most(320))
    assert answer.status_code == 200
    assert 90 <= int(answer["Cache-Control"].split("max-age=")[1].split(",")[0]) <= 100
    end(picture)
    for address in (picture.at_most(320), picture.at_most(1640), picture.share_address):
        assert send(client, address).status_code == 410


def test_a_web_server_before_us_asks_again_after_a_minute(client, picture, settings):
    settings.TRUSTED_PROXIES = 1
    address = picture.at_most(320)
    answer = send(client, address)
    assert answer["X-Accel-Expires"] == "60"
    assert send(client, address, if_none_match=answer["ETag"]).status_code == 304
    end(picture)
    assert send(client, address, if_none_match=answer["ETag"]).status_code == 410


def test_the_worker_deletes_what_readers_had_and_keeps_the_upload(picture, commits):
    edition = Edition.objects.get().number
    end(picture)
    with commits():
        rights.withdraw_over()
    withdrawn = Picture.objects.get()
    assert (files(picture), withdrawn.stem, withdrawn.widths) == (False, "", [])
    assert storages["originals"].exists(picture.original.name)
    assert Edition.objects.get().number == edition + 1
    rights.withdraw_over()  # there is nothing left to do
    assert Edition.objects.get().number == edition + 1


def test_a_photograph_that_came_twice_is_shown_for_as_long_as_one_of_the_two_may_be(
    client, picture, commits
):
    make.make_picture(stem=picture.stem, original="pictures/again.jpg")
    end(picture)
    with commits():
        rights.withdraw_over()
    assert files(picture)
    assert send(client, picture.at_most(320)).status_code == 200


def test_a_picture_that_may_be_shown_again_comes_back(client, picture, commits):
    end(picture)
    with commits():
        rights.withdraw_over()
    client.force_login(make.make_user("editor"))
    later = timezone.localtime() + datetime.timedelta(days=30)
    data = {"alt": "A harbour", "focal_x": 50, "focal_y": 50, "rights": "Agency, 30 days"}
    data |= {"rights_until_0": f"{later:%Y-%m-%d}", "rights_until_1": "12:00"}
    address = reverse("admin:articles_picture_change", args=[picture.pk])
    assert "The rights are over" in client.get(address).text
    assert client.post(address, data | opened(client, address)).status_code == 302
    assert Picture.objects.get().widths == picture.widths
    assert send(client, picture.at_most(320)).status_code == 200


def test_other_words_do_not_bring_it_back(client, picture):
    end(picture)
    rights.withdraw_over()
    client.force_login(make.make_user("editor"))
    ended = timezone.localtime(in_seconds(-86_400))
    data = {"alt": "The old harbour", "focal_x": 50, "focal_y": 50}
    data |= {"rights_until_0": f"{ended:%Y-%m-%d}", "rights_until_1": f"{ended:%H:%M:%S}"}
    address = reverse("admin:articles_picture_change", args=[picture.pk])
    assert client.post(address, data | opened(client, address)).status_code == 302
    assert (Picture.objects.get().alt, Picture.objects.get().stem) == ("The old harbour", "")

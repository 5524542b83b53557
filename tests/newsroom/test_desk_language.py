"""The desk speaks the language of whoever works at it; the paper does not."""

import json
import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.utils import timezone
from django.utils.translation import get_language

from articles.models import Article
from newsroom.models import User
from tests.articles.deskforms import form_data
from tests.make import make_article, make_section, make_user
from tests.reading import without_strip

pytestmark = pytest.mark.django_db

ENGLISH, ARMENIAN = "Log out", "Դուրս գալ"
ADD = "/admin/articles/article/add/"
MOMENTS = r'<time datetime=[^>]*>|"date(?:Published|Modified)":"[^"]*"|\d+|\b[ap]m\b'


@pytest.fixture
def ani(client):
    user = make_user("editor", username="ani", desk_language="hy")
    client.force_login(user)
    return user


def said(client, address="/admin/", **more):
    return client.get(address, **more).content.decode()


def test_somebody_chooses_it_and_it_stays(client, ani):
    User.objects.update(desk_language="")
    assert ENGLISH in said(client)
    answer = client.post("/admin/account/language/", {"language": "hy"})
    assert (answer.status_code, answer.url) == (302, "/admin/account/")
    page = said(client)
    assert (ARMENIAN in page, '<html lang="hy"' in page) == (True, True)
    assert User.objects.get().desk_language == "hy"


@pytest.mark.parametrize("nonsense", ["hyw", "fr", "x" * 300, ""])
def test_what_the_desk_cannot_speak_means_the_browsers(client, ani, nonsense):
    client.post("/admin/account/language/", {"language": nonsense})
    assert User.objects.get().desk_language == ""
    assert ENGLISH in said(client)


def test_it_is_everybodys_own(client, ani):
    make_user("editor", username="lia")
    assert ARMENIAN in said(client)
    client.force_login(User.objects.get(username="lia"))
    assert ENGLISH in said(client)


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ("hy-AM,hy;q=0.9,en;q=0.8", "hy"),
        ("en-US,en;q=0.9", "en"),
        ("fr,hy;q=0.5", "hy"),
        ("fr", "en"),
        ("hyw", "en"),
        ("", "en"),
        ("\ud800".encode(errors="replace").decode(), "en"),
    ],
)
def test_at_the_door_and_before_a_choice_the_browser_is_asked(client, asked, spoken):
    door = said(client, "/admin/login/", headers={"accept-language": asked})
    assert f'<html lang="{spoken}"' in door
    client.force_login(make_user("editor"))
    assert f'<html lang="{spoken}"' in said(client, headers={"accept-language": asked})


def test_a_choice_wins_over_the_browser(client, ani):
    assert ARMENIAN in said(client, headers={"accept-language": "en"})


def test_the_scripts_of_the_admin_speak_it_too(client, ani):
    assert json.dumps("Հունվար") in said(client, "/admin/jsi18n/")


def test_dates_are_as_they_are_written_in_it(client, ani):
    with time_machine.travel(datetime(2026, 11, 25, 15, 13, tzinfo=UTC), tick=False):
        make_article()
        assert "25 նոյեմբերի 2026, 19:13" in said(client, "/admin/articles/article/")


def test_in_english_too_the_clock_of_the_desk_has_24_hours(client, ani):
    User.objects.update(desk_language="en")
    with time_machine.travel(datetime(2026, 11, 25, 15, 13, tzinfo=UTC), tick=False):
        make_article()
        assert "25 November 2026, 19:13" in said(client, "/admin/articles/article/")


def test_nothing_of_it_is_left_for_the_next_request(client, ani):
    said(client)
    assert get_language() == "en"
    client.logout()
    assert '<html lang="en"' in said(client, "/nowhere/")


def test_readers_get_what_they_got_before(client, ani, settings):
    section = make_section(language="en")
    story = make_article(section=section, language="en")
    address = story.get_absolute_url()
    pages = ["/", address, section.get_absolute_url(), "/corrections/", "/search/?q=day", "/feed/"]
    mine = [without_strip(client.get(page, headers={"accept-language": "hy"})) for page in pages]
    client.logout()
    assert [said(client, page) for page in pages] == mine


@pytest.mark.parametrize("language", ["en", "hy", "hyw"])
def test_a_story_is_printed_alike_whoever_publishes_it(client, ani, language):
    printed = []
    section = make_section(language=language)
    for ani.desk_language in ("en", "hy"):
        ani.save()
        data = form_data(client, ADD, headline="Մի օր", language=language, section=section.pk)
        answer = client.post(ADD, data | {"body": "<p>One.</p><p>Two.</p>", "_publish": "1"})
        assert answer.status_code == 302
        story = Article.objects.get()
        page = without_strip(client.get(story.get_absolute_url()))
        printed.append(re.sub(MOMENTS, "", page))
        story.delete()
    assert printed[0] == printed[1]
    assert f"{timezone.localtime(story.published_at):%Y}" in page

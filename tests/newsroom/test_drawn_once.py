"""What all pages share is drawn once, and again as soon as it would look different."""

import datetime

import pytest
from django.utils import timezone

from newsroom.models import Banner, Masthead, MenuItem
from newsroom.press import memory, moment
from tests import make
from tests.reading import texts

pytestmark = pytest.mark.django_db

FIELDS = ["name", "tagline", "logo_alt", "footer"]


@pytest.fixture
def paper():
    make.make_menu("/feed/", label="Feed")
    make.make_menu("/corrections/", label="Errors", place=MenuItem.Place.FOOTER)
    make.make_banner("Rain")
    paper = Masthead.current()
    paper.logo = "masthead/logo.svg"
    paper.save()
    return paper


@pytest.mark.parametrize("field", FIELDS)
def test_the_masthead_follows_what_is_said_of_the_paper(client, paper, field):
    before = client.get("/").text
    assert client.get("/").text == before
    setattr(paper, field, "Quite another & one")
    paper.save()
    after = client.get("/").text
    assert ("Quite another" in before, "Quite another &amp; one" in after) == (False, True)


@pytest.mark.parametrize("rows", [MenuItem, Banner])
@pytest.mark.parametrize("field", ["address", "words"])
def test_menus_and_banners_follow_theirs(client, paper, rows, field):
    field = "label" if (rows, field) == (MenuItem, "words") else field
    before = client.get("/").text
    changed = rows.objects.update(**{field: "/quite/another/"})
    after = client.get("/").text
    assert (before.count("/quite/another/"), after.count("/quite/another/")) == (0, changed)


def test_what_is_drawn_while_somebody_looks_ahead_is_theirs_alone():
    with moment.at(timezone.now() + datetime.timedelta(days=1)):
        assert memory.while_same("the lead", lambda: "of tomorrow") == "of tomorrow"
    assert memory.while_same("the lead", lambda: "of today") == "of today"
    with moment.at(timezone.now() + datetime.timedelta(days=1)):
        assert memory.while_same("the lead", lambda: "of tomorrow") == "of tomorrow"


def test_each_language_and_place_has_its_own(client, paper):
    story = make.make_article(language="hy")
    english, armenian = client.get("/").text, client.get(story.get_absolute_url())
    assert "Skip to the content" in english
    assert texts(armenian, ".//nav[@class='bar']//a")[-1] == "Որոնում"
    assert 'aria-current="page"' in client.get("/search/").text
    assert 'aria-current="page"' not in client.get("/").text

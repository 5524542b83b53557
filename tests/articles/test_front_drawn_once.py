"""The front's parts are drawn once for as long as all that they show is the same, and no longer."""

import datetime

import pytest
from django.utils import timezone

from articles import briefs
from articles.models import Article
from articles.templatetags import articles as tags
from tests import make

pytestmark = pytest.mark.django_db

TOP = 8


@pytest.fixture
def paper():
    """A front whose top is full and whose section has a block below it."""
    section = make.make_section(name="Town", on_front=True)
    author = make.make_contributor(name="Ani")
    for number in range(TOP + 3):
        make.make_article(
            section=section,
            by=[author],
            lead_picture=make.make_picture(alt=f"View {number}"),
            published_at=timezone.now() - datetime.timedelta(hours=number + 1),
        )
    return list(Article.objects.newest_first())


def update(row, **fields):
    type(row).objects.filter(pk=row.pk).update(**fields)


def rights_end(picture):
    update(picture, rights_until=timezone.now() - datetime.timedelta(minutes=1))


# What changes, and what the page says from then on.
CHANGES = {
    "headline of the lead": (lambda top, below: update(top, headline="Quite new"), "Quite new"),
    "deck of the lead": (lambda top, below: update(top, deck="Quite new"), "Quite new"),
    "comments of the lead": (lambda top, below: update(top, comment_count=7), "7 comments"),
    "name of the author": (
        lambda top, below: update(top.contributors.get(), name="Sona"),
        "Sona",
    ),
    "name of the section": (lambda top, below: update(top.section, name="Village"), "Village"),
    "words of the picture": (lambda top, below: update(top.lead_picture, alt="A hill"), "A hill"),
    "headline in a block": (lambda top, below: update(below, headline="Quite new"), "Quite new"),
    "teaser in a block": (lambda top, below: update(below, teaser="Quite new"), "Quite new"),
    "address in a block": (lambda top, below: update(below, slug="quite-new"), "/quite-new/"),
}


@pytest.mark.parametrize(("change", "said"), CHANGES.values(), ids=CHANGES)
def test_a_part_follows_all_that_it_shows(client, paper, change, said):
    assert said not in client.get("/").text
    change(paper[0], paper[TOP])
    assert said in client.get("/").text


@pytest.mark.parametrize("place", [0, TOP], ids=["lead", "block"])
def test_a_picture_whose_rights_are_over_is_gone(client, paper, place):
    picture = paper[place].lead_picture
    assert picture.stem in client.get("/").text
    rights_end(picture)
    assert picture.stem not in client.get("/").text


def test_a_front_that_is_the_same_is_not_drawn_again(client, paper, monkeypatch):
    before = client.get("/").text
    monkeypatch.setattr(briefs.Brief, "article", None)
    assert client.get("/").text == before
    tags._drawings.clear()
    with pytest.raises(TypeError):
        client.get("/")

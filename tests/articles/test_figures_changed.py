"""Pictures that came, went or became others, wherever somebody reads what changed in a text."""

import pytest

from articles import publishing
from tests import make
from tests.articles.test_article_changes import address as changes_of
from tests.articles.test_desk_history import version
from tests.articles.test_two_editors import two
from tests.reading import page, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def mill():
    return make.make_picture(caption="A mill", credit="")


@pytest.fixture
def tower():
    return make.make_picture(caption="A tower", credit="")


def showing(picture, caption=""):
    return f'<figure data-picture="{picture.pk}"><figcaption>{caption}</figcaption></figure>'


def marked(response):
    """Return what is shown as gone and as new: each picture by its address, all else in its words."""
    found = page(response).findall(".//section//del") + page(response).findall(".//section//ins")
    return [[each.get("src") for each in mark.iter("img")] or text(mark) for mark in found]


def change(article, body, **relate):
    article.body = body
    return publishing.save(article, by=None, **relate)


def test_the_history_shows_which_picture_went_and_which_came(client, mill, tower):
    article = make.make_article(body=f"<p>a</p>{showing(mill)}")
    change(article, f"<p>a</p>{showing(tower)}")
    client.force_login(make.make_user("editor"))
    shown = client.get(version(article))
    assert marked(shown) == [[mill.at_most(800)], [tower.at_most(800)]]


def test_another_caption_is_marked_in_its_words(client, mill):
    article = make.make_article(body=showing(mill, "The old mill"))
    change(article, showing(mill, "The new mill"))
    client.force_login(make.make_user("editor"))
    assert marked(client.get(version(article))) == ["old", "new"]


def test_readers_see_it_where_a_correction_shows_what_changed(client, mill, tower):
    article = make.make_article(body=f"<p>a</p>{showing(mill)}")
    note = {"text": "It was the tower.", "shows_change": True}
    body = f"<p>a</p>{showing(tower)}"
    change(article, body, relate=lambda: article.corrections.create(**note))
    shown = client.get(changes_of(article))
    assert marked(shown) == [[mill.at_most(800)], [tower.at_most(800)]]


def test_two_editors_see_each_others_picture(mill, tower):
    article = make.make_article(body="<p>a</p>")
    _, asked = two(
        article,
        {"body": f"<p>a</p>{showing(mill)}"},
        {"body": f"<p>a</p>{showing(tower)}"},
    )
    seen = [image.get("src") for image in page(asked).iter("img")]
    assert {mill.at_most(800), tower.at_most(800)} <= set(seen)

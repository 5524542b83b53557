"""Two editors in one story who changed its sections, tags and bylines: these are taken as the texts are."""

import re

import pytest

from tests.articles.deskforms import address
from tests.articles.test_two_editors import answers, choices, two
from tests.make import make_article, make_contributor, make_section, make_tag

pytestmark = pytest.mark.django_db


def test_sections_and_tags_are_taken_as_the_texts_are():
    tags, sections = (
        [make_tag(name=name) for name in ("Rain", "Snow")],
        [make_section(), make_section()],
    )
    article = make_article(tags=tags[:1])
    second, page = two(
        article,
        {"tags": [tags[1].pk], "also_in": [sections[0].pk]},
        {"tags": [tag.pk for tag in tags], "section": sections[1].pk},
    )
    assert choices(page) == {
        "take-section-0": "mine",
        "take-also_in-0": "theirs",
        "take-tags-0": "",
    }
    assert re.search(r"Rain, Snow|Snow, Rain", page.text)
    second.post(address(article), answers(page, **{"tags-0": "mine"}))
    article.refresh_from_db()
    assert (article.section, list(article.also_in.all())) == (sections[1], sections[:1])
    assert set(article.tags.all()) == set(tags)


BYLINES = "bylines-{}-contributor"


def bylines(article):
    return sorted((byline.contributor.name, byline.role) for byline in article.bylines.all())


@pytest.mark.parametrize(
    ("chosen", "names"), [("theirs", ["Ani", "Davit"]), ("mine", ["Ani", "Karen"])]
)
def test_bylines_are_taken_as_a_whole(chosen, names):
    ani, davit, karen = (make_contributor(name=name) for name in ("Ani", "Davit", "Karen"))
    article = make_article(by=[ani])
    new = {"bylines-1-role": "by", "bylines-1-position": 1}
    second, page = two(
        article,
        new | {"bylines-1-contributor": davit.pk},
        new | {"bylines-1-contributor": karen.pk},
    )
    assert choices(page) == {"take-bylines-0": ""}
    assert second.post(address(article), answers(page, **{"bylines-0": chosen})).status_code == 302
    assert bylines(article) == [(name, "by") for name in names]


def test_a_byline_that_both_added_or_that_one_took_away_is_no_fault():
    ani, davit, karen = (make_contributor(name=name) for name in ("Ani", "Davit", "Karen"))
    article = make_article(by=[ani])
    gone = {"bylines-0-DELETE": "on"}
    one = {"bylines-1-contributor": davit.pk, "bylines-1-role": "by", "bylines-1-position": 1}
    second, page = two(
        article,
        gone | one,
        one
        | {"bylines-2-contributor": karen.pk, "bylines-2-role": "photos"}
        | {"bylines-2-position": 2, "bylines-TOTAL_FORMS": 3},
    )
    assert second.post(address(article), answers(page, **{"bylines-0": "mine"})).status_code == 302
    assert bylines(article) == [("Ani", "by"), ("Davit", "by"), ("Karen", "photos")]

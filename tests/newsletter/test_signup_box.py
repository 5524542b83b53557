"""The box that stands on any page."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from newsletter import lists
from newsroom.models import Masthead
from tests.make import make_newsletter, make_subscriber

pytestmark = pytest.mark.django_db


def box(path="/about/", language="en"):
    context = Context(
        {"request": RequestFactory().get(path), "masthead": Masthead(name="Post & Co")}
    )
    with translation.override(language):
        return Template("{% load newsletter %}{% signup_box %}").render(context).strip()


def test_without_a_list_there_is_no_box():
    make_newsletter(is_public=False)
    assert box() == ""


def test_the_box_says_what_it_is_for():
    make_newsletter()
    drawn = box()
    assert '<h2 id="newsletter-heading">Sign Up for Our Newsletters</h2>' in drawn
    assert "<p>Get notified of the latest updates from Post &amp; Co.</p>" in drawn


def test_one_list_needs_one_field():
    only = make_newsletter()
    make_newsletter(is_public=False)
    drawn = box()
    assert f'<input type="hidden" name="newsletters" value="{only.pk}">' in drawn
    assert (drawn.count('type="email"'), drawn.count('type="checkbox"')) == (1, 0)


def test_several_lists_are_chosen_from_by_name_content_and_rhythm():
    make_newsletter(name="Morning", description="News at breakfast.", frequency="Daily")
    make_newsletter(name="Առաւօտ", language="hyw")
    drawn = box()
    assert (drawn.count('type="checkbox"'), drawn.count(" checked")) == (2, 0)
    assert [part in drawn for part in ("Morning", "News at breakfast.", "Daily")] == [True] * 3
    assert '<span lang="hyw">Առաւօտ' in drawn


def test_the_box_carries_its_page_and_language_and_no_token_or_script():
    make_newsletter()
    drawn = box("/2026/03/bridge/", "hy")
    assert 'name="page" value="/2026/03/bridge/"' in drawn
    assert 'name="language" value="hy"' in drawn
    assert [word in drawn for word in ("csrf", "<script", "style=")] == [False] * 3


def test_the_box_is_the_same_for_everyone():
    morning = make_newsletter()
    before = box()
    make_subscriber("reader@example.com", morning)
    assert box() == before


@pytest.mark.parametrize("field", ["name", "description", "frequency", "language"])
def test_what_is_drawn_once_follows_the_lists(field):
    make_newsletter(name="Evening")
    morning = make_newsletter(name="Morning")
    before = box()
    setattr(morning, field, "hy" if field == "language" else "Quite another")
    lists.save(morning)
    after = box()
    assert after != before
    assert ('lang="hy"' if field == "language" else "Quite another") in after


@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_box_costs_one_query(django_assert_num_queries, count):
    for _ in range(count):
        make_newsletter()
    with django_assert_num_queries(1):
        box()

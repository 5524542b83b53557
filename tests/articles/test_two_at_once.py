"""Two stories saved in the same moment."""

import pytest

from articles import publishing
from articles.models import Article, OldSlug
from tests.make import make_article, make_section, make_tag
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def saving(article):
    return lambda: publishing.save(article, by=None)


def test_stories_of_one_headline_get_an_address_each():
    section = make_section()
    stories = [Article(headline="Rain", section=section) for _ in range(4)]
    at_once(*map(saving, stories))
    slugs = Article.objects.order_by("slug").values_list("slug", flat=True)
    assert list(slugs) == ["rain", "rain-2", "rain-3", "rain-4"]


def test_stories_renamed_to_one_slug_keep_their_old_addresses():
    snow, hail = make_article(headline="Snow"), make_article(headline="Hail")
    snow.slug = hail.slug = "weather"
    at_once(saving(snow), saving(hail))
    assert {snow.slug, hail.slug} == {"weather", "weather-2"}
    old = {(old.slug, old.article_id) for old in OldSlug.objects.all()}
    assert old == {("snow", snow.pk), ("hail", hail.pk)}


def test_stories_that_stand_beside_each_other_are_saved_by_two_editors():
    section, tag = make_section(), make_tag()
    stories = [make_article(section=section, tags=[tag]) for _ in range(4)]
    for _ in range(5):
        at_once(*map(saving, stories))
    assert {len(story.related.all()) for story in stories} == {3}

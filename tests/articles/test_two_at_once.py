"""Several editors in the same moment."""

import pytest

from articles import publishing
from articles.models import Article, OldSlug, Related, SearchEntry
from newsroom.press.models import Edition
from tests.make import make_article, make_section, make_tag
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def saving(article, **changes):
    """Return a save of what an editor has on the screen."""

    def save():
        story = Article.objects.get(pk=article.pk)
        for name, value in changes.items():
            setattr(story, name, value)
        publishing.save(story, by=None)

    return save


def beginning(**fields):
    return lambda: publishing.save(Article(**fields), by=None)


def test_stories_of_one_headline_share_out_the_slugs():
    at_once(*[beginning(headline="Rain at last", body="<p>It rained.</p>")] * 4)
    slugs = sorted(Article.objects.values_list("slug", flat=True))
    assert slugs == ["rain-at-last", "rain-at-last-2", "rain-at-last-3", "rain-at-last-4"]


def test_a_slug_that_is_given_up_is_not_taken_in_the_same_moment():
    story = make_article(slug="snow")
    at_once(saving(story, slug="first-snow"), beginning(headline="Snow", slug="snow"))
    other = Article.objects.exclude(pk=story.pk).get()
    assert OldSlug.objects.get(article=story).slug == "snow"
    assert other.slug != "snow"


def test_stories_that_are_alike_are_saved_at_once_and_all_know_one_another():
    section, tags = make_section(), [make_tag()]
    stories = [make_article(section=section, tags=tags) for _ in range(6)]
    before = Edition.objects.get().number
    at_once(*[saving(story, headline=f"Bridge number {story.pk}") for story in stories])
    assert Edition.objects.get().number == before + 6
    assert Related.objects.count() == 6 * 5
    headlines = {entry.headline for entry in SearchEntry.objects.all()}
    assert headlines == {f"bridg number {story.pk}" for story in stories}


def test_one_story_published_by_many_at_once_is_published_once():
    story = make_article(status=Article.Status.DRAFT, published_at=None, tags=[make_tag()])
    moment = story.created_at
    ready = {"status": Article.Status.READY, "published_at": moment}
    at_once(*[saving(story, **ready)] * 5)
    assert Article.objects.published().get().published_at == moment
    assert SearchEntry.objects.count() == 1

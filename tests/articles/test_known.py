"""The stories that are held from one transaction to the next change nothing of who stands beside whom."""

import datetime
import random

import pytest
from django.utils import timezone

from articles import likely, publishing, related
from articles.likely import Known
from articles.models import Article, Related
from articles.publishing import New
from tests import make

pytestmark = pytest.mark.django_db

WORDS = "ferry harbour vineyard chess knight bread school bridge snow market choir river".split()
BEGAN = timezone.now() - datetime.timedelta(days=30)


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """Let the lists be full, and more stories be known than are held, in an archive that is small."""
    monkeypatch.setattr(likely, "POOL", 8)
    monkeypatch.setattr(likely, "MOST_KNOWN", 20)
    monkeypatch.setattr(related, "KEPT", 4)


@pytest.fixture
def places():
    return [make.make_section() for _ in range(3)], [make.make_tag() for _ in range(5)]


def archive(places, count=35):
    """Return an invented archive, the same one each time: a few of its stories are drafts."""
    chance, (sections, tags) = random.Random(7), places
    return [_story(number, chance, sections, tags) for number in range(count)]


def _story(number, chance, sections, tags):
    words = chance.choices(WORDS, k=9)
    article = Article(
        headline=" ".join(words[:3]),
        slug=f"story-{number}",
        body=f"<p>{' '.join(words[3:])}</p>",
        section=chance.choice(sections),
        language=chance.choice(["en", "en", "hy"]),
    )
    if number % 7:
        article.make_ready(at=BEGAN + datetime.timedelta(hours=number))
    return New(article, tags=[tag.pk for tag in chance.sample(tags, k=2)])


def bring(stories, at_once, known, meanwhile=lambda: None):
    for start in range(0, len(stories), at_once):
        publishing.save_new(stories[start : start + at_once], known=known)
        if start == 21:
            meanwhile()
    return sorted(Related.objects.values_list("article__slug", "other__slug", "score"))


@pytest.mark.parametrize("at_once", [1, 7, 50])
def test_held_from_batch_to_batch_they_are_the_same_as_asked_for_each_time(places, at_once):
    asked = bring(archive(places), at_once, None)
    Article.objects.all().delete()
    assert bring(archive(places), at_once, Known()) == asked
    assert len(asked) > 80


@pytest.mark.parametrize("at_once", [1, 7])
def test_what_an_editor_does_meanwhile_is_seen(places, at_once):
    def edit():
        for article in Article.objects.filter(slug__in=["story-1", "story-2", "story-3"]):
            article.headline, article.section = f"{article.headline} of wine", places[0][0]
            publishing.save(article, by=None, relate=lambda a=article: a.tags.set(places[1][:1]))
        Article.objects.filter(slug="story-4").delete()
        for article in Article.objects.filter(slug="story-5"):
            article.withdraw("It was wrong.")
            publishing.save(article, by=None)

    asked = bring(archive(places), at_once, None, edit)
    Article.objects.all().delete()
    assert bring(archive(places), at_once, Known(), edit) == asked


def test_a_story_that_is_known_is_not_asked_for_again(places, django_assert_num_queries):
    known, stories = Known(), archive(places, 8)
    bring(stories, 8, known)
    candidates_of = [
        (each.article, {tag.pk for tag in each.article.tags.all()})
        for each in stories
        if each.article.is_published
    ]
    with django_assert_num_queries(0):
        found = [len(list(known.beside(*each))) for each in candidates_of]
    assert sum(found) > 10

"""Stories that are brought from elsewhere are saved together, and nothing shows that they were."""

import datetime

import pytest
from django.utils import timezone

from articles import hanging, likely, publishing, related
from articles.models import Article, Day, Placement, Related, SearchEntry
from articles.publishing import New
from tests import make

pytestmark = pytest.mark.django_db

# At noon, that the stories of one test are of one day.
YESTERDAY = timezone.localtime().replace(hour=12) - datetime.timedelta(days=1)


def stories(count=3, **fields):
    for number in range(count):
        story = Article(
            headline=f"The ferry leaves at {number}",
            dateline_place="YEREVAN",
            body=f"<p>It left at {number}.</p><p>The harbour was full of ferries.</p>",
            **fields,
        )
        story.make_ready(at=YESTERDAY + datetime.timedelta(minutes=number))
        yield story


@pytest.fixture
def places():
    outer = make.make_section(name="News", slug="news")
    inner = make.make_section(name="Harbour", slug="harbour", parent=outer)
    return {
        "section": inner,
        "also": make.make_section(name="Travel", slug="travel"),
        "tags": [make.make_tag(name="Boats", slug="boats"), make.make_tag(name="A", slug="a")],
        "writers": [make.make_contributor(name="Nare"), make.make_contributor(name="Ani")],
    }


def facts():
    """Return all that a save leaves behind, story by story."""
    for story in Article.objects.order_by("published_at"):
        version = story.history.get()
        same = [field for field in Article.history.model.tracked_fields if field.name != "id"]
        entry = SearchEntry.objects.get(pk=story.pk)
        yield {
            "fields": [
                str(getattr(story, each.attname)) for each in same if each.name not in DATED
            ],
            "kept": [
                str(getattr(version, each.attname)) for each in same if each.name not in DATED
            ],
            "drawn": (story.slug, story.rendered_body, story.teaser, story.word_count),
            "hung": version.hung,
            "now": hanging.of(story),
            "bylines": list(story.bylines.values_list("contributor", "position", "role")),
            "places": sorted(
                map(str, story.placements.values_list("section", "tag", "contributor"))
            ),
            "search": (entry.headline, entry.text, entry.plain),
            "printed": (story.printed.head, story.printed.opening, story.printed.ending),
        }


DATED = {"created_at", "saved_at"}


def save_apart(some, places):
    for story in some:

        def relate(story=story):
            story.also_in.set([places["also"]])
            story.tags.set(places["tags"])
            for position, writer in enumerate(places["writers"]):
                story.bylines.create(contributor=writer, position=position)

        publishing.save(story, by=None, relate=relate)


def save_together(some, places):
    tags, writers = ([each.pk for each in places[name]] for name in ("tags", "writers"))
    publishing.save_new(New(story, [places["also"].pk], tags, writers) for story in some)


def test_stories_saved_together_are_as_those_saved_one_after_the_other(places):
    save_apart(stories(section=places["section"]), places)
    apart, days = list(facts()), list(Day.objects.values_list("date", "stories"))
    Article.objects.all().delete()
    Day.objects.all().delete()
    save_together(stories(section=places["section"]), places)
    together = list(facts())
    assert together == apart
    assert list(Day.objects.values_list("date", "stories")) == days
    assert all(each["hung"] == each["now"] for each in together)


@pytest.mark.parametrize("held_at_once", [likely.MOST_KNOWN, 1])
def test_stories_saved_together_stand_beside_one_another_and_beside_older_ones(
    places, held_at_once, monkeypatch
):
    monkeypatch.setattr(likely, "MOST_KNOWN", held_at_once)
    old = make.make_article(
        headline="The ferry", body="<p>The harbour was full of ferries.</p>", tags=places["tags"]
    )
    save_together(stories(section=places["section"]), places)
    everybody = set(Article.objects.values_list("pk", flat=True))
    for story in Article.objects.all():
        beside = set(Related.objects.filter(article=story).values_list("other", flat=True))
        assert beside == everybody - {story.pk}
    scores = set(Related.objects.filter(article=old).values_list("other", "score"))
    related.refresh(old)
    assert set(Related.objects.filter(article=old).values_list("other", "score")) == scores


def test_each_of_them_gets_a_slug_that_no_story_has_or_had():
    make.make_article(slug="the-ferry")
    moved = make.make_article(slug="the-ferry-3")
    moved.slug = "elsewhere"
    publishing.save(moved, by=None)
    new = [Article(headline="The ferry") for _ in range(3)]
    publishing.save_new(map(New, new))
    assert [story.slug for story in new] == ["the-ferry-2", "the-ferry-4", "the-ferry-5"]


def test_drafts_among_them_are_listed_and_found_nowhere(places):
    draft = Article(headline="A draft", section=places["section"])
    publishing.save_new([New(draft, tags=[places["tags"][0].pk])])
    assert draft.history.get().status == Article.Status.DRAFT
    assert [model.objects.count() for model in (Placement, SearchEntry, Day)] == [0, 0, 0]


def test_many_cost_hardly_more_questions_than_a_few(places, django_assert_max_num_queries):
    save_together(stories(1, section=places["section"]), places)
    with django_assert_max_num_queries(70):
        save_together(stories(20, section=places["section"]), places)

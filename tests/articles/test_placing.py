"""Where stories are listed: the rows follow whatever becomes of a story."""

import datetime

import pytest
from django.db import IntegrityError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import F
from django.utils import timezone

from articles import placing, publishing
from articles.models import Article, Byline, Day, Month, Placement
from tests.make import make_article, make_contributor, make_section, make_tag
from tests.reading import headlines

pytestmark = pytest.mark.django_db

LISTS = ("/section/culture/", "/topic/bridges/", "/author/ani/")


@pytest.fixture
def places():
    """One place of every kind, and how to put a story into all of them."""
    return {
        "section": make_section(slug="culture"),
        "tags": [make_tag(slug="bridges")],
        "by": [make_contributor(slug="ani")],
    }


def listed(article):
    """Return where a story is listed."""
    return {row.section or row.tag or row.contributor for row in article.placements.all()}


def save(article, change=lambda: None):
    publishing.save(Article.objects.get(pk=article.pk), by=None, relate=change)


def rows():
    """Return all listings, the tally of all days and the months that have some."""
    kept = Placement.objects.values_list("article", *placing.PLACES, "published_at")
    days = Day.objects.values_list("date", "month", "stories")
    return set(kept), set(days), set(Month.objects.values_list("date", flat=True))


def migrate(target=None):
    executor = MigrationExecutor(connection)
    targets = [("articles", target)] if target else executor.loader.graph.leaf_nodes()
    executor.migrate(targets)


def let_an_hour_pass():
    """Set all times back: to readers it is as if the clock had gone on, and no story was saved."""
    for model in (Article, Placement):
        model.objects.update(published_at=F("published_at") - datetime.timedelta(hours=1))


def test_a_ready_story_is_listed_in_every_place_once_with_its_time(places):
    outer = make_section()
    inner = make_section(parent=outer)
    (ani,) = places["by"]
    places |= {"by": [ani, (ani, Byline.Role.PHOTOGRAPHS)], "also_in": [inner]}
    article = make_article(**places)
    assert listed(article) == {places["section"], inner, outer, *places["tags"], ani}
    assert article.placements.filter(published_at=article.published_at).count() == 5


@pytest.mark.parametrize("status", ["draft", "review", "withdrawn"])
def test_a_story_that_is_not_ready_is_listed_nowhere(places, status):
    assert listed(make_article(status=status, **places)) == set()


@pytest.mark.parametrize("leave", [Article.return_to_draft, lambda story: story.withdraw("Wrong.")])
def test_a_story_that_is_taken_away_leaves_its_places_and_comes_back_to_them(places, leave):
    article = make_article(**places)
    before = listed(article)
    leave(article)
    publishing.save(article, by=None)
    assert listed(article) == set()
    article.make_ready()
    publishing.save(article, by=None)
    assert listed(article) == before


def test_a_new_time_of_publication_moves_it_everywhere(places):
    article = make_article(**places)
    article.published_at -= datetime.timedelta(days=400)
    publishing.save(article, by=None)
    times = article.placements.values_list("published_at", flat=True)
    assert list(times) == [article.published_at] * 3


def test_another_language_moves_it_to_another_shelf(places):
    article, section = make_article(**places), places["section"]
    for language in ("en", "hy"):
        article.language = language
        publishing.save(article, by=None)
        shelves = article.placements.exclude(shelf=None).values_list("shelf", flat=True)
        assert list(shelves) == [f"{section.pk}:{language}"]


def test_what_is_taken_from_a_story_no_longer_lists_it(places):
    article = make_article(**places)
    save(article, lambda: article.tags.set([]))
    assert listed(article) == {places["section"], *places["by"]}
    save(article, lambda: article.bylines.all().delete())
    assert listed(article) == {places["section"]}


def test_a_second_part_in_a_story_keeps_its_author_listed(places):
    (ani,) = places["by"]
    article = make_article(**places | {"by": [ani, (ani, Byline.Role.PHOTOGRAPHS)]})
    save(article, lambda: article.bylines.first().delete())
    assert ani in listed(article)


def test_another_section_takes_the_place_of_the_first(places):
    article = make_article(**places)
    article.section = other = make_section()
    publishing.save(article, by=None)
    assert listed(article) == {other, *places["tags"], *places["by"]}


def test_a_section_that_moves_takes_its_ready_stories_along_and_no_others(places):
    article, draft = make_article(language="hy", **places), make_article(status="draft", **places)
    culture, outer = places["section"], make_section()
    culture.parent = outer
    publishing.save_section(culture)
    assert listed(article) == {culture, outer, *places["tags"], *places["by"]}
    assert listed(draft) == set()
    draft.make_ready()
    publishing.save(draft, by=None)
    assert listed(draft) == listed(article)


def test_a_section_with_more_stories_than_go_at_once_moves_whole(places, monkeypatch):
    monkeypatch.setattr(placing, "AT_ONCE", 2)
    old, new, culture = make_section(), make_section(), places["section"]
    culture.parent = old
    publishing.save_section(culture)
    inner = make_section(parent=culture)
    stories = [make_article(section=inner) for _ in range(4)]
    stories.append(make_article(section=old, also_in=[inner]))
    culture.parent = new
    publishing.save_section(culture)
    assert [listed(story) for story in stories] == [
        *[{inner, culture, new}] * 4,
        {inner, culture, new, old},
    ]


def test_a_topic_that_is_deleted_lists_nothing(places):
    article = make_article(**places)
    places["tags"][0].delete()
    assert listed(article) == {places["section"], *places["by"]}


def test_the_database_refuses_a_listing_in_two_places(places):
    article = make_article()
    with pytest.raises(IntegrityError):
        Placement.objects.create(
            article=article,
            section=places["section"],
            tag=places["tags"][0],
            published_at=article.published_at,
        )


def test_a_scheduled_story_is_in_every_list_when_its_time_has_come(client, places):
    soon = timezone.now() + datetime.timedelta(minutes=30)
    make_article(headline="Soon", published_at=soon, **places)
    assert [headlines(client.get(address)) for address in LISTS] == [[], [], []]
    let_an_hour_pass()
    assert [headlines(client.get(address)) for address in LISTS] == [["Soon"]] * 3


def test_everything_can_be_listed_and_counted_anew(places):
    inner = make_section(parent=places["section"])
    make_article(**places)
    make_article(**places | {"section": inner, "also_in": [make_section()]})
    make_article(section=None, published_at=timezone.now() + datetime.timedelta(days=3))
    make_article(status="draft", **places)
    make_article(language="hyw", **places)

    before = rows()
    Placement.objects.filter(tag=None).delete()
    Placement.objects.update(published_at=timezone.now())
    Day.objects.update(stories=7)
    Month.objects.all().delete()
    placing.rebuild()
    assert rows() == before


@pytest.mark.django_db(transaction=True)
def test_a_database_of_before_is_listed_and_counted_when_it_is_migrated(places):
    article, draft = make_article(language="hy", **places), make_article(status="draft", **places)
    make_article(section=None, tags=places["tags"])
    before = rows()
    migrate("0002_search_index")
    with connection.cursor() as cursor:  # drafts were listed then
        statement = "INSERT INTO articles_placement (article_id, section_id) VALUES (%s, %s)"
        cursor.execute(statement, [draft.pk, article.section_id])
    migrate()
    assert rows() == before

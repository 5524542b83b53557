"""What editors pin to the front of the paper: it stands in its place until its time is over."""

import datetime

import pytest
from django.utils import timezone

from articles import publishing, schedule, slots
from articles.models import Article, Front, FrontChange, Slot
from articles.slots import Pin
from newsroom.models import Masthead
from tests import make
from tests.reading import headlines, texts

pytestmark = pytest.mark.django_db

BLOCK = ".//ul[@class='plain grid mix']/li/h3"


def at(hours):
    return timezone.now() + datetime.timedelta(hours=hours)


@pytest.fixture
def stories():
    """Ten stories by their numbers; the first is the newest."""
    town = make.make_section(name="Town", slug="town")
    return {
        n: make.make_article(headline=f"Story {n}", section=town, published_at=at(-n))
        for n in range(1, 11)
    }


def pin(front=None, **places):
    """Pin stories to places, `lead` or `place_4`, of the English front unless told."""
    front = front or slots.of_language("en")
    numbers = {"lead": 0} | {f"place_{n}": n for n in range(8)}
    pins = {
        numbers[name]: each if isinstance(each, Pin) else Pin(each) for name, each in places.items()
    }
    change = slots.newest_change(front)
    return slots.arrange(front, pins, by=None, seen=change.pk if change else 0)


def numbers(client, address="/"):
    return [int(headline.rpartition(" ")[2]) for headline in headlines(client.get(address))]


def test_a_pinned_story_leads_and_the_newest_fill_the_rest(client, stories):
    pin(lead=stories[9])
    assert numbers(client)[:8] == [9, 1, 2, 3, 4, 5, 6, 7]


def test_every_place_is_held_by_what_is_pinned_there(client, stories):
    pin(lead=stories[5], place_2=stories[10], place_7=stories[1])
    assert numbers(client)[:8] == [5, 2, 10, 3, 4, 6, 7, 1]


def test_a_young_paper_leaves_no_gap(client):
    first, second = (make.make_article(headline=f"Story {n}") for n in (1, 2))
    pin(place_6=first)
    assert numbers(client) == [2, 1]
    assert second.pk != first.pk


def test_a_pin_ends_with_its_time(client, stories):
    pin(lead=Pin(stories[9], until=at(1)))
    assert numbers(client)[0] == 9
    Slot.objects.update(until=at(-1))
    assert numbers(client)[:8] == [1, 2, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize("how", ["withdrawn", "draft", "tomorrow"])
def test_what_readers_may_not_see_does_not_stand_there_though_it_is_pinned(client, stories, how):
    story = stories[9]
    pin(lead=story, place_1=stories[8])
    if how == "withdrawn":
        story.withdraw("It was wrong.")
    if how == "draft":
        story.return_to_draft()
    if how == "tomorrow":
        story.published_at = at(24)
    publishing.save(story, by=None)
    assert numbers(client)[:8] == [1, 8, 2, 3, 4, 5, 6, 7]
    story.make_ready(at(-9))
    publishing.save(story, by=None)
    assert numbers(client)[0] == 9


def test_the_front_of_another_language_is_another_front(client, stories):
    first, second = (
        make.make_article(headline=f"Story {n}", language="hy", published_at=at(-n))
        for n in (11, 12)
    )
    pin(slots.of_language("hy"), lead=second)
    assert numbers(client)[0] == 1
    Masthead(language="hy").save()
    assert numbers(client) == [12, 11]
    assert first.pk != second.pk


def test_a_story_that_is_found_to_be_in_another_language_stands_there_no_more(client, stories):
    story = stories[9]
    pin(lead=story)
    story.language = "hy"
    publishing.save(story, by=None)
    assert numbers(client)[:8] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_a_block_is_led_by_what_is_pinned_to_its_section(client, stories):
    section = stories[1].section
    old = [
        make.make_article(headline=f"Story {n}", section=section, published_at=at(-n))
        for n in range(11, 30)
    ]
    picture = make.make_picture()
    make.make_article(section=section, lead_picture=picture, published_at=at(-9.5))
    pin(slots.of_section(section), lead=old[15], place_2=old[16])
    assert texts(client.get("/"), BLOCK)[:3:2] == [old[15].headline, old[16].headline]


def test_what_is_pinned_above_stands_in_no_block(client, stories):
    pin(lead=stories[10])
    assert texts(client.get("/"), BLOCK) == ["Story 8", "Story 9"]


def test_what_may_stand_twice_does(client, stories):
    pin(lead=Pin(stories[10], twice=True))
    assert texts(client.get("/"), BLOCK) == ["Story 8", "Story 9", "Story 10"]
    assert numbers(client)[0] == 10


def test_a_block_shows_what_stands_above_only_where_its_own_editor_said_so(client, stories):
    section = pin(slots.of_section(stories[1].section), lead=stories[1])
    assert texts(client.get("/"), BLOCK) == ["Story 9", "Story 10"]
    pin(section, lead=Pin(stories[1], twice=True))
    assert texts(client.get("/"), BLOCK) == ["Story 1", "Story 9", "Story 10"]


def test_no_block_takes_what_is_pinned_to_another(client, stories):
    first, second = (make.make_section(name=n, position=p) for n, p in (("A", 8), ("B", 9)))
    story = make.make_article(section=first, also_in=[second], published_at=at(-20))
    plain = make.make_article(section=first, published_at=at(-21))
    pin(slots.of_section(second), lead=story)
    assert texts(client.get("/"), BLOCK)[2:] == [plain.headline, story.headline]


def test_the_same_story_stands_in_two_places_where_an_editor_said_so(client, stories):
    pin(lead=stories[4], place_3=Pin(stories[4], twice=True))
    assert numbers(client)[:8] == [4, 1, 2, 4, 3, 5, 6, 7]


def test_a_section_shows_its_pins_first_and_nothing_twice(client, stories):
    section = stories[1].section
    old = [
        make.make_article(headline=f"Story {n}", section=section, published_at=at(-n))
        for n in range(11, 26)
    ]
    pin(slots.of_section(section), lead=old[-1], place_2=stories[10])
    assert numbers(client, "/section/town/") == [25, 1, 10, *range(2, 10), *range(11, 20)]
    older = client.get("/section/town/").context["listing"].older
    assert numbers(client, f"/section/town/{older}") == [20, 21, 22, 23, 24]
    newer = client.get(f"/section/town/{older}").context["listing"].newer
    assert numbers(client, f"/section/town/{newer}")[:3] == [25, 1, 10]


def test_a_section_shows_no_pin_that_is_over_or_not_for_readers(client, stories):
    draft = make.make_article(headline="Story 99", status=Article.Status.DRAFT)
    front = slots.of_section(stories[1].section)
    pin(front, lead=Pin(stories[9], until=at(-1)), place_1=draft)
    assert numbers(client, "/section/town/") == [*range(1, 11)]


@pytest.mark.parametrize("count", [1, 3])
def test_a_front_with_pins_costs_what_one_without_costs(
    client, stories, count, django_assert_num_queries
):
    make.make_menu("/section/town/")
    make.make_newsletter()
    pin(**{f"place_{n}": stories[n + 4] for n in range(count)})
    with django_assert_num_queries(7):
        client.get("/")


@pytest.mark.parametrize(("count", "queries"), [(0, 7), (1, 10), (3, 10)])
def test_a_section_asks_for_its_pins_only_where_it_has_some(
    client, stories, count, queries, django_assert_num_queries
):
    make.make_menu("/section/town/")
    section = slots.of_section(stories[1].section)
    pin(section, **{f"place_{n}": stories[n + 4] for n in range(count)})
    with django_assert_num_queries(queries):
        client.get("/section/town/")


def test_the_end_of_a_pin_is_a_moment_at_which_pages_change(stories):
    assert schedule.next_change() is None
    later, soon = at(30), at(2)
    pin(lead=Pin(stories[1], until=later), place_1=Pin(stories[2], until=soon))
    assert schedule.next_change() == soon
    make.make_article(published_at=at(1))
    assert schedule.next_change() < soon


def test_who_arranges_is_remembered_with_what_they_put_where(stories):
    ani, until = make.make_user("editor"), at(3)
    slots.arrange(
        slots.of_language("en"), {0: Pin(stories[3], until), 4: Pin(stories[2])}, by=ani, seen=0
    )
    change = FrontChange.objects.get()
    assert change.made_by == ani
    assert change.stood == [
        {"place": 0, "headline": "Story 3", "until": until.isoformat(), "twice": False},
        {"place": 4, "headline": "Story 2", "until": None, "twice": False},
    ]


def test_what_was_arranged_meanwhile_is_not_overwritten(client, stories):
    pin(lead=stories[3])
    with pytest.raises(slots.Stale) as refused:
        slots.arrange(slots.of_language("en"), {0: Pin(stories[4])}, by=None, seen=0)
    assert refused.value.change == FrontChange.objects.get()
    assert numbers(client)[0] == 3


def test_a_new_lead_takes_the_place_of_the_old_one_and_of_itself_below(stories):
    pin(lead=stories[3], place_1=stories[4], place_2=stories[5])
    former = slots.pin_lead(stories[4], at(1), by=None)
    assert former.article == stories[3]
    found = Slot.objects.values_list("position", "article__headline")
    assert list(found) == [(0, "Story 4"), (2, "Story 5")]
    assert Front.objects.count() == 1

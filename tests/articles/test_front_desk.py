"""The page of the desk on which editors say what stands where."""

import datetime

import pytest
from django.utils import timezone

from articles import slots
from articles.models import Article, FrontChange, Slot
from articles.slots import Pin
from tests import make
from tests.reading import headlines, one, texts

pytestmark = pytest.mark.django_db

DESK = "/admin/articles/front/"
PREVIEW = f"{DESK}preview/"


def at(hours):
    return timezone.now() + datetime.timedelta(hours=hours)


@pytest.fixture
def desk(client):
    client.force_login(make.make_user("editor", username="ani"))
    return client


@pytest.fixture
def stories():
    town = make.make_section(name="Town", slug="town")
    return {
        n: make.make_article(headline=f"Story {n}", section=town, published_at=at(-n))
        for n in range(1, 11)
    }


def form(seen=0, **places):
    """Return what the browser posts; `place_3` is a story or what is typed there."""
    data = {"seen": seen}
    for name, typed in places.items():
        place = name.removeprefix("place_")
        typed = {"story": typed.pk} if isinstance(typed, Article) else typed
        data |= {f"slot-{place}-{field}": value for field, value in typed.items()}
    return data


def save(desk, address=DESK, **typed):
    return desk.post(address, form(**typed) | {"_save": ""})


def test_an_editor_pins_a_story_and_readers_have_it(desk, stories):
    response = save(desk, place_0=stories[7], place_2={"story": stories[9].pk, "ends": "day"})
    assert (response.status_code, response.url) == (302, DESK)
    assert headlines(desk.get("/"))[:4] == ["Story 7", "Story 1", "Story 9", "Story 2"]
    found = Slot.objects.get(position=2)
    assert datetime.timedelta(hours=23) < found.until - timezone.now() < datetime.timedelta(days=1)
    assert FrontChange.objects.get().made_by.username == "ani"


def test_a_section_has_places_of_its_own(desk, stories):
    section = stories[1].section
    address = f"{DESK}?section={section.pk}"
    assert save(desk, address, place_0=stories[7]).url == address
    assert headlines(desk.get("/section/town/"))[:2] == ["Story 7", "Story 1"]
    assert texts(desk.get(address), ".//option[@selected]")[0] == "Story 7"
    assert headlines(desk.get("/"))[0] == "Story 1"


def test_the_page_says_what_stands_where_and_what_fills_the_rest(desk, stories):
    save(desk, place_1=stories[7])
    page = desk.get(DESK)
    assert texts(page, ".//p[@class='front-stands']/span") == [
        f"Story {n}" for n in (1, 2, 3, 4, 5, 6, 8)
    ]
    assert texts(page, ".//select[@name='slot-1-story']/option[@selected]") == ["Story 7"]


def test_what_is_to_come_may_be_pinned_and_is_marked(desk, stories):
    coming = make.make_article(headline="Tomorrow", published_at=at(24))
    assert "Tomorrow" in texts(desk.get(DESK), ".//li[@data-waits]/span")[0]
    save(desk, place_0=coming)
    assert headlines(desk.get("/"))[0] == "Story 1"
    said = texts(desk.get(DESK), ".//p[@class='front-stands']/span")
    assert said[0] == "Story 1"


def test_a_pin_of_a_date_is_shown_as_it_was_typed(desk, stories, settings):
    settings.TIME_ZONE = "Asia/Yerevan"
    typed = {"story": stories[7].pk, "ends": "date", "date": "2030-03-01T18:30", "twice": "on"}
    save(desk, place_4=typed)
    slot = Slot.objects.get()
    assert (slot.until.isoformat(), slot.twice) == ("2030-03-01T14:30:00+00:00", True)
    page = desk.get(DESK)
    assert one(page, ".//input[@name='slot-4-date']").get("value") == "2030-03-01T18:30"
    assert one(page, ".//input[@name='slot-4-twice']").get("checked") is not None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"ends": "date"}, "Say until which date and time"),
        ({"ends": "date", "date": "2020-01-01T00:00"}, "This moment is over."),
        ({"ends": "date", "date": "9999-12-31T23:59"}, "Choose a date within ten years."),
        ({"ends": "date", "date": "soon"}, "Enter a valid date/time."),
        ({"ends": "open", "date": "2030-01-01T00:00"}, "Choose “until the date”"),
    ],
)
def test_an_end_that_cannot_be_is_said_and_nothing_is_lost(desk, stories, typed, said):
    response = save(desk, place_0={"story": stories[7].pk} | typed, place_1=stories[8])
    assert (said in response.text, Slot.objects.count()) == (True, 0)
    chosen = texts(response, ".//option[@selected]")
    assert {"Story 7", "Story 8"} <= set(chosen)
    if typed.get("date"):
        assert one(response, ".//input[@name='slot-0-date']").get("value") == typed["date"]


def test_a_story_stands_twice_only_when_the_editor_says_so(desk, stories):
    response = save(desk, place_0=stories[7], place_3=stories[7])
    assert "This story stands at “Lead (1)” already." in response.text
    assert Slot.objects.count() == 0
    save(desk, place_0=stories[7], place_3={"story": stories[7].pk, "twice": "on"})
    assert headlines(desk.get("/"))[:4] == ["Story 7", "Story 1", "Story 2", "Story 7"]


@pytest.mark.parametrize("key", ["0", "-1", "9" * 19, "9" * 400, "x", "\0", "1.5"])
def test_a_story_that_is_none_is_refused(desk, stories, key):
    response = save(desk, place_0={"story": key})
    assert (response.status_code, Slot.objects.count()) == (200, 0)


def test_a_story_that_was_withdrawn_meanwhile_is_refused_in_words(desk, stories):
    gone = make.make_article(status=Article.Status.WITHDRAWN)
    assert "This story is gone or withdrawn." in save(desk, place_0=gone).text


def test_a_story_in_another_language_stands_on_a_section_alone(desk, stories):
    armenian = make.make_article(headline="Story 11", language="hy", section=stories[1].section)
    assert "The front page is in another language." in save(desk, place_0=armenian).text
    assert Slot.objects.count() == 0
    save(desk, f"{DESK}?section={armenian.section_id}", place_0=armenian)
    assert headlines(desk.get(armenian.section.get_absolute_url()))[0] == "Story 11"


def test_the_second_of_two_editors_is_told_and_overwrites_nothing_unseen(desk, client, stories):
    seen = one(desk.get(DESK), ".//input[@name='seen']").get("value")
    save(desk, seen=seen, place_0=stories[3])
    desk.force_login(make.make_user("editor", username="narek"))
    response = save(desk, seen=seen, place_0=stories[4])
    assert "ani arranged this front on" in one(response, ".//div[@class='errornote']/p").text
    assert texts(response, ".//div[@class='errornote']//li") == ["Lead 1: Story 3"]
    assert texts(response, ".//select[@name='slot-0-story']/option[@selected]") == ["Story 4"]
    assert headlines(desk.get("/"))[0] == "Story 3"
    again = one(response, ".//input[@name='seen']").get("value")
    assert save(desk, seen=again, place_0=stories[4]).status_code == 302
    assert headlines(desk.get("/"))[0] == "Story 4"


@pytest.mark.parametrize("button", [{"_search": "1"}, {"_move": "0:1"}])
def test_who_only_moves_or_searches_still_has_seen_no_more_than_before(desk, stories, button):
    save(desk, place_0=stories[3])
    response = desk.post(DESK, form(seen=0, place_0=stories[4]) | button)
    assert one(response, ".//input[@name='seen']").get("value") == "0"


def test_without_a_script_a_story_moves_up_and_down(desk, stories):
    typed = form(place_0=stories[7], place_1={"story": stories[8].pk, "ends": "morning"})
    response = desk.post(DESK, typed | {"_move": "1:-1"})
    chosen = [
        texts(response, f".//select[@name='slot-{n}-story']/option[@selected]") for n in range(3)
    ]
    assert chosen == [["Story 8"], ["Story 7"], []]
    ends = texts(response, ".//select[@name='slot-0-ends']/option[@selected]")
    assert (ends, Slot.objects.count()) == (["until tomorrow, 06:00"], 0)


def test_what_is_not_pinned_is_pinned_where_it_is_moved_to(desk, stories):
    response = desk.post(DESK, form() | {"_move": "2:-1"})
    assert texts(response, ".//select[@name='slot-1-story']/option[@selected]") == ["Story 3"]
    assert texts(response, ".//select[@name='slot-2-story']/option[@selected]") == []


@pytest.mark.parametrize("move", ["0:-1", "7:1", "9999:1", "x", "1:x", "-1:1", "٣:1"])
def test_a_move_to_nowhere_moves_nothing(desk, stories, move):
    response = desk.post(DESK, form(place_0=stories[7]) | {"_move": move})
    assert texts(response, ".//select[@name='slot-0-story']/option[@selected]") == ["Story 7"]


def test_any_story_is_found_and_what_was_chosen_stays(desk, stories):
    old = make.make_article(headline="The old mill", published_at=at(-9000))
    draft = make.make_article(
        headline="A mill for sale", status=Article.Status.DRAFT, published_at=None
    )
    response = desk.post(DESK, form(place_3=stories[9]) | {"q": "mill", "_search": "1"})
    found = texts(response, ".//li/span[@class='front-headline']")
    assert found == [draft.headline, old.headline]
    assert texts(response, ".//select[@name='slot-3-story']/option[@selected]") == ["Story 9"]
    alone = desk.get(f"{DESK}stories/", {"q": "mill"})
    assert texts(alone, ".//span[@class='front-headline']") == found


@pytest.mark.parametrize("words", ["\0", "'\"<>%&;", "* OR NEAR(", "ու" * 500])
def test_odd_words_find_nothing_and_break_nothing(desk, stories, words):
    assert desk.get(f"{DESK}stories/", {"q": words}).status_code == 200


def test_the_preview_shows_the_front_as_it_would_be_and_saves_nothing(desk, stories):
    response = desk.post(PREVIEW, form(place_0=stories[9], place_3=stories[10]))
    assert headlines(response)[:4] == ["Story 9", "Story 1", "Story 2", "Story 10"]
    assert (Slot.objects.count(), headlines(desk.get("/"))[0]) == (0, "Story 1")
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert "private" in response["Cache-Control"]


def test_the_preview_of_what_is_pinned_now_leaves_out_what_the_editor_took_away(desk, stories):
    save(desk, place_0=stories[9])
    assert headlines(desk.post(PREVIEW, form()))[0] == "Story 1"


def test_a_section_has_a_preview_too(desk, stories):
    address = f"{PREVIEW}?section={stories[1].section.pk}"
    assert headlines(desk.post(address, form(place_1=stories[9])))[:2] == ["Story 1", "Story 9"]


def test_only_the_preview_may_be_framed(desk):
    policy = desk.get(DESK)["Content-Security-Policy"]
    assert "frame-src 'self'; frame-ancestors 'none'" in policy
    assert "frame-src 'none'" in desk.get("/admin/")["Content-Security-Policy"]


@pytest.mark.parametrize("number", ["0", "x", "-1", "9" * 30, "٣"])
def test_a_section_that_is_none_has_no_front(desk, number):
    assert desk.get(DESK, {"section": number}).status_code == 404


@pytest.mark.parametrize("role", ["reporter", "moderator", "newsletter"])
def test_others_may_not_even_look(client, stories, role):
    client.force_login(make.make_user(role))
    answers = [client.get(DESK), client.get(f"{DESK}stories/"), client.post(PREVIEW, form())]
    answers += [save(client, place_0=stories[7])]
    assert [answer.status_code for answer in answers] == [403] * 4
    assert Slot.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_as_many_queries_for_one_pin_as_for_three(
    desk, stories, count, django_assert_num_queries
):
    make.make_menu("/feed/")
    save(desk, **{f"place_{n}": stories[n + 2] for n in range(count)})
    desk.get(DESK)
    with django_assert_num_queries(17):
        desk.get(DESK)


def test_an_editor_may_delete_a_section_that_was_arranged(desk, stories):
    section = make.make_section()
    slots.arrange(slots.of_section(section), {0: Pin(stories[1])}, by=None, seen=0)
    address = f"/admin/articles/section/{section.pk}/delete/"
    assert desk.post(address, {"post": "yes"}).status_code == 302
    assert Slot.objects.count() == 0

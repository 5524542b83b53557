"""The breaking-news banner: above every page of its language, from one moment to another."""

import datetime
import gzip
import random
import string

import pytest
from django.utils import timezone

from articles import schedule
from newsroom.models import Banner
from tests import make
from tests.make import make_banner
from tests.reading import one, page, text, texts

pytestmark = pytest.mark.django_db

BANNER = ".//aside/p[@class='note']"


def at(hours):
    return timezone.now() + datetime.timedelta(hours=hours)


def test_it_stands_on_every_page_of_its_language(client):
    story = make.make_article(
        section=make.make_section(slug="town"), tags=[make.make_tag(slug="x")]
    )
    make_banner()
    pages = ["/", story.get_absolute_url(), "/section/town/", "/topic/x/", "/search/", "/nowhere/"]
    pages += ["/newsletter/", "/corrections/"]
    said = {address: texts(client.get(address), BANNER) for address in pages}
    assert said == {address: ["Breaking news The bridge is closed"] for address in pages}


def test_it_stands_on_no_page_of_another_language(client):
    story = make.make_article(language="hy")
    make_banner()
    make_banner("Կամուրջը փակ է", language="hy")
    said = texts(client.get(story.get_absolute_url()), BANNER)
    assert said == ["Հրատապ լուր Կամուրջը փակ է"]


def test_its_words_are_text_and_its_address_a_link(client):
    make_banner("<b>Rain</b> & snow", address="/2026/11/rain/")
    link = one(client.get("/"), f"{BANNER}/a")
    assert (link.get("href"), text(link)) == ("/2026/11/rain/", "<b>Rain</b> & snow")


@pytest.mark.parametrize(("begins", "ends"), [(1, 2), (-2, -1)])
def test_it_is_not_there_before_its_time_or_after(client, begins, ends):
    make.make_menu("/feed/")
    make_banner(begins=begins, ends=ends)
    assert page(client.get("/")).find(BANNER) is None


def test_of_two_the_last_that_began_stands_and_then_the_other_again(client):
    make_banner("Older", begins=-3, ends=3)
    newer = make_banner("Newer", begins=-2, ends=1)
    make_banner("Not yet", begins=1, ends=4)
    assert texts(client.get("/"), BANNER) == ["Breaking news Newer"]
    Banner.objects.filter(pk=newer.pk).update(ends_at=at(-1))
    assert texts(client.get("/"), BANNER) == ["Breaking news Older"]


def test_its_beginning_and_its_end_are_moments_at_which_pages_change():
    assert schedule.next_change() is None
    running = make_banner(ends=3)
    assert schedule.next_change() == running.ends_at
    later = make_banner(begins=2, ends=9)
    assert schedule.next_change() == later.begins_at


def test_pages_ask_for_one_only_when_there_is_one(client, django_assert_num_queries):
    make.make_menu("/feed/")
    make_banner(ends=-0.5)
    with django_assert_num_queries(4):
        client.get("/")
    make_banner()
    with django_assert_num_queries(5):
        client.get("/")


def banner_form(**changes):
    usual = {"words": "Rain", "address": "", "language": "en", "begins_at_0": "2026-11-25"}
    usual |= {"begins_at_1": "06:00", "ends_at_0": "2126-11-25", "ends_at_1": "08:00"}
    return usual | changes


def test_an_editor_of_a_paper_that_said_nothing_yet_breaks_news(client):
    client.force_login(make.make_user("editor"))
    response = client.post("/admin/newsroom/banner/add/", banner_form())
    assert response.status_code == 302
    assert texts(client.get("/"), BANNER) == ["Breaking news Rain"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ends_at_0": "2026-11-24"}, "Let the banner end after it begins."),
        ({"address": "javascript:alert(1)"}, "Enter an address that begins with / or https://."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(client, changes, said):
    client.force_login(make.make_user("editor"))
    response = client.post("/admin/newsroom/banner/add/", banner_form(**changes))
    assert (said in response.text, 'value="Rain"' in response.text) == (True, True)
    assert Banner.objects.count() == 0


def test_even_the_longest_is_light(client):
    make.make_menu("/feed/")
    before = len(gzip.compress(client.get("/").content))
    words = "".join(random.Random(1).choices("աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցփքֆ ", k=160))
    make_banner(words, address="/" + "".join(random.Random(2).choices(string.ascii_letters, k=299)))
    assert len(gzip.compress(client.get("/").content)) - before < 800

"""What had an old address and is gone, is not out yet, or stands somewhere else by now; and what that costs."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import publishing
from articles.models import Article
from newsroom.models import Masthead, OldAddress
from newsroom.oldlinks import keeping
from tests import make
from tests.newsroom.oldlinks.lake import HERE, LAKE, MAY, led
from tests.reading import texts

pytestmark = pytest.mark.django_db


def test_what_is_gone_says_so(client, story):
    keeping.give_up(["/2018/01/02/old"], LAKE)
    answer = client.get("/2018/01/02/old/")
    assert (answer.status_code, texts(answer, ".//h1")) == (410, ["This page is gone"])
    assert answer["Cache-Control"].startswith("public")
    Article.objects.filter(pk=story.pk).delete()
    assert led(client, "/?p=12") == 410
    assert client.head("/the-ferry-is-back/").status_code == 410


def test_a_withdrawn_story_gives_its_reason_under_its_old_address(client, story):
    story.withdraw("The harbour asked us to.")
    publishing.save(story, by=None)
    for address in ("/the-ferry-is-back/", "/?p=12", "/archives/12/feed/"):
        answer = client.get(address)
        assert (answer.status_code, texts(answer, ".//p[@class='dek']")) == (
            410,
            ["The harbour asked us to."],
        )


@pytest.mark.parametrize(
    "state",
    [
        {"status": Article.Status.DRAFT},
        {"status": Article.Status.IN_REVIEW},
        {"published_at": timezone.now() + datetime.timedelta(days=400)},
    ],
)
def test_nothing_is_told_of_what_is_not_out(client, state):
    story = make.make_article(headline="A secret", slug="a-secret", **state)
    keeping.remember(["/2019/05/12/a-secret", "/?p=12", "/a-secret"], "post", story.pk, LAKE)
    nothing = client.get("/nothing/").content
    for address in ("/2019/05/12/a-secret/", "/?p=12", "/a-secret/", "/a-secret/feed/"):
        answer = client.get(address)
        assert (answer.status_code, answer.content) == (404, nothing)
        assert answer["Cache-Control"] == "private, no-store"


def test_a_story_that_moves_on_is_still_one_step_away(client, story):
    for slug in ("a-boat", "a-ship", "a-raft"):
        story.slug = slug
        publishing.save(story, by=None)
    story.published_at = MAY.replace(month=6)
    publishing.save(story, by=None)
    here = "/2019/06/a-raft/"
    for slug in ("the-ferry", "a-boat", "a-ship"):
        assert led(client, f"/2019/05/{slug}/") == here
    for address in ("/the-ferry-is-back/", "/?p=12", "/2019/05/12/the-ferry-is-back/"):
        assert led(client, address) == here


@pytest.mark.parametrize("target", ["/2019/05/a-boat/", "/2019/05/the-ferry", "/raft", "/boat/"])
def test_a_redirect_of_an_editor_leads_to_the_end_at_once(client, story, target):
    story.slug = "a-boat"
    publishing.save(story, by=None)
    story.slug = "a-raft"
    publishing.save(story, by=None)
    OldAddress.objects.create(path="/raft", target="/boat/")
    OldAddress.objects.create(path="/boat", target="/2019/05/the-ferry/")
    OldAddress.objects.create(path="/short", target=target)
    assert led(client, "/short") == "/2019/05/a-raft/"


def test_redirects_of_editors(client):
    section = make.make_section(slug="port")
    for path, target in {
        "/harbour": "/section/port/",
        "/party": "https://party.example/join?x=1",
        "/gone": "",
        "/round": "/circle",
        "/circle": "/round",
    }.items():
        OldAddress.objects.create(path=path, target=target)
    assert led(client, "/harbour/") == "/section/port/"
    assert client.get("/party")["Location"] == "https://party.example/join?x=1"
    assert led(client, "/gone/") == 410
    assert led(client, "/round/") == 404
    section.slug = "quay"
    publishing.save_section(section)
    assert led(client, "/harbour") == "/section/quay/"


def test_what_has_a_page_of_ours_is_never_looked_up(client, story):
    OldAddress.objects.create(path="/2019/05/the-ferry", target="/feed/")
    assert led(client, HERE) == 200


def test_only_reading_is_led_on(client, story):
    assert client.post("/2019/05/12/the-ferry-is-back/").status_code == 404


def test_a_colleague_sees_that_an_address_is_gone(client):
    OldAddress.objects.create(path="/gone")
    client.force_login(make.make_user("editor"))
    assert led(client, "/gone/") == 410


def test_no_address_is_our_failure(client, story):
    client.raise_request_exception = False
    many = "&".join("p=1" for _ in range(2_001))
    odd = [
        "/nothing/?p=%00",
        "/?p=%00",
        "/?s=" + "9" * 5_000,
        "/?tag=%ff",
        "/?author_name=/",
        "/%00",
    ]
    odd += [f"/nothing/?{many}", f"/{'a/' * 900}", f"/{'ա' * 600}", "/?m=99991231", "/?m=0000"]
    odd += ["/0000/1/", "/9999/12/31/page/2/", "/feed/" * 300, "/-1x1.jpg", "/.jpg", "/index.php"]
    odd += ["/?p=" + "9" * 19, "/?p=" + "9" * 400, "/?tag=..%2f..", "/category/", "/search/%00/"]
    assert [at for at in odd if client.get(at).status_code >= 500] == []


def questions(client, address):
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_what_it_costs(client, story):
    """One question finds out that an address is not an old one; where the thing is takes one more."""
    Masthead().save()
    front = questions(client, "/")
    assert questions(client, "/?amp=1") == front
    # When the next story is due, the old address, and what stands on the page: its menu, its name, the latest.
    assert questions(client, "/1999/nothing/of/") == 5
    assert questions(client, "/?p=99") == 5
    for address in ("/2019/05/12/the-ferry-is-back/", "/?p=12"):
        assert questions(client, address) == 3


def test_a_page_that_is_there_asks_for_no_old_address(client, story):
    section = make.make_section(slug="port")
    for address in ("/", HERE, section.get_absolute_url(), "/2019/", "/search/?q=lake", "/feed/"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        assert [each for each in asked if "oldaddress" in each["sql"]] == []

"""Whoever follows an old link stands before the right page after one step, or is told that it is gone."""

import datetime
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import publishing
from articles.models import Article, Document, Page
from newsroom.models import Masthead, Moved, OldAddress
from newsroom.oldlinks import keeping
from tests import make
from tests.reading import texts

pytestmark = pytest.mark.django_db

LAKE = "lake.example"
MAY = timezone.make_aware(datetime.datetime(2019, 5, 12, 10))


def led(client, address):
    """Return where an address leads, after one step, to a page that is there; or only its status."""
    answer = client.get(address)
    if answer.status_code != 301:
        return answer.status_code
    assert client.get(answer["Location"]).status_code == 200, answer["Location"]
    return answer["Location"]


@pytest.fixture
def story():
    """A story of May 2019 that the old site had under an address of every structure."""
    story = make.make_article(slug="the-ferry", published_at=MAY)
    paths = ["/2019/05/12/the-ferry-is-back", "/?p=12", "/archives/12", "/the-ferry-is-back"]
    paths += ["/harbour/the-ferry.html", "/նավը", "/blog/the-ferry", "/blog/?p=12"]
    keeping.remember(paths, "post", story.pk, LAKE)
    return story


HERE = "/2019/05/the-ferry/"


@pytest.mark.parametrize(
    "address",
    [
        "/2019/05/12/the-ferry-is-back/",
        "/2019/05/12/the-ferry-is-back",
        "/2019/05/12/The-Ferry-Is-Back/",
        "/2019/05/12/the-ferry-is-back/?utm_source=x",
        "/2019/05/12/the-ferry-is-back/amp/",
        "/2019/05/12/the-ferry-is-back/?amp=1",
        "/2019/05/12/the-ferry-is-back/page/2/",
        "/2019/05/12/the-ferry-is-back/2/",
        "/2019/05/12/the-ferry-is-back/embed/",
        "/2019/05/12/the-ferry-is-back/trackback/",
        "/2019/05/12/the-ferry-is-back/a-picture/",
        "/?p=12",
        "/?page_id=12",
        "/?p=012&preview=true",
        "/?attachment_id=12",
        "/?utm_source=x&p=12",
        "/index.php?p=12",
        "/index.php/archives/12/",
        "/archives/12",
        "/archives/12/",
        "/the-ferry-is-back/",
        "/the-ferry-is-back",
        "/harbour/the-ferry.html",
        "/harbour/the-ferry.html/amp",
        f"/{quote('նավը')}/",
        f"/{quote('նավը').lower()}/",
        f"/{quote('ՆԱՎԸ')}",
        "/blog/the-ferry/",
        "/blog/?p=12",
    ],
)
def test_a_story_is_one_step_away(client, story, address):
    assert led(client, address) == HERE
    head = client.head(address)
    assert (head.status_code, head["Location"], head.content) == (301, HERE, b"")


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/the-ferry-is-back/feed/", f"{HERE}feed/"),
        ("/the-ferry-is-back/feed/atom/", f"{HERE}feed/"),
        ("/the-ferry-is-back/rss", f"{HERE}feed/"),
        ("/?feed=rss2&p=12", f"{HERE}feed/"),
        ("/the-ferry-is-back/comment-page-3/", f"{HERE}#comments"),
        ("/the-ferry-is-back/?replytocom=5", f"{HERE}#respond"),
        ("/the-ferry-is-back/?replytocom=five", HERE),
    ],
)
def test_what_stood_below_a_story_leads_to_the_same_of_it(client, story, address, place):
    assert led(client, address) == place


def test_who_would_answer_a_comment_stands_before_it(client, story):
    comment = make.make_comment(story)
    Moved.objects.create(source=LAKE, kind="comment", old_id="5", new_id=comment.pk)
    assert led(client, "/?p=12&replytocom=5") == f"{HERE}#comment-{comment.pk}"
    Moved.objects.update(source="pond.example")
    assert led(client, "/?p=12&replytocom=5") == f"{HERE}#respond"


def test_a_page_leads_to_its_page(client):
    page = Page.objects.create(path="about", title="About")
    keeping.remember(["/about", "/who-we-are", "/?p=3"], "page", page.pk, LAKE)
    for address in ("/who-we-are/", "/?page_id=3", "/About/", "/about/amp/", "/who-we-are/feed/"):
        assert led(client, address) == "/about/"
    assert led(client, "/about/") == 200
    assert led(client, "/who-we-are/nothing/") == 404
    Page.objects.update(is_public=False)
    assert led(client, "/who-we-are/") == 404
    page.delete()
    assert led(client, "/who-we-are/") == 410


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/category/harbour/", "/section/port/"),
        ("/category/nature/harbour/", "/section/port/"),
        ("/category/nature/lake/harbour/page/2/", "/section/port/"),
        ("/category/harbour/feed/", "/section/port/feed/"),
        ("/?cat=4", "/section/port/"),
        ("/?cat=4&feed=rss2", "/section/port/feed/"),
        ("/harbour/", "/section/port/"),
        ("/nature/harbour/", "/section/port/"),
        ("/rubrik/nature/harbour/", "/section/port/"),
        ("/rubrik/other/harbour/", 404),
        ("/tag/boats/", "/topic/ships/"),
        ("/tag/boats/feed/", "/topic/ships/feed/"),
        ("/tag/boats/page/4/", "/topic/ships/"),
        ("/?tag=boats", "/topic/ships/"),
        ("/?tag=Boats", "/topic/ships/"),
        ("/author/nare/", "/author/nare-lori/"),
        ("/author/nare/feed/", "/author/nare-lori/feed/"),
        ("/?author=6", "/author/nare-lori/"),
        ("/?author_name=nare", "/author/nare-lori/"),
        ("/?cat=5", 404),
        ("/?author=7", 404),
        ("/boats/", 404),
    ],
)
def test_lists(client, address, place):
    section, nature = make.make_section(slug="port"), make.make_section(slug="nature")
    author = make.make_contributor(slug="nare-lori")
    keeping.remember(["/category/harbour", "/?cat=4"], "category", section.pk, LAKE)
    keeping.remember(["/category/nature"], "category", nature.pk, LAKE)
    keeping.remember(["/tag/boats", "/?tag=boats"], "tag", make.make_tag(slug="ships").pk, LAKE)
    paths = ["/author/nare", "/?author=6", "/?author_name=nare"]
    keeping.remember(paths, "author", author.pk, LAKE)
    assert led(client, address) == place


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/feed/atom/", "/feed/"),
        ("/feed/rss2", "/feed/"),
        ("/rss/", "/feed/"),
        ("/?feed=rss2", "/feed/"),
        ("/?feed=comments-rss2", "/comments/feed/"),
        ("/comments/feed/atom/", "/comments/feed/"),
        ("/wp-sitemap.xml", "/sitemap.xml"),
        ("/sitemap_index.xml", "/sitemap.xml"),
        ("/feed/", 200),
        ("/page/2/", "/"),
        ("/amp/", "/"),
        ("/?amp=1", 200),
        ("/?paged=2", 200),
        ("/2019/", 200),
        ("/2019/05/", 200),
        ("/2019/5/", "/2019/05/"),
        ("/2019/05/12/", 200),
        ("/2019/5/12", "/2019/05/12/"),
        ("/2019/05/page/3/", "/2019/05/"),
        ("/2019/05/12/feed/", "/2019/05/12/"),
        ("/2018/05/page/3/", 404),
        ("/?m=201905", "/2019/05/"),
        ("/?m=2019", "/2019/"),
        ("/?m=20190512", "/2019/05/12/"),
        ("/?m=201913", 404),
        ("/?m=may", 404),
        ("/?m=٢٠١٩", 404),
        ("/?s=lake+boats", "/search/?q=lake+boats"),
        ("/?s=", "/search/"),
        ("/search/lake%20boats/", "/search/?q=lake+boats"),
        ("/?p=99", 404),
        ("/?p=", 404),
        ("/?p=twelve", 404),
        ("/blog/", "/"),
        ("/blog", "/"),
        ("/blog/feed/", "/feed/"),
        ("/blog/comments/feed/", "/comments/feed/"),
        ("/blog/page/2/", "/"),
        ("/blog/2019/05/", "/2019/05/"),
        ("/blog/?s=lake", "/search/?q=lake"),
        ("/blog/?m=201905", "/2019/05/"),
        ("/blog/?p=99", 404),
        ("/blog/?cat=99", 404),
        ("/?cat=99&feed=rss2", 404),
        ("/?cat=99&s=lake", "/search/?q=lake"),
        ("/blog/nothing/", 404),
        ("/news/2019/05/", 404),
        ("/nothing/", 404),
        ("/nothing/feed/", 404),
        ("/a/b/c/d/e/f/g/h/i/j/", 404),
    ],
)
def test_what_every_site_had(client, story, address, place):
    keeping.lead(["/blog"], "/", LAKE)
    assert led(client, address) == place


def test_a_picture_leads_to_the_picture_in_whatever_size(client):
    picture = make.make_picture(stem="pictures/ab/lake")
    upload = "/wp-content/uploads/2019/05/lake"
    keeping.remember([f"{upload}.jpg", "/lake-jpg", "/?p=9"], "picture", picture.pk, LAKE)
    other = make.make_picture(stem="pictures/ab/boat")
    scaled = ["/files/boat-scaled.jpg", "/files/boat-300x200.jpg"]
    keeping.remember(scaled[:1], "picture", other.pk, LAKE)
    here, there = "/media/pictures/ab/lake-1640.webp", "/media/pictures/ab/boat-1640.webp"
    for address in (f"{upload}.jpg", f"{upload}-300x200.jpg", f"{upload.upper()}-scaled.JPG"):
        assert client.get(address)["Location"] == here
    for address in ("/lake-jpg/", "/?attachment_id=9"):
        assert client.get(address)["Location"] == here
    for address in (*scaled, "/files/boat.jpg", "/files/boat-1024x768.jpg"):
        assert client.get(address)["Location"] == there
    exact = make.make_picture(stem="pictures/ab/exact")
    keeping.remember(scaled[1:], "picture", exact.pk, LAKE)
    assert client.get(scaled[1])["Location"] == "/media/pictures/ab/exact-1640.webp"
    assert client.get(f"{upload}.png").status_code == 404


def test_a_file_leads_to_the_file(client):
    report = Document.objects.create(
        title="Report", name="report.pdf", kind="pdf", size=3, digest="0" * 64, file="documents/x"
    )
    keeping.remember(["/wp-content/uploads/report.pdf", "/?p=9"], "file", report.pk, LAKE)
    for address in ("/wp-content/uploads/Report.pdf", "/?attachment_id=9"):
        assert client.get(address)["Location"] == report.get_absolute_url()
    report.delete()
    assert client.get("/?attachment_id=9").status_code == 410


def test_a_picture_that_we_may_no_longer_show_is_gone(client):
    over = make.make_picture(rights_until=timezone.now() - datetime.timedelta(hours=1))
    keeping.remember(["/files/lake.jpg"], "picture", over.pk, LAKE)
    assert client.get("/files/lake.jpg").status_code == 410


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
    assert client.get("/round/").status_code in (301, 404)
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

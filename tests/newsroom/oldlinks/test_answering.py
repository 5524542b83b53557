"""Whoever follows an old link stands before the right page after one step."""

import datetime
from urllib.parse import quote

import pytest
from django.utils import timezone

from articles.models import Document, Page
from newsroom.models import Moved
from newsroom.oldlinks import keeping
from tests import make
from tests.newsroom.oldlinks.lake import HERE, LAKE, led

pytestmark = pytest.mark.django_db


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
        "/?p=12/",
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
        ("/?cat=4/", "/section/port/"),
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

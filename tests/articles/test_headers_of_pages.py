"""What holds for every page that readers get: one answer for everyone, no script, no weight."""

import base64
import datetime
import gzip
import hashlib
import itertools

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import Page
from newsroom.models import Masthead
from tests import make
from tests.reading import page, without_strip

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/",
    "/section/culture/",
    "/topic/bridges/",
    "/author/ani/",
    "/2022/",
    "/2022/01/",
    "/2022/01/07/",
    "/search/?q=bridge",
    "/corrections/",
    "/about/",
    "/2022/01/the-bridge/",
]
ARTICLE_BYTES, FRONT_BYTES = 10_000, 12_000


@pytest.fixture
def place():
    """Where the stories of the paper stand."""
    return {
        "section": make.make_section(slug="culture"),
        "tags": [make.make_tag(slug="bridges")],
        "by": [make.make_contributor(slug="ani", picture=make.make_picture())],
        "published_at": timezone.make_aware(datetime.datetime(2022, 1, 7, 12)),
    }


@pytest.fixture
def paper(place):
    """A paper with something on every page."""
    Masthead(name="The Herald", brand_light="#004466", brand_dark="#88bbdd").save()
    make.make_menu("/section/culture/", "/section/sport/", "/about/")
    make.make_newsletter()
    Page.objects.create(path="about", title="About")
    make.make_article(headline="Another", lead_picture=make.make_picture(), **place)
    article = make.make_article(slug="the-bridge", lead_picture=make.make_picture(), **place)
    make.make_comment(article)
    return article


@pytest.fixture
def full_paper(paper, place):
    """A paper whose front page is full, and a story with ten comments."""
    sections = [place["section"], *(make.make_section() for _ in range(3))]
    words = iter(range(10**6))
    for n in range(30):
        text = " ".join(f"word{next(words)}" for _ in range(60))
        make.make_article(
            headline=f"Bridge number {n} opens to walkers after a long winter {text[:30]}",
            deck=text[:100],
            lead_picture=make.make_picture(),
            body=f"<p>{text}</p>",
            **place | {"section": sections[n % 4]},
        )
    for _ in range(10):
        make.make_comment(paper)
    paper.body = "".join(
        f"<p>{' '.join(str(next(words)) for _ in range(50))}</p>" for _ in "12345678"
    )
    return publishing.save(paper, by=None)


each_page = pytest.mark.parametrize("address", ADDRESSES)


@each_page
def test_a_page_is_the_same_for_everyone(client, paper, address):
    response = client.get(address)
    assert response.status_code == 200
    assert dict(response.cookies) == {}
    assert response["Cache-Control"].startswith("public, max-age=0, s-maxage=")
    again = client.get(address, headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


@each_page
def test_an_editor_who_is_logged_in_gets_the_readers_page_below_a_strip(client, paper, address):
    expected = client.get(address).text
    client.force_login(make.make_user("editor"))
    assert without_strip(client.get(address)) == expected


@each_page
def test_a_page_runs_nothing_and_loads_nothing_from_elsewhere(client, paper, address):
    tree = page(client.get(address))
    scripts = [each for each in tree.iter("script") if each.get("type") != "application/ld+json"]
    assert scripts == []
    assert [each for each in tree.iter() if each.get("style")] == []
    assert [a for each in tree.iter() for a in each.attrib if a.startswith("on")] == []
    loaded = [each.get("src") for each in tree.iter() if each.get("src")]
    loaded += [link.get("href") for link in tree.iter("link") if link.get("rel") == "icon"]
    assert [address for address in loaded if not address.startswith("/")] == []


@each_page
def test_the_one_style_is_allowed_by_its_digest_and_no_other(client, paper, address):
    response = client.get(address)
    (style,) = page(response).iter("style")
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}';" in response["Content-Security-Policy"]
    assert ":root{--brand:#004466}" in style.text
    assert "uppercase" not in style.text


@each_page
def test_a_page_has_one_heading_of_the_first_level_and_skips_none(client, paper, address):
    tags = [each.tag for each in page(client.get(address)).iter()]
    levels = [int(tag[1]) for tag in tags if tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    steps = itertools.pairwise(levels)
    assert [step for step in steps if step[1] > step[0] + 1] == []


@each_page
def test_a_page_has_a_title_a_description_and_one_place_for_everything(client, paper, address):
    tree = page(client.get(address))
    assert tree.find("head/title").text.strip()
    assert tree.find("head/meta[@name='description']").get("content").strip()
    ids = [each.get("id") for each in tree.iter() if each.get("id")]
    assert sorted(set(ids)) == sorted(ids)


def test_posting_to_a_page_for_reading_is_refused(client, paper):
    assert client.post("/section/culture/").status_code == 405


@pytest.mark.parametrize(
    ("address", "most"), [("/2022/01/the-bridge/", ARTICLE_BYTES), ("/", FRONT_BYTES)]
)
def test_a_page_is_light(client, full_paper, address, most):
    assert len(gzip.compress(client.get(address).content)) <= most

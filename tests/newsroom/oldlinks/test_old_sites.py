"""The exports of other projects, brought in: every address of their sites, asked for as their readers would."""

from urllib.parse import urlsplit

import pytest

from articles.models import Article, Page
from comments.models import Comment
from newsroom.models import Moved
from newsroom.moving import wordpress
from newsroom.moving.links import listing
from newsroom.moving.reading import files
from newsroom.moving.reading.records import Item
from newsroom.oldlinks import checking
from tests.newsroom.moving import exports

pytestmark = pytest.mark.django_db

# Uploads that belong to no post and were not brought along: nothing stands in their place.
STRAY = {"/?attachment_id=1686", "/?p=1686", "/?attachment_id=1690", "/?p=1690"}
SITES = {
    "themeunittestdata.wordpress.xml": STRAY,
    "wpimporter-small-export.xml": set(),
    "wpimporter-term-formats.xml": set(),
    "isso-wordpress.xml": set(),
    "wagtail-post_meta.xml": set(),
    "ghost-co-authors-plus.xml": set(),
    "ghost-has-yoast-meta.xml": set(),
}
MODELS = {"post": Article, "page": Page}


@pytest.fixture
def bring(settings):
    settings.SITE_URL = "http://testserver"

    def bring(name):
        path = exports.shared(name)
        wordpress.import_files([path])
        return path

    return bring


@pytest.fixture
def ask(client):
    def ask(address):
        answer = client.head(address)
        return answer.status_code, answer.headers.get("Location", "")

    return ask


@pytest.mark.parametrize("name", SITES)
def test_every_address_of_an_old_site_answers(bring, ask, name):
    addresses = list(listing.read(bring(name)))
    assert addresses
    wrong = [verdict for verdict in checking.verdicts(ask, addresses) if verdict.why]
    assert {verdict.address for verdict in wrong} == SITES[name]


def test_each_leads_to_what_it_became_and_so_does_what_stood_below_it(bring, ask):
    path = bring("themeunittestdata.wordpress.xml")
    ends = ["", "feed/", "amp/", "page/2/", "2/", "comment-page-1/", "trackback/", "embed/"]
    seen = set()
    for item in files.read(path):
        if not isinstance(item, Item) or item.kind not in MODELS or item.status != "publish":
            continue
        moved = Moved.objects.get(kind=item.kind, old_id=item.old_id)
        thing = MODELS[item.kind].objects.get(pk=moved.new_id)
        if getattr(thing, "is_public", thing.__dict__.get("status") == "ready") is not True:
            continue
        here, link = thing.get_absolute_url(), f"/{urlsplit(item.link).path.lstrip('/')}"
        seen.add(item.kind)
        for end in ends if link != "/" else []:
            status, place = ask(f"{link}{end}")
            assert (status, f"{place or link}"[: len(here)]) in {(301, here), (200, here)}, link
        assert ask(f"/?p={item.old_id}") == (301, here)
    assert seen == {"post", "page"}
    _ask_for_comments(ask)


def _ask_for_comments(ask):
    """Insist that who would answer an old comment stands before it."""
    shown = Comment.objects.shown().values("pk")
    moved = list(Moved.objects.filter(kind="comment", new_id__in=shown))
    assert len(moved) > 10
    for row in moved:
        comment = Comment.objects.get(pk=row.new_id)
        [post] = Moved.objects.filter(kind="post", new_id=comment.article_id)
        _, place = ask(f"/?p={post.old_id}&replytocom={row.old_id}")
        assert place.endswith(f"#comment-{comment.pk}")

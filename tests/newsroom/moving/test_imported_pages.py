"""What becomes of the pages of an archive."""

import pytest

from articles.models import Page
from comments.models import Comment
from newsroom.models import Original
from tests.newsroom.moving import exports
from tests.newsroom.moving.outcomes import counts

pytestmark = pytest.mark.django_db


def page(post_id="20", post_name="about", title="About", **fields):
    return exports.post(
        *fields.pop("inside", ()),
        post_id=post_id,
        post_name=post_name,
        title=title,
        post_type="page",
        **fields,
    )


def test_a_page_stands_below_its_parents_in_whatever_order_they_come(bring, client):
    report = bring(
        page("22", "people", "People", post_parent="21"),
        page("21", "history", "History", post_parent="20"),
        page("20", "about", "About us", body="One\n\ntwo"),
    )
    assert counts(report) == {"page": {"imported": 3}}
    assert dict(Page.objects.values_list("path", "title")) == {
        "about": "About us",
        "about/history": "History",
        "about/history/people": "People",
    }
    assert client.get("/about/history/people/").status_code == 200
    assert Page.objects.get(path="about").body == "<p>One</p><p>two</p>"


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "draft"},
        {"status": "pending"},
        {"status": "private"},
        {"status": "future", "post_date_gmt": "2090-01-01 00:00:00"},
        {"post_password": "x"},
    ],
)
def test_a_page_that_was_not_public_comes_along_unseen(bring, client, fields):
    bring(page(**fields))
    assert Page.objects.get().is_public is False
    assert client.get("/about/").status_code == 404


@pytest.mark.parametrize(("slug", "path"), [("search", "search-2"), ("about", "about-2")])
def test_a_page_whose_address_is_taken_stands_beside_it_and_is_named(bring, slug, path):
    Page.objects.create(path="about", title="Ours")
    report = bring(page("20", slug, "Theirs"))
    assert Page.objects.get(title="Theirs").path == path
    assert report.notes["its address is taken, so it stands at another", f"/{slug}/"] == 1
    assert counts(bring(page("20", slug, "Theirs"))) == {"page": {"unchanged": 1}}


@pytest.mark.parametrize(
    ("slug", "title", "path"),
    [
        ("", "Our people", "our-people"),
        ("2020-plans", "Plans", "page-2020-plans"),
        ("%d5%ac%d5%ab%d5%b3", "Լիճ", "lich"),
        ("a" * 200, "Long", "a" * 100),
    ],
)
def test_a_page_has_an_address_whatever_its_slug(bring, slug, title, path):
    bring(page("20", slug, title))
    assert Page.objects.get().path == path


def test_pages_that_stand_in_one_another_in_a_circle_end_somewhere(bring):
    bring(page("20", "a", "A", post_parent="21"), page("21", "b", "B", post_parent="20"))
    assert sorted(Page.objects.values_list("path", flat=True)) == ["a/b", "b/a"]


def test_comments_on_a_page_stay_behind_and_are_named(bring):
    report = bring(page(inside=[exports.comment()]))
    assert report.skipped == {("comment", "pages take no comments here"): ["5 Aram"]}
    assert not Comment.objects.exists()


def test_a_page_keeps_its_markup(bring):
    bring(page(body="[box]One[/box]"))
    assert Original.objects.get().markup == "[box]One[/box]"

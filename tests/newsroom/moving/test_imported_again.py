"""An archive that is brought in more than once, or beside another."""

import pytest

from articles.models import Article, Tag
from comments.models import Comment
from newsroom.moving import wordpress
from tests.make import make_contributor, make_section
from tests.newsroom.moving import exports
from tests.newsroom.moving.outcomes import counts, everything

pytestmark = pytest.mark.django_db


def test_a_second_run_changes_nothing_and_says_so(bring):
    records = (
        exports.author(),
        exports.category("ferries", "Ferries", parent="harbour"),
        exports.category(),
        exports.post(
            exports.label("post_tag", "boats", "Boats"),
            exports.comment(),
            exports.comment(id="6", parent="5"),
        ),
    )
    bring(*records)
    before = everything()
    report = bring(*records)
    assert everything() == before
    assert counts(report) == {
        "author": {"unchanged": 1},
        "category": {"unchanged": 2},
        "post": {"unchanged": 1},
        "comment": {"unchanged": 2},
    }


def test_an_edited_story_is_not_overwritten_but_gets_its_new_comments(bring):
    bring(exports.post(exports.comment()))
    Article.objects.update(headline="Edited here")
    report = bring(exports.post(exports.comment(), exports.comment(id="6", parent="5")))
    assert counts(report) == {
        "post": {"unchanged": 1},
        "comment": {"unchanged": 1, "imported": 1},
    }
    assert Article.objects.get().headline == "Edited here"
    first, second = Comment.objects.order_by("pk")
    assert second.parent == first


def test_what_editors_deleted_stays_deleted(bring):
    records = (
        exports.tag(),
        exports.post(exports.label("post_tag", "boats", "Boats"), exports.comment()),
    )
    bring(*records)
    Comment.objects.all().delete()
    Article.objects.all().delete()
    Tag.objects.all().delete()
    report = bring(*records)
    assert (Article.objects.count(), Tag.objects.count(), Comment.objects.count()) == (0, 0, 0)
    assert counts(report) == {kind: {"skipped": 1} for kind in ("tag", "post", "comment")}


def test_ids_that_come_twice_are_taken_once(bring):
    report = bring(
        exports.tag(),
        exports.tag(),
        exports.post(exports.comment(), exports.comment()),
        exports.post(exports.comment(id="6"), title="Another"),
    )
    twice = "another one in the file has the same id"
    assert report.skipped == {
        ("tag", twice): ["boats Boats"],
        ("comment", twice): ["5 Aram"],
        ("post", twice): ["11 Another"],
        ("comment", "the post below which it stands is not brought along"): ["6 Aram"],
    }


def test_two_sites_with_the_same_ids_are_two_archives(bring, tmp_path):
    bring(exports.post())
    other = tmp_path / "other.xml"
    head = exports.HEAD.replace("lake.example", "river.example")
    other.write_text(exports.export(exports.post(), head=head))
    report = wordpress.import_files([other])
    assert report.source == "river.example"
    assert sorted(Article.objects.values_list("slug", flat=True)) == [
        "the-ferry-is-back",
        "the-ferry-is-back-2",
    ]


def test_what_the_paper_has_already_is_not_doubled(bring):
    section, writer = (
        make_section(name="Harbour", slug="harbour"),
        make_contributor(name="Nare Lori", slug="nare-lori"),
    )
    bring(
        exports.author(),
        exports.category(name="HARBOUR"),
        exports.post(exports.label("category", "harbour", "Harbour")),
    )
    article = Article.objects.get()
    assert (article.section, article.bylines.get().contributor) == (section, writer)


@pytest.mark.parametrize("address", ["http://LAKE.example/", "https://me:pw@lake.example"])
def test_a_site_is_the_same_however_its_address_is_written(tmp_path, address):
    path = tmp_path / "export.xml"
    path.write_text(exports.export(head=f"<link>{address}</link>"))
    assert wordpress.import_files([path]).source == "lake.example"


def test_an_export_without_a_head_is_known_by_its_first_link(tmp_path):
    path = tmp_path / "export.xml"
    path.write_text(exports.export(exports.post(), head=""))
    assert wordpress.import_files([path]).source == "lake.example"

"""An archive that is brought in more than once, or beside another."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import publishing
from articles.models import Article, Contributor, Page, Section, Tag
from comments import erasing
from comments.models import Comment, Writer
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


EDITED = "it was edited here after an earlier import; --overwrite takes what the file says"


def changed_records(**fields):
    """Return one record of each kind, each different from what the tests brought first."""
    return (
        exports.author(name=fields.get("name", "Nare Lori")),
        exports.category(name=fields.get("section", "Harbour")),
        exports.tag(name=fields.get("topic", "Boats")),
        exports.post(
            exports.label("category", "harbour", "Harbour"),
            exports.label("post_tag", "boats", "Boats"),
            exports.comment(content=fields.get("words", "Good news.")),
            title=fields.get("title", "The ferry is back"),
        ),
        exports.post(
            post_id="20",
            post_type="page",
            post_name="about",
            title="About",
            body=fields.get("page", "Us."),
        ),
    )


OTHERS = {
    "name": "Nare L.",
    "section": "Port",
    "topic": "Ships",
    "words": "Very good news.",
    "title": "The ferry is late",
    "page": "All of us.",
}


def said():
    """Return what a reader would see of each thing."""
    story = Article.objects.get()
    return {
        "name": story.bylines.get().contributor.name,
        "section": story.section.name,
        "topic": story.tags.get().name,
        "words": Comment.objects.get().body,
        "title": story.headline,
        "page": Page.objects.get().body.removeprefix("<p>").removesuffix("</p>"),
    }


def edit_everything_here():
    for model in (Contributor, Section, Tag):
        model.objects.update(name="Ours")
    Comment.objects.update(body="Ours")
    Page.objects.update(body="Ours")
    story = Article.objects.get()
    story.headline = "Ours"
    publishing.save(story, by=None)


KINDS = ("author", "category", "tag", "post", "page", "comment")


def test_what_the_old_site_changed_changes_here(bring):
    bring(*changed_records())
    keys = [model.objects.get().pk for model in (Article, Comment, Page, Section, Tag, Contributor)]
    report = bring(*changed_records(**OTHERS))
    assert counts(report) == {kind: {"changed": 1} for kind in KINDS}
    assert said() == OTHERS
    assert [
        model.objects.get().pk for model in (Article, Comment, Page, Section, Tag, Contributor)
    ] == keys
    assert counts(bring(*changed_records(**OTHERS))) == {kind: {"unchanged": 1} for kind in KINDS}


def test_what_was_edited_here_stays_unless_the_file_is_to_win(bring):
    bring(*changed_records())
    edit_everything_here()
    ours = said()
    assert set(ours.values()) == {"Ours"}
    report = bring(*changed_records(**OTHERS))
    assert counts(report) == {kind: {"skipped": 1} for kind in KINDS}
    assert {why for _, why in report.reasons} == {EDITED}
    assert said() == ours
    assert counts(bring(*changed_records())) == {kind: {"unchanged": 1} for kind in KINDS}
    assert said() == ours
    report = bring(*changed_records(**OTHERS), overwrite=True)
    assert counts(report) == {kind: {"changed": 1} for kind in KINDS}
    assert said() == OTHERS
    again = bring(*changed_records(**OTHERS), overwrite=True)
    assert counts(again) == {kind: {"unchanged": 1} for kind in KINDS}


def test_the_file_wins_over_what_was_edited_here_even_where_it_says_the_same_as_before(bring):
    bring(*changed_records())
    before = said()
    edit_everything_here()
    report = bring(*changed_records(), overwrite=True)
    assert counts(report) == {kind: {"changed": 1} for kind in KINDS}
    assert said() == before


def test_a_dry_run_judges_as_the_real_one_does_and_writes_nothing(bring):
    bring(*changed_records())
    before = everything()
    report = bring(*changed_records(**OTHERS), rehearsal=True)
    assert counts(report) == {kind: {"changed": 1} for kind in KINDS}
    assert everything() == before


def test_a_second_run_asks_and_writes_nothing_at_all(bring):
    bring(*changed_records())
    with CaptureQueriesContext(connection) as queries:
        bring(*changed_records())
    asked = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT", "DECLARE")
    assert [each["sql"] for each in queries if not each["sql"].startswith(asked)] == []


def test_what_was_withdrawn_here_stays_withdrawn(bring):
    bring(exports.post())
    story = Article.objects.get()
    story.withdraw("It was not so.")
    publishing.save(story, by=None)
    report = bring(exports.post(title="Again"), overwrite=True)
    assert report.skipped == {
        ("post", "it was withdrawn here after an earlier import"): ["11 Again"]
    }
    assert Article.objects.get().status == Article.Status.WITHDRAWN


def test_what_its_writer_erased_here_stays_erased(bring):
    answer = exports.comment(id="6", parent="5", author_email="ani@example.com", content="So?")
    bring(exports.post(exports.comment(), answer))
    erasing.erase(Writer.objects.create(email="aram@example.com"))
    report = bring(exports.post(exports.comment(content="Back."), answer), overwrite=True)
    assert counts(report)["comment"] == {"skipped": 1, "unchanged": 1}
    assert report.skipped == {("comment", "its writer took it back here"): ["5 Aram"]}
    assert [comment.body for comment in Comment.objects.order_by("pk")] == ["", "So?"]


def test_what_wordpress_lists_twice_is_not_said_to_be_left_out(bring):
    listed = exports.category(old_id="3"), exports.tag()
    again = exports.term(old_id="3"), exports.term("post_tag", slug="boats", name="Boats")
    report = bring(*listed, *again)
    assert counts(report) == {kind: {"imported": 1, "unchanged": 1} for kind in ("category", "tag")}
    assert counts(bring(*listed, *again)) == {
        kind: {"unchanged": 2} for kind in ("category", "tag")
    }


def test_ids_that_come_twice_are_taken_once(bring):
    report = bring(
        exports.tag(),
        exports.tag(name="Ships"),
        exports.post(exports.comment(), exports.comment()),
        exports.post(exports.comment(), exports.comment(id="6")),
    )
    twice = "another one in the file has the same id"
    assert report.skipped == {
        ("tag", twice): ["boats Ships"],
        ("comment", twice): ["5 Aram", "5 Aram"],
        ("post", twice): ["11 The ferry is back"],
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


@pytest.mark.parametrize(
    "address", ["http://LAKE.example/", "https://me:pw@lake.example", "https://www.lake.example"]
)
def test_a_site_is_the_same_however_its_address_is_written(tmp_path, address):
    path = tmp_path / "export.xml"
    path.write_text(exports.export(head=f"<link>{address}</link>"))
    assert wordpress.import_files([path]).source == "lake.example"


def test_an_export_without_a_head_is_known_by_its_first_link(tmp_path):
    path = tmp_path / "export.xml"
    path.write_text(exports.export(exports.post(), head=""))
    assert wordpress.import_files([path]).source == "lake.example"

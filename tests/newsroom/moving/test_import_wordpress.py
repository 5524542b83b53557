"""An archive from WordPress, brought in by the command and read as a reader would."""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, Contributor, Section, Tag
from comments.models import Comment
from newsroom.models import Moved, User
from newsroom.moving import wordpress
from newsroom.moving.records import NotAnExport
from tests.make import make_contributor, make_section
from tests.newsroom.moving import exports

pytestmark = pytest.mark.django_db


@pytest.fixture
def bring(tmp_path):
    def bring(*records, **options):
        path = tmp_path / "export.xml"
        path.write_text(exports.export(*records))
        report = wordpress.import_site(path, **options)
        assert report.adds_up()
        return report

    return bring


def counts(report) -> dict:
    return {kind: dict(found) for kind, found in report.outcomes.items() if found}


def everything() -> list:
    """Return all that an import writes, to prove that nothing of it changed."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Article, Section, Tag, Contributor, Comment, Moved, Article.history.model)
    ]


def test_a_post_becomes_a_published_story(bring):
    report = bring(
        exports.author(),
        exports.category(),
        exports.tag(),
        exports.post(
            exports.label("category", "harbour", "Harbour"),
            exports.label("post_tag", "boats", "Boats"),
            title="The <em>ferry</em> is back &amp; runs",
            body="SEVANAVANK — The ferry\n\nleft at noon.",
            excerpt="It <b>runs</b> again.",
            comment_status="closed",
        ),
    )
    assert counts(report) == {
        kind: {"imported": 1} for kind in ("author", "category", "tag", "post")
    }
    article = Article.objects.published().get()
    assert article.headline == "The ferry is back & runs"
    assert article.slug == "the-ferry-is-back"
    assert (article.dateline_place, article.dateline_dash) == ("SEVANAVANK", "—")
    assert article.body == "<p>The ferry</p><p>left at noon.</p>"
    assert article.summary == "It runs again."
    assert article.published_at == datetime.datetime(2021, 3, 4, 12, tzinfo=datetime.UTC)
    assert article.comments_open is False
    assert article.updated_at is None
    assert article.section == Section.objects.get(slug="harbour", name="Harbour")
    assert [tag.name for tag in article.tags.all()] == ["Boats"]
    assert [byline.contributor.name for byline in article.bylines.all()] == ["Nare Lori"]


def test_categories_stand_in_one_another_in_whatever_order_they_come(bring):
    bring(
        exports.category("ferries", "Ferries", parent="harbour"),
        exports.category("harbour", "Harbour"),
        exports.post(exports.label("category", "ferries", "Ferries")),
    )
    ferries = Section.objects.get(slug="ferries")
    assert ferries.parent.slug == "harbour"
    assert [article.slug for article in ferries.parent.articles.all()] == ["the-ferry-is-back"]


def test_categories_in_a_circle_or_too_deep_stand_as_deep_as_sections_may(bring):
    report = bring(
        exports.category("a", "A", parent="b"),
        exports.category("b", "B", parent="a"),
        *(exports.category(f"d{n}", f"D{n}", parent=f"d{n - 1}") for n in range(1, 7)),
    )
    assert counts(report) == {"category": {"imported": 8}}
    assert {section.slug: len(section.lineage()) for section in Section.objects.all()} == (
        {"a": 1, "b": 1, "d1": 1, "d2": 2, "d3": 3, "d4": 4, "d5": 4, "d6": 4}
    )


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


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"status": "draft"}, "it was a draft"),
        ({"status": "pending"}, "it was waiting for review"),
        ({"status": "future"}, "it was scheduled and not out yet"),
        ({"status": "private"}, "it was private"),
        ({"status": "trash"}, "it was in the trash"),
        ({"status": "archived"}, "its status was “archived”"),
        ({"post_password": " "}, "it was protected by a password"),
        ({"post_id": "x"}, "it has no id"),
        (
            {"post_date": "", "post_date_gmt": "0000-00-00 00:00:00"},
            "the file does not say when it was published",
        ),
        ({"post_type": "page"}, "pages are not brought along, only posts"),
        ({"post_type": "attachment"}, "pictures and files are not brought along"),
        ({"post_type": "nav_menu_item"}, "the menus of the old site are not brought along"),
        ({"post_type": "recipe"}, "it is no post but a “recipe” of the old site's plugins"),
        ({"post_type": ""}, "the file does not say what it is"),
    ],
)
def test_what_was_not_public_stays_so_and_is_named_with_its_comments(bring, fields, why):
    secret = exports.post(exports.comment(), title="The secret ferry", **fields)
    report = bring(secret, exports.post(post_id="12"))
    assert [article.headline for article in Article.objects.all()] == ["The ferry is back"]
    assert Comment.objects.count() == 0
    (found, names), (_, comments) = report.skipped.items()
    assert (found[1], names) == (why, [f"{fields.get('post_id', '11')} The secret ferry"])
    assert comments == ["5 Aram"]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"approved": "0"}, "it was never approved"),
        ({"approved": "spam"}, "it was marked as spam"),
        ({"approved": "trash"}, "it was in the trash"),
        ({"approved": ""}, "its state was “”"),
        ({"type": "pingback"}, "it is a pingback of another site, not a reader's comment"),
        ({"type": "trackback"}, "it is a trackback of another site, not a reader's comment"),
        ({"type": "order_note"}, "it is a “order_note”, not a reader's comment"),
        ({"content": "<br>"}, "it has no words"),
        ({"content": "x" * 10_001}, "it is longer than 10,000 characters"),
        ({"id": "0x5"}, "it has no id"),
    ],
)
def test_a_comment_that_readers_never_saw_is_skipped_and_named(bring, fields, why):
    report = bring(
        exports.post(exports.comment(**fields), exports.comment(id="6", content="Seen."))
    )
    assert [comment.body for comment in Comment.objects.visible()] == ["Seen."]
    assert report.skipped == {("comment", why): [f"{fields.get('id', '5')} Aram"]}


def test_comments_bring_who_wrote_them_and_when_but_not_from_where(bring):
    bring(
        exports.post(
            exports.comment(
                author="Aram &amp; Ani",
                author_url="https://aram.example",
                author_IP="192.0.2.1",
                content="One<br />two",
            )
        )
    )
    comment = Comment.objects.get()
    assert (comment.name, comment.email, comment.website, comment.body, comment.source) == (
        "Aram & Ani",
        "aram@example.com",
        "https://aram.example",
        "One\ntwo",
        None,
    )
    assert comment.created_at == datetime.datetime(2021, 3, 5, 8, tzinfo=datetime.UTC)
    assert Article.objects.get().comment_count == 1


def test_what_a_comment_field_cannot_hold_is_left_empty(bring):
    bring(
        exports.post(
            exports.comment(
                author="", author_email="none", author_url="javascript:x()", date_gmt="", date=""
            )
        )
    )
    comment = Comment.objects.get()
    assert (comment.name, comment.email, comment.website) == ("Anonymous", "", "")
    assert comment.created_at == comment.article.published_at


def test_answers_stand_below_what_they_answer_whatever_the_order(bring):
    bring(
        exports.post(
            exports.comment(id="9", parent="8", content="third"),
            exports.comment(id="8", parent="7", content="second"),
            exports.comment(id="7", content="first"),
            exports.comment(id="3", parent="2", content="of what was never approved"),
            exports.comment(id="2", approved="0", content="never approved"),
            exports.comment(id="20", parent="21", content="circle"),
            exports.comment(id="21", parent="20", content="circle too"),
        )
    )
    answered = dict(Comment.objects.values_list("body", "answers__body"))
    assert answered == {
        "first": None,
        "second": "first",
        "third": "second",
        "of what was never approved": None,
        "circle": None,
        "circle too": None,
    }


def test_ids_that_come_twice_are_taken_once(bring):
    report = bring(
        exports.tag(),
        exports.tag(),
        exports.post(exports.comment(), exports.comment()),
        exports.post(exports.comment(id="6"), title="Another"),
    )
    twice = "another one in the file has the same id"
    assert report.skipped == {
        ("tag", twice): ["Boats"],
        ("comment", twice): ["5 Aram"],
        ("post", twice): ["11 Another"],
        ("comment", "the post below which it stands is not brought along"): ["6 Aram"],
    }


def test_two_sites_with_the_same_ids_are_two_archives(bring, tmp_path):
    bring(exports.post())
    other = tmp_path / "other.xml"
    head = exports.HEAD.replace("lake.example", "river.example")
    other.write_text(exports.export(exports.post(), head=head))
    report = wordpress.import_site(other)
    assert report.source == "river.example"
    assert sorted(Article.objects.values_list("slug", flat=True)) == [
        "the-ferry-is-back",
        "the-ferry-is-back-2",
    ]


def test_a_story_without_a_title_is_called_by_its_first_words(bring):
    bring(
        exports.post(title="", post_name="", body="It left at noon with nine people and a dog."),
        exports.post(title="", post_name="", body="", post_id="12"),
    )
    assert list(Article.objects.order_by("pk").values_list("headline", "slug")) == [
        ("It left at noon with nine people and…", "it-left-at-noon-with-nine-people-and"),
        ("Untitled", "untitled"),
    ]


def test_addresses_are_decoded_and_keep_clear_of_our_own(bring):
    bring(
        exports.post(post_name="%d5%a1%d6%80%d5%a5%d6%82"),
        exports.post(post_name="12", post_id="12"),
        exports.post(post_name="feed", post_id="13"),
    )
    assert list(Article.objects.order_by("pk").values_list("slug", flat=True)) == [
        "arev",
        "12-2",
        "feed-2",
    ]


def test_authors_become_bylines_and_never_log_in(bring):
    before = User.objects.count()
    bring(
        exports.author(login="nare@example.com", name="nare@example.com"),
        exports.author(login="admin", name="Admin"),
        exports.post(),
    )
    assert sorted(Contributor.objects.values_list("name", "user")) == [
        ("Admin", None),
        ("nare", None),
    ]
    assert User.objects.count() == before


def test_several_writers_stand_in_the_byline_in_their_order_each_once(bring):
    bring(
        exports.author(login="ani", name="Ani Sev"),
        exports.post(
            exports.label("author", "cap-guest", "A Guest"),
            exports.label("author", "cap-ani", "ani"),
            exports.label("author", "cap-guest", "A Guest"),
        ),
    )
    names = [byline.contributor.name for byline in Article.objects.get().bylines.all()]
    assert names == ["A Guest", "Ani Sev"]


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


def test_an_undeclared_category_is_brought_and_mentioned(bring):
    report = bring(
        exports.author(),
        exports.post(exports.label("category", "isles", "Isles"), exports.label("lang", "x", "X")),
    )
    assert [section.name for section in Section.objects.all()] == ["Isles"]
    assert "Named by posts though the file does not list it: category × 1" in report.text()


def test_sections_of_an_archive_do_not_crowd_the_front_page(bring):
    bring(exports.category())
    assert Section.objects.get().on_front is False


@pytest.mark.parametrize(("code", "language"), [("hy", "hy"), ("hyw", "hyw"), ("en-US", "en")])
def test_stories_are_in_the_language_of_their_site(tmp_path, code, language):
    path = tmp_path / "export.xml"
    head = exports.HEAD.replace("<language>en<", f"<language>{code}<")
    path.write_text(exports.export(exports.post(exports.label("category", "a", "A")), head=head))
    wordpress.import_site(path)
    assert (Article.objects.get().language, Section.objects.get().language) == (language, language)


def test_a_file_that_breaks_off_leaves_nothing_behind(tmp_path):
    path = tmp_path / "export.xml"
    whole = exports.export(exports.category(), exports.post(), exports.post(post_id="12"))
    path.write_text(whole[:-200])
    before = everything()
    with pytest.raises(NotAnExport, match="ends here, in the middle"):
        wordpress.import_site(path)
    assert everything() == before


def test_an_export_of_no_known_site_is_refused(tmp_path):
    path = tmp_path / "export.xml"
    path.write_text(exports.export(exports.category(), head=""))
    with pytest.raises(NotAnExport, match="does not name its site"):
        wordpress.import_site(path)


def test_an_export_without_a_head_is_known_by_its_first_link(tmp_path):
    path = tmp_path / "export.xml"
    path.write_text(exports.export(exports.post(), head=""))
    assert wordpress.import_site(path).source == "lake.example"


def test_the_command_prints_where_everything_went(tmp_path):
    path = tmp_path / "export.xml"
    path.write_text(
        exports.export(
            exports.post(body='<img src="/a.jpg" alt="A boat"> [gallery ids="1"]'),
            *(exports.post(post_id=str(n), status="draft", title=f"D{n}") for n in range(20, 45)),
        )
    )
    out = StringIO()
    call_command("import_wordpress", str(path), stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[:7] == [
        "From lake.example",
        "",
        "      in the file     imported    unchanged      skipped",
        "post           26            1            0           25",
        "all            26            1            0           25",
        "",
        "Named by posts though the file does not list it: author × 1",
    ]
    assert "  left on the old site: picture × 1" in lines
    assert "  shortcode left out: [gallery] × 1" in lines
    assert "Skipped, post × 25: it was a draft" in lines
    assert ("  39 D39" in lines, "  40 D40" in lines) == (True, False)
    assert lines[-1] == "  … and 5 more (--verbosity 2 names all)"


def test_the_command_names_all_when_asked(tmp_path):
    path = tmp_path / "export.xml"
    drafts = (exports.post(post_id=str(n), status="draft", title=f"D{n}") for n in range(20, 45))
    path.write_text(exports.export(*drafts))
    out = StringIO()
    call_command("import_wordpress", str(path), stdout=out, verbosity=2)
    assert [line.strip() for line in out.getvalue().splitlines()[-25:]] == [
        f"{n} D{n}" for n in range(20, 45)
    ]


def test_the_command_takes_local_dates_for_the_zone_it_is_given(tmp_path):
    path = tmp_path / "export.xml"
    path.write_text(exports.export(exports.post(post_date_gmt="0000-00-00 00:00:00")))
    call_command("import_wordpress", str(path), "--timezone", "Europe/Paris", stdout=StringIO())
    assert Article.objects.get().published_at.isoformat() == "2021-03-04T15:00:00+00:00"


@pytest.mark.parametrize(
    ("text", "arguments", "sentence"),
    [
        ("<html/>", [], "Line 1 of the file begins with <html>"),
        (None, [], "No such file"),
        ("<html/>", ["--timezone", "Lake/Side"], "Lake/Side is no time zone"),
    ],
)
def test_the_command_refuses_in_one_sentence(tmp_path, text, arguments, sentence):
    path = tmp_path / "export.xml"
    if text:
        path.write_text(text)
    with pytest.raises(CommandError, match=sentence):
        call_command("import_wordpress", str(path), *arguments)


def test_the_theme_unit_test_data_is_accounted_for_to_the_last_record():
    report = wordpress.import_site(exports.shared("themeunittestdata.wordpress.xml"))
    assert report.adds_up()
    assert counts(report) == {
        "author": {"imported": 2},
        "category": {"imported": 68, "skipped": 1},
        "tag": {"imported": 110},
        "other term": {"skipped": 6},
        "post": {"imported": 55, "skipped": 3},
        "comment": {"imported": 22, "skipped": 11},
        "page": {"skipped": 21},
        "attachment": {"skipped": 37},
        "menu item": {"skipped": 70},
    }
    assert Article.objects.published().count() == 55
    assert not Article.objects.filter(body__contains="<img").exists()


@pytest.mark.parametrize(
    "name",
    [
        "ghost-co-authors-plus.xml",
        "ghost-feature-image-captions.xml",
        "ghost-has-yoast-meta.xml",
        "ghost-multiple-posts-only.xml",
        "isso-wordpress.xml",
        "wagtail-post_meta.xml",
        "wpimporter-missing-version-tag.xml",
        "wpimporter-post-content-blank-lines.xml",
        "wpimporter-small-export.xml",
        "wpimporter-term-formats.xml",
    ],
)
def test_the_exports_of_other_projects_come_in_once(name):
    assert wordpress.import_site(exports.shared(name)).adds_up()
    before = everything()
    again = wordpress.import_site(exports.shared(name))
    assert everything() == before
    assert (again.adds_up(), again.total("imported")) == (True, 0)

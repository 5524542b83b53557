"""What becomes of the posts of an archive, and of what they stand under."""

import datetime

import pytest

from articles.models import Article, Contributor, Section
from comments.models import Comment
from newsroom.models import User
from newsroom.moving import wordpress
from tests.newsroom.moving import exports
from tests.newsroom.moving.outcomes import counts

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"status": "trash"}, "it was in the trash"),
        ({"status": "auto-draft"}, "it was begun and never saved"),
        ({"post_id": "x"}, "it has no id"),
        ({"post_type": "attachment"}, "pictures and files are not brought along"),
        ({"post_type": "nav_menu_item"}, "the menus of the old site are not brought along"),
        ({"post_type": "recipe"}, "it is no post but a “recipe” of the old site's plugins"),
        ({"post_type": ""}, "the file does not say what it is"),
    ],
)
def test_what_does_not_come_along_is_named_with_its_comments(bring, fields, why):
    secret = exports.post(exports.comment(), title="The secret ferry", **fields)
    report = bring(secret, exports.post(post_id="12"))
    assert [article.headline for article in Article.objects.all()] == ["The ferry is back"]
    assert Comment.objects.count() == 0
    (found, names), (_, comments) = report.skipped.items()
    assert (found[1], names) == (why, [f"{fields.get('post_id', '11')} The secret ferry"])
    assert comments == ["5 Aram"]


def test_what_is_declared_without_a_slug_goes_by_its_name_and_without_both_is_skipped(bring):
    report = bring(
        exports.category("", "Isles"),
        exports.category("", ""),
        exports.author(login="", name=""),
        exports.post(exports.label("category", "", "Isles")),
    )
    assert [section.slug for section in Section.objects.all()] == ["isles"]
    assert Article.objects.get().section.slug == "isles"
    nameless = "it has neither a name nor a slug"
    assert report.skipped == {("category", nameless): [""], ("author", nameless): [""]}


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
        "the-ferry-is-back",
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
    wordpress.import_files([path])
    assert (Article.objects.get().language, Section.objects.get().language) == (language, language)

"""What a post brings beside its words: search words, writers, times, pictures, places in lists."""

import datetime

import pytest

from articles.models import Article, Contributor, Picture, Section
from newsroom.models import Moved, Original, User
from tests.make import make_picture
from tests.newsroom.moving import exports
from tests.newsroom.moving.outcomes import counts

pytestmark = pytest.mark.django_db


def guest(slug="cap-ani", name="Ani Ter", bio="Writes about boats.", linked="", post_id="80"):
    return exports.post(
        exports.meta("cap-display_name", name),
        exports.meta("cap-user_login", slug.removeprefix("cap-")),
        exports.meta("cap-description", bio),
        exports.meta("cap-linked_account", linked),
        post_id=post_id,
        post_type="guest-author",
        post_name=slug,
        title=name,
    )


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Ferries from today", "Ferries from today"),
        ("%%title%% %%page%% %%sep%% %%sitename%%", ""),
        ("%%title%%: all the times %%sep%% %%sitename%%", "The ferry is back: all the times"),
        ("%%primary_category%% news", ""),
        ("", ""),
    ],
)
def test_yoasts_words_are_for_search_engines_where_they_say_something_of_their_own(
    bring, title, said
):
    bring(
        exports.post(
            exports.meta("_yoast_wpseo_title", title),
            exports.meta("_yoast_wpseo_metadesc", "When the <b>ferry</b> leaves."),
        )
    )
    story = Article.objects.get()
    assert (story.search_title, story.search_description) == (said, "When the ferry leaves.")


def test_the_category_that_yoast_calls_the_first_is_the_section(bring):
    bring(
        exports.category("news", "News", old_id="3"),
        exports.category("harbour", "Harbour", old_id="4"),
        exports.post(
            exports.label("category", "news", "News"),
            exports.label("category", "harbour", "Harbour"),
            exports.meta("_yoast_wpseo_primary_category", "4"),
        ),
    )
    story = Article.objects.get()
    assert (story.section.slug, [each.slug for each in story.also_in.all()]) == (
        "harbour",
        ["news"],
    )


@pytest.mark.parametrize(
    ("modified", "updated"),
    [
        ("2021-03-04 12:30:00", None),
        ("2021-03-09 08:00:00", datetime.datetime(2021, 3, 9, 8, tzinfo=datetime.UTC)),
        ("2020-03-09 08:00:00", None),
        ("0000-00-00 00:00:00", None),
    ],
)
def test_a_story_is_updated_when_it_was_changed_clearly_later(bring, modified, updated):
    bring(exports.post(post_modified_gmt=modified))
    assert Article.objects.get().updated_at == updated


def test_guest_authors_are_bylines_with_what_they_say_of_themselves(bring):
    post = exports.post(
        exports.label("author", "cap-ani", "Ani Ter"), exports.label("author", "nare", "nare")
    )
    report = bring(exports.author(), post, guest())
    assert counts(report)["guest-author"] == {"imported": 1}
    story = Article.objects.get()
    assert [(each.contributor.name, each.contributor.bio) for each in story.bylines.all()] == [
        ("Ani Ter", "Writes about boats."),
        ("Nare Lori", ""),
    ]
    assert not User.objects.exists()
    assert counts(bring(exports.author(), post, guest()))["guest-author"] == {"unchanged": 1}


def test_a_guest_author_with_a_login_is_one_person(bring):
    records = (
        exports.author(),
        guest("cap-n-lori", "Nare L. Lori", linked="nare"),
        exports.post(exports.label("author", "cap-n-lori", "Nare L. Lori")),
        exports.post(post_id="12"),
    )
    bring(*records)
    assert [(each.name, each.bio) for each in Contributor.objects.all()] == [
        ("Nare L. Lori", "Writes about boats.")
    ]
    assert bring(*records).total("unchanged") == 4


def test_categories_deeper_than_ours_are_flattened_and_named(bring):
    chain = [exports.category(f"d{n}", f"D{n}", parent=f"d{n - 1}" if n else "") for n in range(6)]
    report = bring(*chain)
    assert Section.objects.get(slug="d5").parent.slug == "d2"
    assert {what for why, what in report.notes if why == "stands higher than on the old site"} == {
        "D4",
        "D5",
    }


def test_what_was_sticky_or_in_another_list_is_named(bring):
    report = bring(
        exports.post(exports.label("post_format", "post-format-video", "Video"), is_sticky="1")
    )
    assert dict(report.notes) == {
        ("stood at the top of the old site", "The ferry is back"): 1,
        ("in a list that is not brought along", "post_format: Video"): 1,
    }


def test_the_picture_above_a_post_stands_above_the_story(bring):
    picture = make_picture(caption="At noon.")
    Moved.objects.create(
        source="lake.example",
        kind="picture",
        old_id="lake.example/ferry.jpg",
        new_id=picture.pk,
    )
    bring(
        exports.attachment(post_id="40", url="https://lake.example/ferry.jpg"),
        exports.post(exports.meta("_thumbnail_id", "40")),
    )
    assert Picture.objects.get(leads__headline="The ferry is back") == picture


def test_a_gallery_shows_what_hangs_on_its_post(bring):
    picture = make_picture()
    Moved.objects.create(
        source="lake.example", kind="picture", old_id="lake.example/ferry.jpg", new_id=picture.pk
    )
    attached = exports.attachment(post_id="40", url="https://lake.example/ferry.jpg", parent="11")
    bring(attached, exports.post(body="[gallery]"))
    assert Article.objects.get().body == f'<figure data-picture="{picture.pk}"></figure>'


def test_each_story_keeps_its_markup_as_it_was(bring):
    bring(exports.post(body="[box]One[/box]"))
    assert Original.objects.get().markup == "[box]One[/box]"
    bring(exports.post(body="[box]Two[/box]"))
    assert Original.objects.get().markup == "[box]Two[/box]"

"""What the export says in WordPress's format, read as WordPress's importer reads it."""

import datetime

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import Article, Byline, Page
from newsroom.moving.leaving import numbers
from newsroom.moving.reading.records import Author, Category, Item, Site, Tag
from tests.make import (
    make_article,
    make_contributor,
    make_picture,
    make_section,
    make_tag,
)

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2024, 2, 29, 8, tzinfo=datetime.UTC)  # twelve in Yerevan
HOUR = datetime.timedelta(hours=1)


def meta(item):
    return dict(item.meta)


def test_an_export_names_the_site_and_its_version(leave):
    [site] = leave().of(Site)
    assert (site.version, site.base_blog_url, site.link) == ("1.2", *2 * ["http://testserver"])


def test_sections_come_after_those_they_stand_in(leave):
    inner, outer = make_section(slug="theatre"), make_section(slug="culture", name="Arts & Life")
    inner.parent = outer
    publishing.save_section(inner)
    found = [(each.slug, each.name, each.parent) for each in leave().of(Category)]
    assert found == [("culture", "Arts &amp; Life", ""), ("theatre", inner.name, "culture")]


def test_authors_and_topics_are_declared(leave):
    make_contributor(name="Nare Lori", slug="nare"), make_tag(name="Boats", slug="boats")
    taken = leave()
    assert [(a.login, a.name, a.email) for a in taken.of(Author)] == [("nare", "Nare Lori", "")]
    assert [(t.slug, t.name) for t in taken.of(Tag)] == [("boats", "Boats")]


def test_a_story_has_its_address_times_and_labels(leave):
    nare, aram = make_contributor(slug="nare"), make_contributor(slug="aram")
    lakes, arts = make_section(slug="lakes"), make_section(slug="arts")
    story = make_article(
        headline="Ferry & <bus> are back",
        slug="ferry",
        published_at=NOON,
        section=lakes,
        also_in=[arts],
        tags=[make_tag(slug="boats")],
        by=[nare, (aram, Byline.Role.PHOTOGRAPHS)],
        summary="Both left at noon.",
        source_url="https://lake.example/ferry",
        search_title="Ferries & buses",
        search_description="When they leave.",
    )
    [item] = leave().of(Item)[2:]
    assert item.title == "Ferry &amp; &lt;bus&gt; are back"
    assert (item.old_id, item.slug, item.status) == (str(1000 + story.pk * 8), "ferry", "publish")
    assert item.link == "http://testserver/2024/02/ferry/"
    assert (item.date, item.date_gmt) == ("2024-02-29 12:00:00", "2024-02-29 08:00:00")
    assert item.pub_date == "Thu, 29 Feb 2024 08:00:00 +0000"
    assert (item.creator, item.excerpt) == ("nare", "Both left at noon.")
    assert [(label.domain, label.slug) for label in item.labels] == [
        ("category", "lakes"),
        ("category", "arts"),
        ("post_tag", "boats"),
        ("author", "cap-nare"),
        ("author", "cap-aram"),
    ]
    said = meta(item)
    assert said["newsroom_bylines"] == '[["by", "nare"], ["photos", "aram"]]'
    assert said["_yoast_wpseo_title"] == "Ferries & buses"
    assert said["_yoast_wpseo_metadesc"] == "When they leave."
    assert said["_yoast_wpseo_canonical"] == "https://lake.example/ferry"
    assert said["_yoast_wpseo_primary_category"] == str(numbers.of_term(type(lakes), lakes.pk))


def test_every_state_has_a_word_of_wordpress(leave):
    soon = timezone.now() + HOUR
    make_article(headline="Out")
    make_article(headline="To come", published_at=soon)
    make_article(headline="Begun", status=Article.Status.DRAFT, published_at=None)
    make_article(headline="Handed in", status=Article.Status.IN_REVIEW, published_at=None)
    make_article(headline="Taken back", status=Article.Status.WITHDRAWN, withdrawal_reason="No.")
    found = leave().items()
    assert {title: item.status for title, item in found.items()} == {
        "Out": "publish",
        "To come": "future",
        "Begun": "draft",
        "Handed in": "pending",
        "Taken back": "private",
    }
    assert found["Begun"].date_gmt == "0000-00-00 00:00:00"
    assert found["Begun"].date > "2020"
    assert found["Begun"].pub_date == ""
    assert meta(found["Taken back"])["newsroom_withdrawal_reason"] == "No."


def test_a_dateline_opens_the_text_as_words(leave):
    make_article(
        headline="A", dateline_place="GYUMRI", dateline_agency="Lake & Co", body="<p>It rains.</p>"
    )
    [item] = leave().items().values()
    assert "<p>GYUMRI (Lake &amp; Co) — It rains.</p>" in item.body
    assert meta(item)["newsroom_dateline"] == '["GYUMRI", "Lake & Co", "", "GYUMRI (Lake & Co) —"]'


def test_what_hangs_on_a_story_goes_along(leave):
    original, other = make_article(headline="Original"), make_article(headline="Other")
    story = make_article(
        headline="Թարգմանություն", language="hy", translation_of=original, picks=[other], slug="new"
    )
    story.slug = "newer"
    publishing.save(story, by=None)
    story.corrections.create(text="It was Tuesday.", noted_at=NOON)
    said = leave().items()["Թարգմանություն"].meta
    number = lambda article: str(numbers.of_post(Article, article.pk))  # noqa: E731
    note = (
        '{"kind": "correction", "text": "It was Tuesday.", "noted_at": "2024-02-29T08:00:00+00:00"}'
    )
    assert {
        ("_wp_old_slug", "new"),
        ("newsroom_language", "hy"),
        ("newsroom_translation_of", number(original)),
        ("newsroom_pick", f"{number(other)} 0"),
        ("newsroom_correction", note),
    } <= set(said)


def test_a_pick_is_told_by_the_later_of_two_stories(leave):
    later = make_article(headline="Later")
    first = make_article(headline="First", picks=[later], translation_of=None)
    translation = make_article(headline="Translation", translation_of=later)
    later.picks.create(other=translation, position=3)
    found = leave().items()
    number = lambda article: numbers.of_post(Article, article.pk)  # noqa: E731
    picks = {
        title: [(key, value) for key, value in item.meta if "newsroom_pick" in key]
        for title, item in found.items()
    }
    assert picks == {
        "Later": [],
        "First": [("newsroom_pick", f"{number(later)} 0")],
        "Translation": [("newsroom_picked_by", f"{number(later)} 3")],
    }
    assert first.picks.count() == 1


def test_wordpress_does_not_take_two_stories_of_one_title_for_one(leave):
    at = NOON.replace(microsecond=7)
    early = {make_article(headline=name, published_at=at).pk for name in ("Nové Lore", "NOVE LORE")}
    make_article(headline="Else", published_at=at)
    [first, second, other] = leave().of(Item)
    assert {int(item.old_id) for item in (first, second)} == {
        numbers.of_post(Article, pk) for pk in early
    }
    assert [item.date[-2:] for item in (first, second, other)] == ["00", "01", "00"]
    exact = "2024-02-29T08:00:00.000007+00:00"
    assert {meta(item)["newsroom_published_at"] for item in (first, second, other)} == {exact}


def test_pictures_come_when_the_texts_that_show_them_are_there(leave):
    make_article(lead_picture=make_picture())
    Page.objects.create(path="about", title="About")
    kinds = [item.kind for item in leave().of(Item)]
    assert kinds == ["page", "post", "attachment"]


def test_pages_stand_below_one_another(leave):
    about = Page.objects.create(path="about", title="About", body="<p>Us.</p>")
    Page.objects.create(path="about/history", title="History", body="<p>Then.</p>", language="hy")
    history = leave().items("page")["History"]
    assert (history.slug, history.parent) == ("history", str(numbers.of_post(Page, about.pk)))
    assert history.link == "http://testserver/about/history/"
    assert meta(history) == {
        "newsroom_path": "about/history",
        "newsroom_title": "History",
        "newsroom_language": "hy",
    }


def test_a_page_that_readers_do_not_see_is_a_draft(leave):
    Page.objects.create(path="about", title="About", is_public=False)
    about = leave().items("page")["About"]
    assert (about.status, about.date_gmt) == ("draft", "0000-00-00 00:00:00")


def test_translations_come_behind_what_they_translate(leave):
    translation = make_article(headline="Translation")
    translation.translation_of = make_article(headline="Original")
    publishing.save(translation, by=None)
    assert list(leave().items()) == ["Original", "Translation"]


def test_pictures_are_attachments_with_their_words(leave):
    picture = make_picture(alt='A "bridge"', caption="In rain", credit="Ani", focal_x=10)
    make_article(
        headline="Rain", lead_picture=picture, body=f'<figure data-picture="{picture.pk}"></figure>'
    )
    taken = leave()
    [item] = taken.items("attachment").values()
    name = str(picture.original)
    assert item.attachment_url == f"http://testserver/media/{name}"
    assert (item.excerpt, item.status) == ("In rain", "inherit")
    assert meta(item) == {
        "_wp_attached_file": name,
        "_wp_attachment_image_alt": 'A "bridge"',
        "_media_credit": "Ani",
        "newsroom_focal": "10 50",
    }
    story = taken.items()["Rain"]
    assert meta(story)["_thumbnail_id"] == item.old_id
    assert (
        f'src="{item.attachment_url}" alt="A &quot;bridge&quot;" class="wp-image-{item.old_id}"'
        in story.body
    )


def test_a_picture_whose_rights_are_over_is_given_to_nobody(leave):
    over = make_picture(rights_until=timezone.now() - HOUR, caption="Not ours")
    make_article(
        headline="Old",
        lead_picture=over,
        body=f'<p>A</p><figure data-picture="{over.pk}"></figure>',
    )
    taken = leave()
    assert taken.items("attachment") == {}
    assert "Not ours" not in taken.text("site.wxr.xml")
    assert "_thumbnail_id" not in taken.text("site.wxr.xml")
    assert [each["caption"] for each in taken.json("pictures")] == ["Not ours"]


def test_words_that_would_end_the_file_do_not(leave):
    make_article(headline="]]> & \x0b]]]>", body="<p>]]&gt; <code>]]&gt;</code></p>")
    [item] = leave().items().values()
    assert item.title == "]]&gt; &amp; ]]]&gt;"


def test_a_large_site_is_several_exports_each_whole(leave):
    for _ in range(3):
        make_article(section=make_section())
    taken = leave(largest=1)
    files = sorted(path.name for path in taken.folder.glob("*.xml"))
    assert files == ["site-2.wxr.xml", "site-3.wxr.xml", "site.wxr.xml"]
    assert len(taken.of(Item)) == 1
    assert len(taken.of(Category)) == 3
    assert "Divided into 3 files" in taken.text("README.txt")

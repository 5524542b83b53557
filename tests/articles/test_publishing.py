"""The one door: what saving a story keeps and moves."""

import datetime

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import Article, OldSlug
from newsroom.models import Masthead
from newsroom.press.models import Edition
from tests.make import make_article, make_section, make_tag, make_user

pytestmark = pytest.mark.django_db


def make_draft(**fields):
    return make_article(status=Article.Status.DRAFT, published_at=None, **fields)


def test_a_story_gets_a_slug_from_its_headline():
    assert make_article(headline="New Bridge, Old River").slug == "new-bridge-old-river"


def test_an_armenian_headline_gives_a_slug():
    assert (
        make_article(headline="Երևանի նոր կամուրջը", language="hy").slug == "yerevani-nor-kamurjy"
    )


def test_two_stories_of_one_headline_get_two_slugs():
    slugs = [make_article(headline="Weather").slug for _ in range(3)]
    assert slugs == ["weather", "weather-2", "weather-3"]


@pytest.mark.parametrize("slug", ["feed", "comments", "11", "7"])
def test_a_slug_that_is_an_address_of_ours_gets_a_suffix(slug):
    assert make_article(slug=slug).slug == f"{slug}-2"


def test_renaming_keeps_the_old_slug_and_no_other_story_can_take_it():
    article = make_article(slug="first")
    article.slug = "second"
    publishing.save(article, by=None)
    assert OldSlug.objects.get().article == article
    assert make_article(slug="first").slug == "first-2"


def test_renaming_back_leaves_no_redirect_to_itself():
    article = make_article(slug="first")
    for slug in ("second", "first"):
        article.slug = slug
        publishing.save(article, by=None)
    assert list(OldSlug.objects.values_list("slug", flat=True)) == ["second"]


def test_the_body_is_clean_whoever_saves_it():
    article = make_article(body="<p onclick='x()'>One<script>alert(1)</script></p>")
    article.refresh_from_db()
    assert article.body == "<p>One</p>"


def test_the_dateline_opens_the_first_paragraph_with_the_masthead_dash():
    Masthead(default_dash="–").save()
    article = make_article(body="<p>Rain.</p><p>Sun.</p>", dateline_place="GYUMRI")
    assert article.rendered_body == '<p><span class="dl">GYUMRI</span> – Rain.</p><p>Sun.</p>'
    assert article.body == "<p>Rain.</p><p>Sun.</p>"


def test_a_story_keeps_its_own_dash():
    Masthead(default_dash="–").save()
    article = make_article(body="<p>Rain.</p>", dateline_place="GYUMRI", dateline_dash="—")
    assert article.teaser == "GYUMRI — Rain."


def test_only_a_substantive_edit_of_a_public_story_moves_updated():
    article = make_article()
    publishing.save(article, by=None)
    assert article.updated_at is None
    publishing.save(article, by=None, substantive=True)
    assert article.updated_at > article.published_at


def test_a_substantive_edit_before_publication_does_not_say_updated():
    article = make_draft()
    publishing.save(article, by=None, substantive=True)
    assert article.updated_at is None


def test_a_story_is_listed_in_its_sections_and_those_around_them():
    outer = make_section(name="Diaspora")
    inner = make_section(name="Community", parent=outer)
    other = make_section(name="Culture")
    article = make_article(section=inner, also_in=[other])
    assert set(article.listed_in.all()) == {outer, inner, other}


def test_moving_a_section_moves_where_its_stories_are_listed():
    old, new = make_section(), make_section()
    inner = make_section(parent=old)
    article = make_article(section=inner)
    inner.parent = new
    publishing.save_section(inner)
    assert set(article.listed_in.all()) == {inner, new}


def test_every_save_is_a_version_with_its_editor():
    editor = make_user("editor")
    article = make_draft(editor=editor)
    article.headline = "A better headline"
    publishing.save(article, by=editor)
    versions = article.history.order_by("history_id")
    assert [version.history_user for version in versions] == [editor, editor]
    assert versions.last().headline == "A better headline"


def test_every_save_begins_a_new_edition():
    article = make_article()
    before = Edition.objects.get().number
    publishing.save(article, by=None)
    assert Edition.objects.get().number == before + 1


def test_a_failing_relation_saves_nothing():
    article = make_article(headline="Before")
    article.headline = "After"

    def fail():
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        publishing.save(article, by=None, relate=fail)
    article.refresh_from_db()
    assert article.headline == "Before"


def test_a_translation_of_a_translation_points_at_the_original():
    original = make_article()
    armenian = make_article(language="hy", translation_of=original)
    western = make_article(language="hyw", translation_of=armenian)
    assert western.translation_of == original
    assert list(original.other_languages()) == [armenian, western]
    assert list(western.other_languages()) == [original, armenian]


def test_published_is_what_is_ready_and_due():
    due = make_article()
    make_draft()
    make_article(status=Article.Status.IN_REVIEW)
    make_article(status=Article.Status.WITHDRAWN)
    make_article(published_at=timezone.now() + datetime.timedelta(minutes=1))
    assert list(Article.objects.published()) == [due]


def test_ready_without_a_time_is_refused_by_the_database(django_db_blocker):
    from django.db import IntegrityError, transaction

    article = make_draft()
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(status=Article.Status.READY)


def test_tags_are_set_with_the_story():
    tag = make_tag(name="Bridges")
    assert list(make_article(tags=[tag]).tags.all()) == [tag]

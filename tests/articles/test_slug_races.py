"""Several editors who want one slug in the same moment, at the desk."""

import pytest
from django.test import Client

from articles.models import Article, OldSlug
from tests.articles.deskforms import ADD, address, form_data
from tests.make import make_article, make_section, make_user
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def desk():
    client = Client()
    client.force_login(make_user("editor"))
    return client


def saving(url, answers, **changes):
    """Return a save of a form that was opened and filled in before."""
    client = desk()
    data = form_data(client, url, **changes) | {"_save": "Save"}
    return lambda: answers.append(client.post(url, data).status_code)


def slugs():
    return sorted(Article.objects.values_list("slug", flat=True))


def test_two_stories_renamed_to_one_slug_at_once_end_in_two_and_lead_there_from_their_old_ones():
    stories, answers = [make_article(slug=f"draft-{n}") for n in range(2)], []
    old = [story.get_absolute_url() for story in stories]
    at_once(*[saving(address(story), answers, slug="flood") for story in stories])
    assert (answers, slugs()) == ([302, 302], ["flood", "flood-2"])
    for story, before in zip(stories, old, strict=True):
        story.refresh_from_db()
        moved = Client().get(before)
        assert (moved.status_code, moved["Location"]) == (301, story.get_absolute_url())
        assert Client().get(moved["Location"]).status_code == 200


def test_stories_begun_with_one_slug_at_once_share_out_the_next():
    make_section()
    answers = []
    at_once(*[saving(ADD, answers, headline=f"Flood {n}", slug="flood") for n in range(4)])
    assert (answers, slugs()) == ([302] * 4, ["flood", "flood-2", "flood-3", "flood-4"])


def test_a_slug_that_one_story_leaves_and_another_wants_at_once_stays_with_the_first():
    first, second, answers = make_article(slug="flood"), make_article(slug="other"), []
    at_once(
        saving(address(first), answers, slug="great-flood"),
        saving(address(second), answers, slug="flood"),
    )
    assert (answers, slugs()) == ([302, 302], ["flood-2", "great-flood"])
    assert {(old.slug, old.article_id) for old in OldSlug.objects.all()} == {
        ("flood", first.pk),
        ("other", second.pk),
    }


def test_who_gets_another_slug_than_they_typed_is_told():
    make_article(slug="flood")
    client, story = desk(), make_article(slug="draft")
    data = form_data(client, address(story), slug="flood") | {"_save": "Save"}
    answer = client.post(address(story), data, follow=True)
    said = [str(message) for message in answer.context["messages"]]
    assert "The slug “flood” is taken; the story has “flood-2”." in said
    client.post(address(story), form_data(client, address(story)) | {"_save": "Save"})
    story.refresh_from_db()
    assert story.slug == "flood-2"

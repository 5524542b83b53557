"""The markup that a story had on its old site, at the desk."""

import pytest
from django.urls import reverse

from newsroom.models import Moved, Original
from tests.make import make_article, make_user
from tests.reading import one, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def brought():
    story = make_article(headline="The ferry")
    moved = Moved.objects.create(source="lake.example", kind="post", old_id="1", new_id=story.pk)
    Original.objects.create(moved=moved, markup="[box]<script>x()</script>[/box]")
    return story


def address(story):
    return reverse("admin:articles_article_original", args=[story.pk])


def test_a_story_that_was_brought_leads_to_its_markup(client, brought):
    client.force_login(make_user("editor"))
    form = client.get(reverse("admin:articles_article_change", args=[brought.pk]))
    link = one(form, f".//a[@href='{address(brought)}']")
    assert link.text == "Original markup"
    page = client.get(address(brought))
    assert texts(page, ".//pre") == ["[box]<script>x()</script>[/box]"]
    assert "script-src 'self'" in page["Content-Security-Policy"]
    assert client.post(address(brought)).status_code == 405


def test_a_story_that_was_written_here_has_none(client):
    story = make_article()
    client.force_login(make_user("editor"))
    form = client.get(reverse("admin:articles_article_change", args=[story.pk]))
    assert address(story) not in form.text
    assert client.get(address(story)).status_code == 404


def test_who_may_not_see_stories_sees_no_markup_either(client, brought):
    client.force_login(make_user("newsletter"))
    assert client.get(address(brought)).status_code == 403
    client.logout()
    assert client.get(address(brought)).status_code == 302

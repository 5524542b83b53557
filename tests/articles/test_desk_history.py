"""What a story was before, at the desk."""

import pytest
from django.urls import reverse

from articles import publishing
from newsroom.roles import ROLES
from tests.make import make_article, make_tag, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    article = make_article(headline="Rain expected", tags=[make_tag()])
    article.headline = "Rain at last"
    return publishing.save(article, by=make_user("editor", username="ani"))


def version(article):
    return reverse(
        "admin:articles_article_simple_history", args=[article.pk, article.history.latest().pk]
    )


@pytest.mark.parametrize("role", ["reporter", "editor"])
def test_whoever_may_read_a_story_may_read_what_it_was(client, article, role):
    client.force_login(make_user(role))
    page = client.get(reverse("admin:articles_article_history", args=[article.pk]))
    assert page.status_code == 200
    assert "ani" in page.text
    assert "Rain expected → Rain at last" in page.text
    assert client.get(version(article)).status_code == 200


@pytest.mark.parametrize("role", sorted(ROLES.keys() - {"reporter", "editor"}))
def test_whoever_may_not_read_stories_may_not_read_what_they_were(client, article, role):
    client.force_login(make_user(role))
    address = reverse("admin:articles_article_history", args=[article.pk])
    assert client.get(address).status_code == 403
    assert client.get(version(article)).status_code == 403


@pytest.mark.parametrize("role", [*ROLES, "superuser"])
def test_nothing_is_changed_from_an_old_version(client, article, role):
    is_superuser = role == "superuser"
    client.force_login(make_user(*ROLES.keys() & {role}, is_superuser=is_superuser))
    before = list(article.tags.all())
    answer = client.post(version(article), {"headline": "Mine", "status": "draft", "tags": []})
    article.refresh_from_db()
    assert answer.status_code == 405
    assert (article.headline, list(article.tags.all())) == ("Rain at last", before)


def test_the_history_of_a_story_is_closed_to_readers(client, article):
    address = reverse("admin:articles_article_history", args=[article.pk])
    assert client.get(address).url.startswith("/admin/login/")

"""Previews at the desk: the form as readers would get it, and links for people without a login."""

import re

import pytest

from articles import previews
from articles.models import Article, PreviewLink
from newsroom.press.models import Edition
from tests import make
from tests.articles.deskforms import ADD, address, form_data
from tests.reading import texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = make.make_user("editor", username="ani")
    client.force_login(user)
    return user


@pytest.fixture
def draft():
    return make.make_article(headline="Secret", status=Article.Status.DRAFT, published_at=None)


def preview(client, url, **changes):
    return client.post(url, form_data(client, url, **changes) | {"_preview": "Preview"})


def links(article):
    return f"/admin/articles/article/{article.pk}/links/"


def test_what_stands_in_the_form_is_shown_and_not_saved(client, editor, draft):
    tag = make.make_tag(name="Mills")
    changes = {"headline": "Not saved", "body": "<p>Only seen.</p>", "tags": [tag.pk]}
    edition = list(Edition.objects.all())
    before, versions = Article.objects.get(), draft.history.count()
    response = preview(client, address(draft), note="Nor this", **changes)
    assert texts(response, ".//h1") == ["Not saved"]
    assert "Only seen." in response.text
    assert "Mills" in texts(response, ".//a[@rel='tag']")
    after = Article.objects.get()
    assert (after.headline, after.body, after.saved_at) == ("Secret", before.body, before.saved_at)
    assert (draft.history.count(), draft.tags.count(), draft.notes.count()) == (versions, 0, 0)
    assert list(Edition.objects.all()) == edition


def test_a_new_story_is_shown_before_it_was_ever_saved(client, editor):
    assert texts(preview(client, ADD, headline="Begun"), ".//h1") == ["Begun"]
    assert not Article.objects.exists()
    assert "added successfully" not in client.get("/admin/").text


def test_a_preview_of_faults_names_them_and_keeps_what_was_typed(client, editor, draft):
    response = preview(client, address(draft), headline="", deck="Kept")
    assert "Give the story its headline." in response.text
    assert 'value="Kept"' in response.text


def test_an_edit_of_what_readers_have_is_shown_and_not_given_to_them(client, editor):
    story = make.make_article(headline="As it is")
    assert texts(preview(client, address(story), headline="As it may be"), ".//h1") == [
        "As it may be"
    ]
    assert texts(client.get(story.get_absolute_url()), ".//h1") == ["As it is"]


def test_no_cache_keeps_what_is_shown_from_the_form(client, editor, draft):
    response = preview(client, address(draft))
    assert "no-store" in response["Cache-Control"]
    assert "form-action 'none'" in response["Content-Security-Policy"]


def test_a_reporter_previews_their_own_story_alone(client, draft):
    client.force_login(make.make_user("reporter"))
    assert client.post(address(draft), {"headline": "x", "_preview": "x"}).status_code == 403


def test_who_may_only_read_a_story_sees_it_as_it_was_saved(client, draft):
    client.force_login(make.make_user("reporter"))
    seen = f"/admin/articles/article/{draft.pk}/preview/"
    assert f'href="{seen}"' in client.get(address(draft)).text
    assert texts(client.get(seen), ".//h1") == ["Secret"]
    assert not PreviewLink.objects.exists()


def test_a_link_is_made_for_a_script_and_for_who_has_none(client, editor, draft):
    answer = client.post(links(draft), headers={"accept": "application/json"}).json()
    assert texts(client.get(answer["address"]), ".//h1") == ["Secret"]
    assert answer["said"].startswith("Works until ")
    response = client.post(links(draft), headers={"accept": "text/html"}, follow=True)
    [first, second] = PreviewLink.objects.all()
    [said] = texts(response, ".//ul[@class='messagelist']/li")
    assert re.fullmatch(r"Works until .+ http://testserver/preview/\S+", said)
    assert (first.made_by, second.made_by) == (editor, editor)


def test_the_desk_says_when_a_link_was_opened_and_takes_it_back(client, editor, draft):
    link = previews.make(draft, editor)
    client.get(previews.address(link))
    [said] = texts(client.get(address(draft)), ".//section[@id='preview-links']//li/p")
    assert "Made by ani. Opened: today" in said
    client.post(f"/admin/articles/article/links/{link.pk}/revoke/")
    assert client.get(previews.address(link)).status_code == 404
    [said] = texts(client.get(address(draft)), ".//section[@id='preview-links']//li/p")
    assert said.startswith("Taken back.")


def test_a_link_of_a_closed_account_is_taken_back_before_the_account_is_opened_again(
    client, editor, draft
):
    leaver = make.make_user("editor", username="narek")
    link = previews.make(draft, leaver)
    set_active(leaver, False)
    [said] = texts(client.get(address(draft)), ".//section[@id='preview-links']//li/p")
    assert said.startswith("Shows nothing while the account of who made it is closed. Ends ")
    assert "Made by narek." in said
    take_back = f"/admin/articles/article/links/{link.pk}/revoke/"
    assert f'action="{take_back}"' in client.get(address(draft)).text
    client.post(take_back)
    set_active(leaver, True)
    assert client.get(previews.address(link)).status_code == 404
    [said] = texts(client.get(address(draft)), ".//section[@id='preview-links']//li/p")
    assert said.startswith("Taken back.")


def test_of_a_link_whose_maker_was_deleted_there_is_nothing_to_take_back(client, editor, draft):
    leaver = make.make_user("editor", username="narek")
    previews.make(draft, leaver)
    leaver.delete()
    page = client.get(address(draft))
    [said] = texts(page, ".//section[@id='preview-links']//li/p")
    assert said.startswith("Shows nothing: the account of who made it was closed.")
    assert "/revoke/" not in page.text


def set_active(user, is_active):
    user.is_active = is_active
    user.save()


@pytest.mark.parametrize("role", ["reporter", "moderator", "newsletter", None])
def test_nobody_shares_somebody_else_s_story_but_an_editor(client, draft, role):
    client.force_login(make.make_user(*([role] if role else [])))
    link = previews.make(draft, make.make_user())
    assert client.post(links(draft)).status_code == 403
    assert client.post(f"/admin/articles/article/links/{link.pk}/revoke/").status_code == 403
    assert [each.revoked_at for each in PreviewLink.objects.all()] == [None]
    if role != "reporter":
        assert client.get(f"/admin/articles/article/{draft.pk}/preview/").status_code == 403


@pytest.mark.parametrize("status", ["ready", "withdrawn"])
def test_what_needs_no_link_gets_none(client, editor, status):
    story = make.make_article(status=status, withdrawal_reason="Wrong.")
    assert "Copy preview link" not in client.get(address(story)).text
    assert client.post(links(story)).status_code == 403
    assert not PreviewLink.objects.exists()


def test_links_are_made_and_taken_back_by_posts_alone(client, editor, draft):
    link = previews.make(draft, editor)
    assert client.get(links(draft)).status_code == 405
    assert client.get(f"/admin/articles/article/links/{link.pk}/revoke/").status_code == 405
    for pk in ("0", "x", "9" * 40):
        assert client.post(f"/admin/articles/article/{pk}/links/").status_code == 404
        assert client.get(f"/admin/articles/article/{pk}/preview/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_form_costs_the_same_for_one_link_and_for_three(
    client, editor, draft, django_assert_max_num_queries, count
):
    for _ in range(count):
        previews.note_opening(previews.make(draft, editor))
    client.get(address(draft))
    with django_assert_max_num_queries(33):
        client.get(address(draft))


@pytest.mark.parametrize("is_active", [True, False])
def test_every_link_that_lasts_is_shown_and_there_are_not_too_many(
    client, editor, draft, is_active
):
    first, leaver = previews.make(draft, editor), make.make_user("editor")
    for _ in range(20):
        previews.revoke(previews.make(draft, editor))
    for _ in range(previews.MOST_LASTING - 1):
        previews.make(draft, leaver)
    set_active(leaver, is_active)
    page = client.get(address(draft)).text
    assert previews.address(first).split("/")[-2].split(":")[0] in page
    assert page.count('/revoke/"') == previews.MOST_LASTING
    response = client.post(links(draft), headers={"accept": "text/html"}, follow=True)
    assert "take one back first" in response.text
    assert PreviewLink.objects.lasting().count() == previews.MOST_LASTING

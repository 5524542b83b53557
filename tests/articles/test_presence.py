"""Who has a story open is told to everybody else who has it open."""

import datetime
import json

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Presence
from newsroom.press import clock
from tests.articles.deskforms import address, form_data
from tests.articles.test_working_copies import COPIES, send
from tests.make import make_article, make_user

pytestmark = pytest.mark.django_db


def desk(username, group="editor", **fields):
    client, user = Client(), make_user(group, username=username, **fields)
    client.force_login(user)
    return client, user


def told(answer):
    return [sentence.rpartition(",")[0] for sentence in answer.json()["others"]]


def beat(client, user, token, article, **more):
    return send(client, user, {"copy": token}, article=article.pk, fields=None, **more)


def test_both_are_told_who_else_has_a_story_open():
    article = make_article()
    (first, anahit), (second, _) = desk("anahit"), desk("narek", first_name="Narek")
    ours = form_data(first, address(article))
    page = second.get(address(article))
    assert "anahit has this story open too" in page.text
    assert told(beat(first, anahit, ours["copy"], article)) == ["Narek has this story open too"]


def test_who_opens_a_story_alone_is_told_nothing():
    article, other = make_article(), make_article()
    (first, anahit), (second, _) = desk("anahit"), desk("narek")
    second.get(address(other))
    assert first.get(address(article)).context["others"] == []
    token = form_data(first, address(article))["copy"]
    Presence.objects.filter(user=anahit).exclude(token=token).delete()
    assert told(beat(first, anahit, token, article)) == []


def test_a_second_window_of_ones_own_is_told_too():
    article = make_article()
    client, _ = desk("anahit")
    client.get(address(article))
    assert "You have this story open in another window too" in client.get(address(article)).text


@pytest.mark.parametrize("how", ["closes", "saves", "is silent"])
def test_who_closes_saves_or_falls_silent_is_gone(how):
    article = make_article()
    (first, anahit), (second, narek) = desk("anahit"), desk("narek")
    theirs = form_data(second, address(article))
    ours = form_data(first, address(article))
    beat(second, narek, theirs["copy"], article)
    assert len(told(beat(first, anahit, ours["copy"], article))) == 1
    if how == "closes":
        beat(second, narek, theirs["copy"], article, leaving=True)
    if how == "saves":
        second.post(address(article), theirs | {"_save": "Save"})
    if how == "is silent":
        Presence.objects.filter(user=narek).update(until=timezone.now())
    assert told(beat(first, anahit, ours["copy"], article)) == []


def test_who_saved_meanwhile_is_said_before_the_other_saves():
    article = make_article()
    (first, anahit), (second, _) = desk("anahit"), desk("narek")
    ours = form_data(first, address(article))
    said = beat(first, anahit, ours["copy"], article, seen=ours["seen"]).json()
    assert said["overtaken"] is False
    second.post(address(article), form_data(second, address(article)) | {"_save": "Save"})
    said = beat(first, anahit, ours["copy"], article, seen=ours["seen"]).json()
    assert said["overtaken"] is True


def test_who_may_not_change_a_story_neither_counts_nor_is_told():
    article = make_article()
    (client, reporter), (editor, anahit) = desk("aram", "reporter"), desk("anahit")
    ours = form_data(editor, address(article))
    client.get(address(article))
    assert told(beat(client, reporter, "abc", article)) == []
    assert told(beat(editor, anahit, ours["copy"], article)) == []


def test_the_name_of_who_is_there_is_text():
    article = make_article()
    (first, _), (second, _) = desk("<b>anahit"), desk("narek")
    first.get(address(article))
    assert "&lt;b&gt;anahit has this story open" in second.get(address(article)).text


def test_a_story_that_somebody_has_open_can_be_deleted():
    article = make_article(status="draft", published_at=None)
    client, _ = desk("anahit")
    client.get(address(article))
    page = client.get(f"/admin/articles/article/{article.pk}/delete/")
    assert "Presence" not in page.text
    article.delete()
    assert client.get("/admin/articles/article/").status_code == 200


def test_the_gone_are_forgotten():
    article = make_article()
    client, _ = desk("anahit")
    client.get(address(article))
    client.get(address(article))
    past = timezone.now() - datetime.timedelta(seconds=1)
    Presence.objects.filter(pk=Presence.objects.first().pk).update(until=past)
    clock.tick()
    assert Presence.objects.count() == 1


def test_the_last_word_of_a_page_keeps_its_text_and_says_good_bye():
    article = make_article()
    client, user = desk("anahit")
    data = form_data(client, address(article), headline="Heavy rain")
    last = send(client, user, data, article=article.pk, leaving=True)
    assert last.json()["state"] == "kept"
    assert Presence.objects.count() == 0
    assert json.loads(last.content)["others"] == []
    assert client.get(f"{COPIES}{data['copy']}/").status_code == 200


def test_a_form_that_comes_back_without_its_name_is_shown_with_another():
    article, (client, _) = make_article(), desk("anahit")
    posted = form_data(client, address(article)) | {"headline": ""}
    del posted["copy"]
    assert client.post(address(article), posted).status_code == 200
    assert Presence.objects.filter(article=article).count() == 2

"""The page that a mailed link opens: everything that we hold about an address."""

import importlib
import json
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from articles import publishing
from comments import moderation, reporting
from comments.models import Comment, Writer
from newsroom.press import tokens
from newsroom.press.models import Letter
from newsroom.press.redaction import redact
from tests.make import make_article, make_ban, make_comment, make_user

pytestmark = pytest.mark.django_db

ANI = "ani@example.org"


def test_the_page_shows_what_was_written_from_the_address_and_where_it_stands(client, page_of):
    story = make_article(headline="The bridge")
    make_comment(story, email=ANI, body="Seen by all")
    make_comment(story, email="Ani@example.org", body="Still waits", status="pending")
    make_comment(story, email=ANI, body="Turned down", status="spam", website="https://ani.example")
    make_comment(story, email="eva@example.org", body="Of another")
    make_comment(story, email=ANI, body="Of the paper", by_staff=make_user())
    page = client.get(page_of(ANI)).text
    shown = ("Seen by all", "Still waits", "Turned down", "Of another", "Of the paper")
    assert [words in page for words in shown] == [True, True, True, False, False]
    states = ("Readers can read it", "It waits for an editor", "It was not published")
    assert [page.count(state) for state in states] == [1, 1, 1]
    assert page.count("The bridge") == 3
    assert "https://ani.example" in page


def test_the_page_is_for_nobody_else(client, page_of):
    make_comment(email=ANI)
    address = page_of(ANI)
    for path in (address, f"{address}data/"):
        answer = client.get(path)
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["X-Robots-Tag"] == "noindex"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert dict(answer.cookies) == {}


def test_reading_changes_nothing_and_the_button_confirms_the_address(client, page_of):
    make_comment(email=ANI)
    address = page_of(ANI)
    before = Writer.objects.values().get()
    assert "Yes, it is mine" in client.get(address).text
    client.get(f"{address}data/")
    assert client.get(f"{address}confirm/").status_code == 405
    assert Writer.objects.values().get() == before

    answer = client.post(f"{address}confirm/", headers={"Origin": "null"})
    assert (answer.status_code, answer["Location"]) == (303, f"{address}?done=confirmed")
    page = client.get(answer["Location"]).text
    assert "Your address is confirmed." in page
    assert "Yes, it is mine" not in page
    assert list(Writer.objects.confirmed()) == [Writer.objects.get()]


def test_confirming_again_keeps_the_first_moment(client, page_of, clock):
    make_comment(email=ANI)
    address = page_of(ANI)
    client.post(f"{address}confirm/")
    first = Writer.objects.get().confirmed_at
    clock.shift(60)
    client.post(f"{address}confirm/")
    assert Writer.objects.get().confirmed_at == first


def test_the_link_works_for_a_day(client, page_of, clock):
    make_comment(email=ANI, body="Seen by all")
    address = page_of(ANI)
    clock.shift(86400)
    assert client.get(address).status_code == 200
    clock.shift(1)
    for answer in (client.get(address), client.post(f"{address}confirm/")):
        assert answer.status_code == 410
        assert "Seen by all" not in answer.text
        assert 'href="/comments/yours/?language=en"' in answer.text
    assert Writer.objects.confirmed().count() == 0


def test_nobody_guesses_the_address(client, page_of):
    make_comment(email=ANI)
    token = page_of(ANI).split("/")[3]
    writer = Writer.objects.get()
    guesses = [str(writer.pk), token[:-1], tokens.sign("newsletter.preferences", writer.pk), "é:é"]
    assert [client.get(f"/comment/yours/{guess}/").status_code for guess in guesses] == [404] * 4


def test_the_page_speaks_the_language_in_which_it_was_asked_for(client, mailbox):
    make_comment(email=ANI)
    client.post("/comments/yours/send/", {"email": ANI, "language": "hyw"})
    assert '<html lang="hyw"' in client.get(mailbox.link("/comment/yours/")).text


def test_a_story_that_readers_no_longer_have_is_not_named(client, page_of):
    comment = make_comment(email=ANI)
    story = comment.article
    story.headline = "Not yet for readers"
    story.return_to_draft()
    publishing.save(story, by=None)
    address = page_of(ANI)
    said = client.get(address).text + client.get(f"{address}data/").text
    assert comment.body in said
    assert ("Not yet for readers" in said, story.get_absolute_url() in said) == (False, False)


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_costs_the_same_for_one_comment_and_for_many(
    client, page_of, django_assert_num_queries, many
):
    for _ in range(many):
        make_comment(email=ANI)
    address = page_of(ANI)
    client.get(address)
    with django_assert_num_queries(8):
        client.get(address)


def test_many_comments_stand_on_pages(client, page_of):
    story = make_article()
    for number in range(51):
        make_comment(story, email=ANI, body=f"Number {number}.")
    address = page_of(ANI)
    first, second = client.get(address).text, client.get(f"{address}?page=2").text
    assert [page.count('<li id="comment-') for page in (first, second)] == [50, 1]
    assert 'href="?page=2"' in first


def test_all_of_it_is_taken_away_as_json(client, page_of):
    comment = make_comment(email=ANI, source="203.0.113.9", name="Անի", website="https://a.example")
    answered = make_comment(answers=comment, email=ANI)
    moderation.reject(comment, by=make_user(first_name="Editor"), why="Names a street")
    reporting.report(comment, reason="private", words="He means me", source="203.0.113.1")
    make_ban(ANI)
    answer = client.get(f"{page_of(ANI)}data/")
    held = json.loads(answer.text)
    assert answer["Content-Disposition"] == 'attachment; filename="comments.json"'
    assert answer["Content-Type"] == "application/json"
    assert (held["address"], len(held["blocked_since"])) == (ANI, 1)
    assert [letter["template"] for letter in held["letters"]] == ["comment_link"]
    newest, first = held["comments"]
    assert (newest["number"], newest["in_answer_to"]) == (answered.pk, comment.pk)
    said = [first[key] for key in ("name", "comment", "status", "sent_from", "website", "email")]
    expected = ["Անի", comment.body, "rejected", "203.0.113.9", "https://a.example", ANI]
    assert said == expected
    assert [each["why"] for each in first["decisions"]] == ["Names a street", ""]
    assert first["reported_as"] == ["private"]
    assert ("Editor" in answer.text, "He means me" in answer.text) == (False, False)
    assert "Անի" in answer.content.decode()


def test_no_log_holds_the_link_and_no_public_page_the_address(client, page_of):
    make_comment(email=ANI)
    address = page_of(ANI)
    assert redact(f"GET {address} 200") == "GET /comment/yours/[hidden]/ 200"
    assert ANI not in address
    assert Letter.objects.filter(context={}).count() == 1


def test_addresses_of_before_take_the_one_spelling():
    migration = importlib.import_module("comments.migrations.0010_one_spelling")
    comment = make_comment()
    Comment.objects.filter(pk=comment.pk).update(email="Ani.\u212a@Example.Org")
    migration.spell(apps, SimpleNamespace(connection=connection))
    assert Comment.objects.get().email == "ani.\u212a@example.org"

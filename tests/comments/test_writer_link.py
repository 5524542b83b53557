"""Somebody asks for the link to what they wrote."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments import writers
from comments.models import Writer
from newsroom.press import clock as minute
from newsroom.press.models import Letter
from tests.make import make_article, make_ban, make_comment
from tests.together import at_once

pytestmark = pytest.mark.django_db

SEND = "/comments/yours/send/"


def ask(client, email="ani@example.org", source="203.0.113.7", **fields):
    return client.post(SEND, {"email": email} | fields, REMOTE_ADDR=source)


def test_the_form_needs_no_cookie_and_is_the_same_for_everyone(client):
    answer = client.get("/comments/yours/")
    told = (answer.status_code, dict(answer.cookies), answer["Cache-Control"].split(",")[0])
    assert told == (200, {}, "public")
    assert f'action="{SEND}#link"' in answer.text
    assert '<meta name="robots" content="noindex">' in answer.text
    assert "<h1>Ձեր գրածը</h1>" in client.get("/comments/yours/?language=hy").text


@pytest.mark.parametrize(("language", "query"), [("en", ""), ("hyw", "?language=hyw")])
def test_every_form_leads_to_it_in_the_language_of_its_story(client, language, query):
    page = client.get(make_article(language=language).get_absolute_url()).text
    assert page.count(f'href="/comments/yours/{query}"') == 1


def test_a_known_and_an_unknown_address_are_answered_alike(client, mailbox):
    make_comment(email="ani@example.org")
    answers = [ask(client), ask(client, "eva@example.org"), ask(client)]
    told = {answer.text.replace("ani@", "eva@") for answer in answers}
    assert [answer.status_code for answer in answers] == [200] * 3
    assert len(told) == 1
    assert {answer["Cache-Control"] for answer in answers} == {"private, no-store"}
    assert [letter.to for letter in mailbox.fetch()] == [["ani@example.org"]]
    assert list(Writer.objects.values_list("email", flat=True)) == ["ani@example.org"]


def test_the_database_does_the_same_for_a_known_and_an_unknown_address(client):
    make_comment(email="ani@example.org")
    ask(client, "first@example.org")

    def deeds(email):
        with CaptureQueriesContext(connection) as asked:
            ask(client, email)
        begun = [question["sql"].split('"')[0] for question in asked]
        return [each for each in begun if "SAVEPOINT" not in each]  # one is taken back to, one not

    known, unknown = deeds("ani@example.org"), deeds("eva@example.org")
    assert known == unknown
    assert deeds("ani@example.org") == deeds("eva@example.org")
    assert len([each for each in known if each.startswith("INSERT")]) == 4
    assert Letter.objects.count() == 1
    assert list(Writer.objects.values_list("email", flat=True)) == ["ani@example.org"]


def test_a_blocked_address_is_known(client, mailbox):
    make_ban("ani@example.org")
    ask(client)
    assert [letter.to for letter in mailbox.fetch()] == [["ani@example.org"]]


def test_the_link_goes_to_the_mailbox_however_its_capitals_were_typed(client, mailbox):
    make_comment(email="Ani@Example.org")
    ask(client, "ANI@example.ORG")
    assert [letter.to for letter in mailbox.fetch()] == [["ani@example.org"]]


def test_a_letter_that_folds_into_another_is_another_address(client, mailbox):
    make_comment(email="kit@example.org", name="Kit")
    ask(client, "\u212ait@example.org")
    assert mailbox.fetch() == []


def test_an_address_gets_one_link_an_hour(client, mailbox, clock):
    make_comment(email="ani@example.org")
    for shift, letters in ((0, 1), (3599, 0), (1, 1)):
        clock.shift(shift)
        ask(client)
        assert len(mailbox.fetch()) == letters


@pytest.mark.django_db(transaction=True)
def test_many_who_ask_at_once_set_off_one_letter():
    make_comment(email="ani@example.org")
    at_once(*[lambda: writers.ask("ani@example.org", language="en", source="")] * 6)
    assert (Writer.objects.count(), Letter.objects.count()) == (1, 1)


def test_the_letter_holds_not_a_word_that_somebody_typed(client, mailbox):
    make_comment(email="typed-name@example.org", name="Typed Name", body="Typed words")
    fields = {"name": "Typed", "subject": "Typed", "language": "en", "body": "Typed"}
    ask(client, "typed-name@example.org", **fields)
    (letter,) = mailbox.fetch()
    wire = letter.message()
    del wire["To"]
    said = wire.as_string() + letter.body + letter.alternatives[0].content
    assert "typed" not in said.lower()


@pytest.mark.parametrize(
    ("language", "word"), [("hy", "Բացել ձեր մեկնաբանությունները"), ("hyw", "Բանալ ձեր")]
)
def test_the_letter_speaks_the_language_of_the_form(client, mailbox, language, word):
    make_comment(email="ani@example.org")
    answer = ask(client, language=language)
    (letter,) = mailbox.fetch()
    assert word in letter.alternatives[0].content
    assert f'<html lang="{language}"' in answer.text


def test_a_source_that_asks_too_often_has_to_wait(client, clock):
    for number in range(20):
        assert ask(client, f"reader{number}@example.org").status_code == 200
    answer = ask(client)
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
    assert 'value="ani@example.org"' in answer.text
    assert ask(client, source="203.0.113.8").status_code == 200


@pytest.mark.parametrize("is_known", [True, False])
def test_an_address_for_which_many_ask_has_to_wait_whether_we_know_it_or_not(client, is_known):
    if is_known:
        make_comment(email="ani@example.org")
    answers = [ask(client, source=f"203.0.113.{number}") for number in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert ask(client, "ANI@example.org").status_code == 429


def test_what_is_no_address_comes_back_with_what_was_typed(client):
    answer = ask(client, "ani@nowhere")
    assert answer.status_code == 422
    assert 'value="ani@nowhere"' in answer.text
    assert '<a href="#link-email">Enter an email address in the correct format' in answer.text


def test_a_post_from_another_site_is_refused(client):
    make_comment(email="ani@example.org")
    foreign = {"Sec-Fetch-Site": "cross-site"}
    answer = client.post(SEND, {"email": "ani@example.org"}, headers=foreign)
    assert (answer.status_code, Letter.objects.count()) == (403, 0)


def test_reading_the_address_that_takes_the_form_leads_to_it(client):
    assert client.get(SEND)["Location"] == "/comments/yours/"


def test_an_address_that_nobody_confirmed_is_forgotten_after_a_month(client, mailbox, clock):
    make_comment(email="ani@example.org")
    make_comment(email="eva@example.org")
    ask(client)
    ask(client, "eva@example.org")
    Writer.objects.get(email="eva@example.org").confirm()
    mailbox.fetch()
    clock.shift(30 * 86400 - 60)
    minute.tick()
    assert Writer.objects.count() == 2
    clock.shift(120)
    minute.tick()
    assert list(Writer.objects.values_list("email", flat=True)) == ["eva@example.org"]
    assert len(mail.outbox) == 2

"""A tick below a comment, and the one letter that asks whether it was meant."""

import pytest

from comments import notices, writers
from comments.models import Comment, Writer
from newsroom.press import clock as minute
from newsroom.press.models import Letter
from tests.make import make_article, make_ban, make_comment

pytestmark = pytest.mark.django_db

ANI = "ani@example.org"
TICK = "Email me when somebody answers"


@pytest.fixture
def tick(client):
    """Return a function that sends a comment with the box ticked."""

    def tick(body="I was there", story=None, **fields):
        story = story or make_article()
        reply = {"name": "Ani", "email": ANI, "body": body, "notices": "on"} | fields
        headers = {"Sec-Fetch-Site": "same-origin"}
        return client.post(f"{story.get_absolute_url()}comments/", reply, headers=headers)

    return tick


def test_the_box_is_there_and_off(client):
    page = client.get(make_article().get_absolute_url()).text
    assert page.count(TICK) == 1
    assert 'name="notices"' in page
    assert "checked" not in page.partition('name="notices"')[2].partition(">")[0]


def test_who_ticks_nothing_gets_no_mail(client, mailbox, tick):
    tick(notices="")
    assert (mailbox.fetch(), Writer.objects.count()) == ([], 0)
    assert Comment.objects.get().wants_notices is False


def test_a_tick_is_kept_when_the_form_comes_back(client, tick):
    page = tick(body="").text
    assert "checked" in page.partition('name="notices"')[2].partition(">")[0]


def test_the_question_holds_not_a_word_that_the_sender_typed(mailbox, tick):
    website = "https://typed.example"
    tick("Typed words", name="Typed Name", email="typed-name@example.org", website=website)
    (letter,) = mailbox.fetch()
    wire = letter.message()
    del wire["To"]
    said = wire.as_string() + letter.body + letter.alternatives[0].content
    assert letter.to == ["typed-name@example.org"]
    assert "typed" not in said.lower()


def test_an_address_is_asked_once_a_day_and_once_confirmed_never_again(
    client, mailbox, tick, clock
):
    story = make_article()
    for number, (shift, letters) in enumerate([(0, 1), (60, 0), (86400 - 60, 1)]):
        clock.shift(shift)
        tick(f"Words number {number}", story)
        assert len(mailbox.fetch()) == letters
    writers.of_address(ANI, "en").confirm()
    clock.shift(2 * 86400)
    tick("Words of a known reader", story)
    assert mailbox.fetch() == []
    assert Comment.objects.filter(wants_notices=True).count() == 4


def test_the_same_comment_sent_again_asks_nothing_more(mailbox, tick):
    story = make_article()
    for _ in range(3):
        tick("I was there", story)
    assert (len(mailbox.fetch()), Comment.objects.count()) == (1, 1)


def test_spam_asks_nobody(mailbox, tick):
    make_ban(ANI)
    tick()
    assert (mailbox.fetch(), Comment.objects.get().status) == ([], "spam")


def test_reading_the_link_changes_nothing_and_the_button_confirms(client, mailbox, tick):
    tick()
    address = mailbox.link("/comment/notices/")
    page = client.get(address)
    told = [page[name] for name in ("Cache-Control", "X-Robots-Tag", "Referrer-Policy")]
    assert told == ["private, no-store", "noindex", "no-referrer"]
    assert dict(page.cookies) == {}
    assert "Yes, write to me" in page.text
    assert Writer.objects.confirmed().count() == 0
    for _ in range(2):
        answer = client.post(address)
        assert (answer.status_code, answer["Location"]) == (303, address)
    assert "Your address is confirmed." in client.get(address).text
    assert [each.email for each in Writer.objects.confirmed()] == [ANI]


def test_from_the_tick_to_the_notice(client, mailbox, tick):
    tick()
    client.post(mailbox.link("/comment/notices/"))
    comment = Comment.objects.get()
    Comment.objects.update(status="visible")
    notices.send([make_comment(answers=comment)])
    assert [letter.to for letter in mailbox.fetch()] == [[ANI]]


def test_the_link_works_for_a_week(client, mailbox, tick, clock):
    tick()
    address = mailbox.link("/comment/notices/")
    clock.shift(7 * 86400 + 1)
    answers = [client.get(address), client.post(address)]
    assert [answer.status_code for answer in answers] == [410, 410]
    assert "/comments/yours/" in answers[0].text
    assert Writer.objects.confirmed().count() == 0


def test_a_link_of_another_purpose_confirms_nothing(client, mailbox, page_of):
    make_comment(email=ANI)
    token = page_of(ANI).split("/")[3]
    assert client.post(f"/comment/notices/{token}/").status_code == 404
    assert client.post(f"/comment/notices/{token}/stop/").status_code == 404
    assert Writer.objects.confirmed().count() == 0


def test_an_address_that_never_said_yes_is_forgotten_after_a_month(mailbox, tick, clock):
    tick()
    mailbox.fetch()
    clock.shift(30 * 86400 - 60)
    minute.tick()
    assert Writer.objects.count() == 1
    clock.shift(120)
    minute.tick()
    assert Writer.objects.count() == 0
    assert Letter.objects.filter(to=ANI).count() == 0


@pytest.mark.parametrize(
    ("language", "word"),
    [("hy", "Ուղարկել ինձ նամակ, երբ"), ("hyw", "Ինծի նամակ ղրկել, երբ")],
)
def test_box_and_letter_speak_the_language_of_the_story(client, mailbox, tick, language, word):
    story = make_article(language=language)
    assert word in client.get(story.get_absolute_url()).text
    tick(story=story)
    (letter,) = mailbox.fetch()
    assert f'<html lang="{language}"' in letter.alternatives[0].content

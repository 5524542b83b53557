"""Asking for newsletters in the box."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsletter.models import Farewell, Question, Subscriber, Subscription
from newsroom.press.models import Letter
from tests.make import make_newsletter, make_subscriber

pytestmark = pytest.mark.django_db
URL = "/newsletter/signup/"
WORK = {"SELECT", "INSERT", "UPDATE", "DELETE"}
KINDS = [Subscriber, Subscription, Question, Letter]


@pytest.fixture
def morning():
    return make_newsletter(name="Morning", description="The news at breakfast.")


def ask(client, email="reader@example.com", **data):
    return client.post(URL, {"email": email, "page": "/about/", "language": "en"} | data)


def test_a_signup_is_answered_with_a_promise_that_is_true_for_every_address(client, morning):
    response = ask(client)
    assert response.status_code == 200
    said = "Check your email. If reader@example.com can receive our mail, a link is on its way."
    assert said in response.content.decode()


def test_a_signup_posts_one_letter_that_asks_to_confirm(client, morning, post):
    ask(client, "Reader@Example.com")
    (letter,) = post.fetch()
    assert letter.to == ["Reader@Example.com"]
    assert letter.subject == "Confirm your newsletters from The Newsroom"
    assert "- Morning: The news at breakfast. (Every morning)" in letter.body
    assert "http://testserver/newsletter/confirm/" in letter.body


def test_the_proof_says_which_words_were_read_on_which_page(client, morning):
    ask(client)
    row = Subscription.objects.get()
    assert row.status == Subscription.Status.PENDING
    assert row.page == "/about/"
    assert row.wording == (
        "Sign Up for Our Newsletters\n"
        "Get notified of the latest updates from The Newsroom.\n"
        "Morning · The news at breakfast. · Every morning"
    )


@pytest.mark.parametrize("known", ["new", "pending", "confirmed", "bounced", "suppressed"])
def test_the_answer_is_the_same_to_the_byte_whoever_asks(client, morning, known):
    stranger = ask(client, "abcdef@example.com")
    if known == "pending":
        make_subscriber("reader@example.com", pending=[morning])
    if known == "confirmed":
        make_subscriber("reader@example.com", morning)
    if known in ("bounced", "suppressed"):
        make_subscriber("reader@example.com", morning, state=known)
    answer = ask(client, "reader@example.com")
    expected = stranger.content.replace(b"abcdef@example.com", b"reader@example.com")
    assert (answer.status_code, answer.content) == (200, expected)
    assert dict(answer.headers) == dict(stranger.headers) | {
        "Content-Length": answer.headers["Content-Length"]
    }


def deeds(client, email):
    """Return what the database does for a signup; what is written and what is taken back takes as long."""
    with CaptureQueriesContext(connection) as asked:
        ask(client, email)
    verbs = [question["sql"].split()[0] for question in asked]
    return ["WRITE" if verb in ("INSERT", "UPDATE") else verb for verb in verbs if verb in WORK]


@pytest.mark.parametrize(
    "known", ["pending", "asked today", "confirmed", "bounced", "suppressed", "silent"]
)
def test_no_clock_tells_whether_we_know_an_address(client, morning, known):
    ask(client, "first@example.com")
    if known in ("pending", "asked today"):
        make_subscriber("reader@example.com", pending=[morning])
    if known == "asked today":
        Question.claim("reader@example.com")
    if known == "confirmed":
        make_subscriber("reader@example.com", morning)
    if known in ("bounced", "suppressed"):
        make_subscriber("reader@example.com", morning, state=known)
    if known == "silent":
        Farewell.note("reader@example.com", silent=True)
    stranger, reader = deeds(client, "stranger@example.com"), deeds(client, "reader@example.com")
    assert reader == stranger
    assert reader.count("WRITE") == 10


@pytest.mark.parametrize("state", ["bounced", "suppressed"])
def test_asking_for_an_address_that_must_not_be_written_to_changes_nothing(client, morning, state):
    make_subscriber("reader@example.com", morning, state=state)
    before = [list(kind.objects.values()) for kind in KINDS]
    ask(client)
    assert [list(kind.objects.values()) for kind in KINDS] == before


def test_spellings_of_one_mailbox_get_one_letter_in_a_day(client, morning, post):
    for spelling in ("ani@gmail.com", "A.N.I@gmail.com", "ani+news@googlemail.com"):
        assert ask(client, spelling).status_code == 200
    assert [letter.to for letter in post.fetch()] == [["ani@gmail.com"]]
    assert Subscriber.objects.count() == 1


def test_after_a_day_the_letter_goes_out_again(clock, client, morning, post):
    ask(client)
    assert len(post.fetch()) == 1
    clock.move_to("2026-03-02 09:59Z", tick=False)
    ask(client)
    assert len(post.fetch()) == 0
    clock.move_to("2026-03-02 10:00Z", tick=False)
    ask(client)
    assert len(post.fetch()) == 1


def test_a_reader_who_has_confirmed_gets_the_link_to_the_preferences_once_a_day(
    client, morning, post
):
    make_subscriber("Reader@example.com", morning)
    ask(client)
    ask(client)
    (letter,) = post.fetch()
    assert letter.to == ["Reader@example.com"]
    assert letter.subject == "Your newsletters from The Newsroom"
    assert client.get(post.link("preferences")).status_code == 200


@pytest.mark.parametrize("state", ["bounced", "suppressed"])
def test_an_address_that_must_not_be_written_to_gets_nothing(client, morning, post, state):
    make_subscriber("reader@example.com", state=state)
    ask(client)
    assert post.fetch() == []


def test_asking_again_leaves_a_confirmed_subscription_and_its_proof_alone(client, morning):
    before = make_subscriber("reader@example.com", morning).subscriptions.values().get()
    ask(client, page="/elsewhere/")
    assert Subscription.objects.values().get() == before


def test_a_waiting_proof_keeps_the_words_that_its_letter_is_for(client, morning):
    ask(client, page="/first/")
    ask(client, page="/second/")
    assert Subscription.objects.get().page == "/first/"


def test_a_letter_goes_to_the_spelling_that_asked_for_it(clock, client, morning, post):
    ask(client, "ani+typo@example.com")
    clock.move_to("2026-03-03 10:00Z", tick=False)
    ask(client, "ani@example.com")
    assert [letter.to for letter in post.fetch()] == [
        ["ani+typo@example.com"],
        ["ani@example.com"],
    ]


def test_a_reader_who_left_is_asked_to_confirm_again(client, morning, post):
    reader = make_subscriber("reader@example.com", morning)
    reader.subscriptions.all().leave()
    ask(client)
    assert [letter.subject for letter in post.fetch()] == [
        "Confirm your newsletters from The Newsroom"
    ]
    assert reader.subscriptions.get().status == Subscription.Status.PENDING


def test_among_several_lists_only_the_chosen_ones_are_asked_for(client, morning, post):
    evening, _weekend = make_newsletter(name="Evening"), make_newsletter(name="Weekend")
    ask(client, newsletters=[morning.pk, evening.pk])
    asked = Subscription.objects.values_list("newsletter__name", flat=True)
    assert sorted(asked) == ["Evening", "Morning"]
    (letter,) = post.fetch()
    assert ("Morning" in letter.body, "Weekend" in letter.body) == (True, False)


def test_the_letter_and_the_answer_speak_the_language_of_the_page(client, morning, post):
    ask(client, language="hy")
    (letter,) = post.fetch()
    assert letter.extra_headers["Content-Language"] == "hy"
    assert Subscriber.objects.get().language == "hy"


def test_a_signup_sets_no_cookie_and_stays_in_no_cache(client, morning):
    response = ask(client)
    assert response.cookies == {}
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_whoever_asks_for_the_form_is_led_to_the_lists(client):
    assert client.get(URL).headers["Location"] == "/newsletter/"


def test_a_post_from_another_site_signs_nobody_up(client, morning):
    data = {"email": "reader@example.com"}
    response = client.post(URL, data, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert Subscriber.objects.count() == 0


@pytest.mark.parametrize("language", ["hy", "hyw"])
def test_a_reader_of_an_armenian_page_reads_no_english(client, morning, post, language):
    english = [
        "Check your email",
        "Confirm",
        "Somebody",
        "press the button",
        "Sign Up",
        "Yes, send",
    ]
    answer = ask(client, language=language).content.decode()
    (letter,) = post.fetch()
    page = client.get(post.link("confirm")).content.decode()
    shown = answer + letter.subject + letter.body + letter.alternatives[0].content + page
    assert [words for words in english if words in shown] == []
    assert f'<html lang="{language}"' in answer
    assert "Sign Up" not in Subscription.objects.get().wording

"""A reader moves to another mailbox."""

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from newsletter import links
from newsletter.models import Farewell, NewAddress, Question, Subscriber, Subscription
from newsroom.press import clock as minute_hand
from newsroom.press.models import Letter
from tests.make import make_newsletter, make_subscriber

pytestmark = pytest.mark.django_db
OLD, NEW = "old@example.com", "New@Example.org"


def path(link):
    return link.removeprefix("http://testserver")


@pytest.fixture
def morning():
    return make_newsletter(name="Morning")


@pytest.fixture
def reader(morning):
    return make_subscriber(OLD, morning)


@pytest.fixture
def page(reader):
    return path(links.own(reader)) + "address/"


@pytest.fixture
def asked(client, page, post):
    client.post(page, {"email": NEW})
    return post.link("address")


def addresses():
    return sorted(Subscriber.objects.values_list("email", flat=True))


def test_the_new_mailbox_is_asked_and_nothing_moves_before_it_says_yes(client, page, post):
    answer = client.post(page, {"email": NEW})
    said = f"If <bdi>{NEW}</bdi> can receive our mail, a link is on its way."
    assert (answer.status_code, said in answer.content.decode()) == (200, True)
    (letter,) = post.fetch()
    assert letter.to == [NEW]
    assert letter.subject == "Confirm your new address for The Newsroom"
    assert OLD not in letter.body + letter.alternatives[0].content
    assert addresses() == [OLD]


def test_the_question_holds_nothing_that_was_typed(client, page, post):
    client.post(page, {"email": "typed-words@example.org", "name": "typed-words"})
    (letter,) = post.fetch()
    assert "typed" not in letter.subject + letter.body + letter.alternatives[0].content


def test_reading_the_link_changes_nothing(client, asked, post):
    assert "Yes, send them here" in client.get(asked).content.decode()
    assert client.head(asked).status_code == 200
    assert (addresses(), post.fetch()) == ([OLD], [])


def test_the_button_moves_the_reader_and_the_old_mailbox_is_told(client, reader, asked, post):
    answer = client.post(asked)
    assert answer.status_code == 303
    moved = client.get(path(answer.headers["Location"])).content.decode()
    assert "From now on we write to this address." in moved
    reader.refresh_from_db()
    assert (reader.email, reader.canonical) == (NEW, "new@example.org")
    (letter,) = post.fetch()
    assert (letter.to, letter.subject) == (
        [OLD],
        "Your newsletters from The Newsroom go to another address",
    )
    assert "new@" not in (letter.body + letter.alternatives[0].content).lower()


def test_choices_and_proofs_move_along(client, reader, asked):
    before = reader.subscriptions.values().get()
    client.post(asked)
    assert reader.subscriptions.values().get() == before


def test_the_link_works_once(client, asked, post):
    client.post(asked)
    post.fetch()
    assert "<h1>Nothing to confirm</h1>" in client.get(asked).content.decode()
    assert client.post(asked).headers["Location"] == asked
    assert post.fetch() == []


def test_a_later_ask_takes_the_place_of_the_one_before(client, page, asked, post):
    client.post(page, {"email": "third@example.org"})
    second = post.link("address")
    client.post(asked)
    assert addresses() == [OLD]
    client.post(second)
    assert addresses() == ["third@example.org"]


def test_the_same_ask_again_leaves_the_link_that_was_mailed(client, page, asked, post):
    client.post(page, {"email": "n.e.w+x@example.org"})
    assert post.fetch() == []
    client.post(asked)
    assert addresses() == [NEW]


def test_what_was_mailed_to_the_old_mailbox_opens_nothing_of_the_new(
    client, reader, morning, asked
):
    evening = make_newsletter(name="Evening")
    Subscription(subscriber=reader, newsletter=evening).ask("words", "/")
    before = [
        path(links.preferences(reader)),
        path(links.own(reader)) + "data/",
        path(links.own(reader)) + "erase/",
    ]
    confirm = path(links.confirm(reader, [evening]))
    client.post(asked)
    assert [client.get(link).status_code for link in before] == [404] * 3
    client.post(confirm)
    assert reader.subscriptions.get(newsletter=evening).status == "pending"
    assert client.get(path(links.preferences(Subscriber.objects.get()))).status_code == 200


def test_an_old_issue_still_unsubscribes(client, reader, morning, asked):
    leave = path(links.unsubscribe(reader, morning))
    client.post(asked)
    assert client.post(leave, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert reader.subscriptions.get().status == "left"


@pytest.mark.parametrize("known", ["new", "same", "pending", "confirmed", "bounced", "suppressed"])
def test_the_answer_tells_nothing_of_the_other_address(client, page, morning, known):
    stranger = client.post(page, {"email": "abcdef@example.org"})
    email = OLD if known == "same" else "ghijkl@example.org"
    if known == "pending":
        make_subscriber(email, pending=[morning])
    if known == "confirmed":
        make_subscriber(email, morning)
    if known in ("bounced", "suppressed"):
        make_subscriber(email, state=known)
    answer = client.post(page, {"email": email})
    expected = stranger.content.replace(b"abcdef@example.org", email.encode())
    assert (answer.status_code, answer.content) == (200, expected)


def deeds(client, page, email):
    """Return what the database does for an ask; what is written and what is taken back takes as long."""
    with CaptureQueriesContext(connection) as asked:
        client.post(page, {"email": email})
    verbs = [question["sql"].split()[0] for question in asked]
    work = {"SELECT", "INSERT", "UPDATE", "DELETE"}
    return ["WRITE" if verb in ("INSERT", "UPDATE") else verb for verb in verbs if verb in work]


@pytest.mark.parametrize("known", ["pending", "asked today", "confirmed", "bounced", "suppressed"])
def test_no_clock_tells_anything_of_the_other_address(client, page, morning, known):
    client.post(page, {"email": "first@example.org"})
    states = {"state": known} if known in ("bounced", "suppressed") else {}
    lists = [] if known == "pending" else [morning]
    make_subscriber("known@example.org", *lists, **states)
    if known == "asked today":
        Question.claim("known@example.org")
    stranger, other = [deeds(client, page, f"{who}@example.org") for who in ("new", "known")]
    assert stranger == other
    assert "DELETE" in other


@pytest.mark.parametrize("state", ["bounced", "suppressed"])
def test_a_mailbox_that_must_not_be_written_to_gets_no_question(client, page, post, state):
    make_subscriber("never@example.org", state=state)
    client.post(page, {"email": "ne.ver+x@example.org"})
    client.post(page, {"email": "never@example.org"})
    assert [letter.to for letter in post.fetch()] == [["ne.ver+x@example.org"]]


def test_an_erased_mailbox_that_wanted_silence_gets_no_question(client, page, post):
    Farewell.note("never@example.org", silent=True)
    client.post(page, {"email": "never@example.org"})
    assert post.fetch() == []


def test_a_reader_who_must_not_be_written_to_moves_nowhere(client, reader, page, post):
    Subscriber.objects.update(state="suppressed")
    client.post(page, {"email": NEW})
    assert post.fetch() == []


def test_a_reader_whose_mail_comes_back_moves_and_is_written_to_again(client, reader, page, post):
    Subscriber.objects.update(state="bounced", soft_bounces=4)
    client.post(page, {"email": NEW})
    client.post(post.link("address"))
    reader.refresh_from_db()
    assert (reader.state, reader.soft_bounces) == ("active", 0)
    assert post.fetch() == []  # nothing to the mailbox from which mail comes back


def test_a_link_after_a_week_moves_nobody(clock, client, page, post):
    client.post(page, {"email": NEW})
    link = post.link("address")
    clock.shift(7 * 86400 + 60)
    answer = client.post(link)
    assert (answer.status_code, "renew" in answer.content.decode()) == (410, False)
    assert addresses() == [OLD]
    minute_hand.tick()
    assert NewAddress.objects.count() == 0


def test_an_address_that_is_none_is_refused(client, page):
    answer = client.post(page, {"email": "ani@"})
    assert answer.status_code == 422
    assert "Enter an email address in the correct format" in answer.content.decode()
    assert NewAddress.objects.count() == 0


def test_a_reader_has_three_addresses_asked_in_a_day(clock, client, page, post):
    asks = [
        (client.post(page, {"email": f"a{n}@example.org"}).status_code, len(post.fetch()))
        for n in range(4)
    ]
    assert asks == [(200, 1), (200, 1), (200, 1), (429, 0)]


def test_a_link_from_an_issue_does_not_open_the_form(client, reader):
    limited = path(links.preferences(reader))
    for answer in (
        client.get(f"{limited}address/"),
        client.post(f"{limited}address/", {"email": NEW}),
    ):
        assert (answer.status_code, answer.headers["Location"]) == (303, limited)
    assert Letter.objects.count() == 0


def test_the_mailbox_left_behind_is_remembered_by_a_digest_alone(client, asked):
    client.post(asked)
    assert Farewell.objects.of(OLD).exists()
    assert "old@" not in str(list(Farewell.objects.values()))
    assert not Farewell.objects.of(NEW).exists()


def test_the_pages_need_no_cookie_and_are_nobody_else_s(asked, page):
    stranger = Client(enforce_csrf_checks=True, headers={"Origin": "null"})
    answer = stranger.get(page)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert stranger.post(asked).status_code == 303
    assert stranger.cookies == {}
    assert len(mail.outbox) == 1

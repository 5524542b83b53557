"""How often a mailbox is asked for a yes, however its address is spelled."""

import pytest

from newsletter import links, readdressing, signing_up
from newsletter.addresses import loose
from newsletter.models import Question, Subscriber
from newsroom.press import clock as minute_hand
from tests.make import make_newsletter, make_subscriber

pytestmark = pytest.mark.django_db


@pytest.fixture
def morning():
    return make_newsletter(name="Morning")


def ask(morning, *addresses):
    for address in addresses:
        signing_up.ask(address, [morning], page="/", language="en")


def receivers(post):
    return [letter.to[0] for letter in post.fetch()]


@pytest.mark.parametrize("host", ["gmail.com", "mail.example"])
def test_a_mailbox_whose_provider_drops_dots_gets_one_question_a_day(clock, morning, post, host):
    spellings = ["ani.maria", "a.nimaria", "an.imaria+x", "ANI.MAR.IA", "animaria", "a.n.i.maria"]
    ask(morning, *(f"{local}@{host}" for local in spellings))
    assert receivers(post) == [f"ani.maria@{host}"]
    clock.shift(86400 - 1)
    ask(morning, f"animaria@{host}")
    assert receivers(post) == []
    clock.shift(1)
    ask(morning, f"an.imaria@{host}")
    assert receivers(post) == [f"an.imaria@{host}"]


def test_two_readers_whose_addresses_differ_by_a_dot_remain_two(clock, morning, post):
    ask(morning, "a.ni@mail.example")
    first = post.link("confirm")
    ask(morning, "ani@mail.example")
    assert Subscriber.objects.count() == 2
    assert receivers(post) == []
    clock.shift(86400)
    ask(morning, "ani@mail.example")
    assert post.link("confirm") != first
    assert receivers(post) == []


def test_other_mailboxes_of_the_provider_are_asked(morning, post):
    ask(morning, "ani@mail.example", "bo@mail.example", "ani@other.example")
    assert len(receivers(post)) == 3


def test_a_reader_s_new_address_is_asked_by_the_same_count(morning, post):
    reader = make_subscriber("old@example.com", morning)
    ask(morning, "a.ni@mail.example")
    readdressing.ask(reader, "ani@mail.example")
    assert receivers(post) == ["a.ni@mail.example"]


def test_a_new_link_for_an_old_one_is_counted_too(clock, client, morning, post):
    ask(morning, "a.ni@mail.example", "x@mail.example")
    link = next(
        links.confirm(reader, [morning]).removeprefix("http://testserver")
        for reader in Subscriber.objects.filter(email="a.ni@mail.example")
    )
    receivers(post)
    clock.shift(86400)
    ask(morning, "ani@mail.example")
    client.post(f"{link}renew/")
    assert receivers(post) == ["ani@mail.example"]


def test_a_reader_who_left_may_ask_again_the_same_day(morning, post):
    """No letter is counted but those that went: the link to the preferences is none of them."""
    reader = make_subscriber("ani@example.com", morning)
    ask(morning, "ani@example.com")
    reader.subscriptions.all().leave()
    ask(morning, "ani@example.com")
    assert [letter.subject for letter in post.fetch()] == [
        "Your newsletters from The Newsroom",
        "Confirm your newsletters from The Newsroom",
    ]


def test_what_is_counted_tells_no_address_and_is_forgotten_after_a_day(clock, morning):
    ask(morning, "ani@example.com")
    (row,) = Question.objects.values()
    assert "ani" not in str(row)
    clock.shift(86400 - 1)
    minute_hand.tick()
    assert Question.objects.count() == 1
    clock.shift(1)
    minute_hand.tick()
    assert Question.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        ("A.n.i+news@Example.com", "ani@example.com"),
        ("ani@example.com", "ani@example.com"),
        ("...@example.com", "...@example.com"),
    ],
)
def test_dots_tags_and_case_count_nowhere_where_letters_are_counted(typed, counted):
    assert loose(typed) == counted

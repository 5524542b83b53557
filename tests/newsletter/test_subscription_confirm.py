"""The page behind the link of the confirmation letter."""

import pytest

from newsletter import links
from newsletter.models import Subscriber, Subscription
from tests.make import make_newsletter, make_subscriber

pytestmark = pytest.mark.django_db
CONFIRMED, PENDING = Subscription.Status.CONFIRMED, Subscription.Status.PENDING


@pytest.fixture
def morning():
    return make_newsletter(name="Morning")


@pytest.fixture
def link(client, morning, post):
    client.post("/newsletter/signup/", {"email": "reader@example.com"})
    return post.link("confirm")


def status():
    return Subscription.objects.get().status


def test_reading_the_link_changes_nothing(client, link, post):
    page = client.get(link)
    assert client.head(link).status_code == 200
    assert "Morning" in page.content.decode()
    assert "Yes, send me these newsletters" in page.content.decode()
    assert (status(), post.fetch()) == (PENDING, [])


def test_the_button_confirms_and_leads_to_a_page_that_says_so(client, link):
    response = client.post(link)
    assert (response.status_code, response.headers["Location"]) == (303, link)
    assert status() == CONFIRMED
    assert Subscription.objects.get().confirmed_at >= Subscription.objects.get().asked_at
    assert "<h1>You are signed up</h1>" in client.get(link).content.decode()


def test_the_link_needs_neither_cookie_nor_origin(client, link):
    answer = client.post(link, headers={"Sec-Fetch-Site": "cross-site", "Origin": "null"})
    assert (answer.status_code, answer.cookies) == (303, {})


def test_confirming_posts_one_welcome(client, link, post):
    client.post(link)
    client.post(link)
    (letter,) = post.fetch()
    assert letter.subject == "Welcome to the newsletters of The Newsroom"
    assert "- Morning: " in letter.body
    assert client.get(post.link("preferences")).status_code == 200


def test_only_the_lists_of_the_letter_are_confirmed(client, link):
    evening = make_newsletter(name="Evening")
    client.post("/newsletter/signup/", {"email": "reader@example.com", "newsletters": evening.pk})
    client.post(link)
    statuses = dict(Subscription.objects.values_list("newsletter__name", "status"))
    assert statuses == {"Morning": CONFIRMED, "Evening": PENDING}


def test_a_reader_who_has_left_is_not_brought_back_by_the_old_link(client, link):
    client.post(link)
    Subscription.objects.all().leave()
    client.post(link)
    assert status() == Subscription.Status.LEFT
    assert "<h1>Nothing to confirm</h1>" in client.get(link).content.decode()


def test_the_link_of_an_erased_reader_asks_for_nothing(client, link, post):
    Subscriber.objects.all().delete()
    assert "<h1>Nothing to confirm</h1>" in client.get(link).content.decode()
    assert client.post(link).status_code == 303
    assert post.fetch() == []


def test_a_reader_who_must_not_be_written_to_gets_no_welcome(client, link, post):
    Subscriber.objects.update(state=Subscriber.State.SUPPRESSED)
    client.post(link)
    assert post.fetch() == []


def test_an_expired_link_offers_a_new_one(clock, client, link, post):
    clock.shift(7 * 86400 + 60)
    page = client.post(link)
    assert page.status_code == 410
    assert f'action="{link}renew/"' in page.content.decode()
    assert status() == PENDING
    assert client.post(f"{link}renew/").status_code == 200
    new_link = post.link("confirm")
    assert new_link != link
    assert client.post(new_link).status_code == 303
    assert status() == CONFIRMED


def test_a_new_link_is_posted_once_a_day_and_only_for_what_waits(clock, client, link, post):
    client.post(f"{link}renew/")
    assert post.fetch() == []
    clock.shift(86400 + 60)
    client.post(f"{link}renew/")
    client.post(f"{link}renew/")
    assert len(post.fetch()) == 1
    clock.shift(86400 + 60)
    Subscription.objects.get().confirm()
    client.post(f"{link}renew/")
    assert post.fetch() == []


def test_reading_the_address_of_the_renewal_posts_nothing(client, link, post):
    assert client.get(f"{link}renew/").status_code == 405


@pytest.mark.parametrize("token", ["x", "a:b:c", "%00", "x" * 5000, "ա"])
def test_a_made_up_link_is_not_found(client, token):
    assert client.get(f"/newsletter/confirm/{token}/").status_code == 404
    assert client.post(f"/newsletter/confirm/{token}/").status_code == 404
    assert client.post(f"/newsletter/confirm/{token}/renew/").status_code == 404


def test_a_token_opens_nothing_but_what_it_was_made_for(client, morning):
    reader = make_subscriber("reader@example.com", pending=[morning])
    made = {
        "confirm": links.confirm(reader, [morning]),
        "preferences": links.preferences(reader),
        "unsubscribe": links.unsubscribe(reader, morning),
    }
    opened = {
        (purpose, tried)
        for purpose, link in made.items()
        for tried in made
        if client.get(f"/newsletter/{tried}/{link.split('/')[5]}/").status_code != 404
    }
    assert opened == {(purpose, purpose) for purpose in made}


def test_the_page_is_private_and_names_its_own_address_nowhere(client, link):
    response = client.get(link)
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    token = link.split("/")[3]
    assert token not in response.content.decode()

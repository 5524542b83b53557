"""Leaving, by one click in a mail client or on the page."""

import pytest
from django.test import Client

from newsletter import links
from newsletter.models import Subscriber, Subscription
from tests.make import make_newsletter, make_subscriber

pytestmark = pytest.mark.django_db
ONE_CLICK = "List-Unsubscribe=One-Click"
MULTIPART = (
    b'--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n'
)


@pytest.fixture
def morning():
    return make_newsletter(name="Morning")


@pytest.fixture
def evening():
    return make_newsletter(name="Evening")


@pytest.fixture
def reader(morning, evening):
    return make_subscriber("reader@example.com", morning, pending=[evening])


def path(reader, newsletter=None):
    return links.unsubscribe(reader, newsletter).removeprefix("http://testserver")


def statuses(reader):
    return dict(reader.subscriptions.values_list("newsletter__name", "status"))


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (ONE_CLICK, "application/x-www-form-urlencoded"),
        (MULTIPART, "multipart/form-data; boundary=b"),
        (b"", "application/x-www-form-urlencoded"),
    ],
)
def test_one_click_leaves_the_list_and_is_answered_with_200_again_and_again(
    client, reader, morning, body, kind
):
    for _ in range(2):
        answer = client.post(
            path(reader, morning),
            body,
            content_type=kind,
            headers={"Origin": "https://mail.example"},
        )
        assert (answer.status_code, answer.content, answer.cookies) == (200, b"", {})
    assert statuses(reader) == {"Morning": "left", "Evening": "pending"}


def test_the_welcome_letter_carries_a_one_click_link_out_of_every_list(
    client, reader, morning, post
):
    link = links.confirm(reader, [Subscription.objects.get(status="pending").newsletter])
    client.post(link.removeprefix("http://testserver"))
    (letter,) = post.fetch()
    headers = letter.message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    target = headers["List-Unsubscribe"].strip("<>").replace("\n ", "")
    answer = client.post(
        target.removeprefix("http://testserver"), {"List-Unsubscribe": "One-Click"}
    )
    assert answer.status_code == 200
    assert statuses(reader) == {"Morning": "left", "Evening": "left"}


def test_leaving_twice_keeps_the_moment_of_the_first_time(clock, client, reader, morning):
    client.post(path(reader, morning))
    first = Subscription.objects.get(newsletter=morning).left_at
    clock.shift(3600)
    client.post(path(reader, morning))
    assert Subscription.objects.get(newsletter=morning).left_at == first


def test_reading_the_link_changes_nothing(client, reader, morning):
    page = client.get(path(reader, morning)).content.decode()
    assert "<h1>Unsubscribe</h1>" in page
    assert ("Morning" in page, "Evening" in page) == (True, False)
    assert statuses(reader) == {"Morning": "confirmed", "Evening": "pending"}


def test_the_button_leaves_and_leads_to_a_page_with_an_undo(client, reader, morning):
    address = path(reader, morning)
    answer = client.post(address, {"on_page": "1"})
    assert (answer.status_code, answer.headers["Location"]) == (303, address)
    page = client.get(address).content.decode()
    assert "<h1>You have left</h1>" in page
    assert f'action="{address}undo/"' in page
    answer = client.post(f"{address}undo/")
    assert (answer.status_code, answer.headers["Location"]) == (303, address)
    assert statuses(reader) == {"Morning": "confirmed", "Evening": "pending"}


def test_undoing_keeps_the_proof_of_consent(client, reader, morning):
    row = reader.subscriptions.filter(newsletter=morning)
    before = row.values().get()
    client.post(path(reader, morning))
    client.post(f"{path(reader, morning)}undo/")
    assert row.values().get() == before


def test_undoing_brings_back_what_the_last_click_left_and_nothing_confirmed_anew(
    clock, client, reader, morning
):
    weekend = make_newsletter(name="Weekend")
    row = Subscription(subscriber=reader, newsletter=weekend)
    row.ask("words", "/about/")
    row.confirm()
    client.post(path(reader, weekend))
    clock.shift(60)
    client.post(path(reader), {"on_page": "1"})
    client.post(f"{path(reader)}undo/")
    assert statuses(reader) == {"Morning": "confirmed", "Evening": "pending", "Weekend": "left"}


def test_after_a_day_nothing_is_undone(clock, client, reader, morning):
    client.post(path(reader, morning))
    clock.shift(86400 + 1)
    client.post(f"{path(reader, morning)}undo/")
    assert f"{path(reader, morning)}undo/" not in client.get(path(reader, morning)).content.decode()
    assert statuses(reader)["Morning"] == "left"


def test_the_link_works_after_years(clock, client, reader, morning):
    address = path(reader, morning)
    clock.shift(10 * 365 * 86400)
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert statuses(reader)["Morning"] == "left"


def test_the_link_of_an_erased_reader_is_answered_as_any_other(client, reader, morning):
    address = path(reader, morning)
    Subscriber.objects.all().delete()
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert client.post(f"{address}undo/").status_code == 303
    assert client.get(address).status_code == 200


def test_one_reader_s_link_leaves_the_others_alone(client, reader, morning):
    other = make_subscriber("other@example.com", morning)
    client.post(path(reader))
    assert statuses(other) == {"Morning": "confirmed"}
    assert list(Subscription.objects.receiving().values_list("subscriber", flat=True)) == [other.pk]


def test_reading_the_address_of_the_undo_changes_nothing(client, reader, morning):
    assert client.get(f"{path(reader, morning)}undo/").status_code == 405


def test_the_page_offers_no_way_to_the_preferences(client, reader, morning):
    """A letter is passed on to friends: its link may leave a list, not open a reader's choices."""
    assert "/newsletter/preferences/" not in client.get(path(reader, morning)).content.decode()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"--b\r\nContent-Disposition: form-data", "multipart/form-data; boundary=b"),
        (b"x", "multipart/form-data"),
        (b"List-Unsubscribe=\xff\xfe", "application/x-www-form-urlencoded"),
        (b"&".join(b"a=1" for _ in range(2000)), "application/x-www-form-urlencoded"),
        (b'{"List-Unsubscribe": "One-Click"}', "application/json"),
    ],
)
def test_a_mail_client_that_writes_its_body_badly_leaves_all_the_same(
    client, reader, morning, body, kind
):
    answer = client.post(path(reader, morning), body, content_type=kind)
    assert (answer.status_code, answer.content) == (200, b"")
    assert statuses(reader)["Morning"] == "left"


def test_asking_for_the_head_alone_changes_nothing(client, reader, morning):
    assert client.head(path(reader, morning)).status_code == 200
    assert statuses(reader) == {"Morning": "confirmed", "Evening": "pending"}


@pytest.mark.parametrize("token", ["x", "a:b:c", "%00", "x" * 5000, "ա", "WzFd:1:1"])
@pytest.mark.parametrize("end", ["", "undo/"])
def test_a_made_up_link_is_not_found(client, token, end):
    for kind in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=b"):
        address = f"/newsletter/unsubscribe/{token}/{end}"
        assert client.post(address, b"x", content_type=kind).status_code == 404


def test_one_click_needs_neither_cookie_nor_origin(reader, morning):
    browserless = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "cross-site"})
    answer = browserless.post(path(reader, morning), {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, answer.cookies) == (200, {})
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_who_leaves_while_an_issue_is_on_its_way_is_no_receiver_any_more(client, reader, morning):
    assert Subscription.objects.receiving().count() == 1
    client.post(path(reader, morning), {"List-Unsubscribe": "One-Click"})
    assert Subscription.objects.receiving().count() == 0

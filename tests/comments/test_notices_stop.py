"""Notices stop with one click, for a conversation and for all."""

import pytest

from comments import moderation, notices, writers
from comments.models import Comment
from newsroom.press.models import Letter
from tests.make import make_comment, make_user

pytestmark = pytest.mark.django_db

ANI, EVA = "ani@example.org", "eva@example.org"
ONE_CLICK = "List-Unsubscribe=One-Click"
FORM = "application/x-www-form-urlencoded"
MULTIPART = (
    b'--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n'
)


@pytest.fixture
def answered():
    writers.of_address(ANI, "en").confirm()
    return make_comment(email=ANI, wants_notices=True)


@pytest.fixture
def stop(mailbox, answered):
    """The path of the link in the letter about an answer."""
    notices.send([make_comment(answers=answered, email=EVA)])
    (letter,) = mailbox.fetch()
    target = letter.message()["List-Unsubscribe"].strip("<>").replace("\n ", "")
    return target.removeprefix("http://testserver")


def followed():
    return set(Comment.objects.filter(wants_notices=True).values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (ONE_CLICK, FORM),
        (MULTIPART, "multipart/form-data; boundary=b"),
        (b"", FORM),
        (MULTIPART, "multipart/form-data"),  # built badly, meant well
        (b"--b\r\nContent", "multipart/form-data; boundary=b"),
        (b"&".join([b"a=1"] * 2000), FORM),
    ],
)
def test_one_click_stops_the_conversation_and_is_answered_with_200_again_and_again(
    client, answered, stop, body, kind
):
    elsewhere = make_comment(email=ANI, wants_notices=True)
    deeper = make_comment(
        answers=make_comment(answers=answered, email=EVA), email=ANI, wants_notices=True
    )
    assert followed() == {answered.pk, deeper.pk, elsewhere.pk}
    for _ in range(2):
        headers = {"Origin": "https://mail.example", "Sec-Fetch-Site": "cross-site"}
        answer = client.post(stop, body, content_type=kind, headers=headers)
        assert (answer.status_code, answer.content, answer.cookies) == (200, b"", {})
    assert followed() == {elsewhere.pk}


def test_after_the_stop_no_answer_is_told(client, mailbox, answered, stop):
    client.post(stop, ONE_CLICK, content_type=FORM)
    waiting = make_comment(answers=answered, email=EVA, status="pending")
    moderation.approve(waiting, by=make_user())
    assert mailbox.fetch() == []


def test_what_is_still_in_the_queue_does_not_go(client, mailbox, answered, stop):
    notices.send([make_comment(answers=answered, email=EVA)])
    assert Letter.objects.filter(status="queued").count() == 1
    client.post(stop, ONE_CLICK, content_type=FORM)
    assert mailbox.fetch() == []


def test_reading_the_link_shows_buttons_and_changes_nothing(client, answered, stop):
    page = client.get(stop)
    assert [page[name] for name in ("Cache-Control", "Referrer-Policy")] == [
        "private, no-store",
        "no-referrer",
    ]
    assert "Stop for this conversation" in page.text
    assert "Stop all notices" in page.text
    assert ANI not in page.text
    assert followed() == {answered.pk}


def test_the_buttons_stop_one_and_all_and_lead_back(client, answered, stop):
    elsewhere = make_comment(email=ANI, wants_notices=True)
    answer = client.post(stop, {"on_page": "1"})
    assert (answer.status_code, answer["Location"]) == (303, stop)
    assert followed() == {elsewhere.pk}
    page = client.get(stop).text
    assert "We do not write to you about this conversation any more." in page
    assert "Stop all notices" in page
    assert client.post(stop, {"all": "1"}).status_code == 303
    assert followed() == set()
    assert "Stop all notices" not in client.get(stop).text


def test_everything_is_stopped_from_the_page_of_ones_comments_too(client, page_of, answered):
    address = page_of(ANI)
    assert "Send me no more notices" in client.get(address).text
    assert client.get(f"{address}quiet/").status_code == 405
    answer = client.post(f"{address}quiet/")
    page = client.get(answer["Location"]).text
    assert "We send you no more notices." in page
    assert "Send me no more notices" not in page
    assert followed() == set()


def test_others_hear_on(client, answered, stop):
    other = make_comment(answers=answered, email=EVA, wants_notices=True)
    client.post(stop, {"all": "1"})
    assert followed() == {other.pk}


def test_the_link_works_after_years_and_after_everything_was_erased(
    client, page_of, answered, stop
):
    client.post(f"{page_of(ANI)}erase/")
    assert client.post(stop, ONE_CLICK, content_type=FORM).status_code == 200
    assert client.get(stop).status_code == 200


def test_a_changed_link_stops_nothing(client, answered, stop):
    other = stop.replace("/stop/", "x/stop/")
    assert [client.post(other).status_code, client.get(other).status_code] == [404, 404]
    assert followed() == {answered.pk}

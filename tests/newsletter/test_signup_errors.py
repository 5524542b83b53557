"""What the box says when it cannot take what came."""

import pytest

from newsletter.models import Subscriber
from tests.make import make_newsletter

pytestmark = pytest.mark.django_db
URL = "/newsletter/signup/"
MALFORMED = "Enter an email address in the correct format, like name@example.com"


@pytest.fixture
def morning():
    return make_newsletter(name="Morning")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Enter your email address"),
        ("ani", MALFORMED),
        ("ani@", MALFORMED),
        ("ani@example.com\r\nBcc: all@example.com", MALFORMED),
        ("ani@example.com, bo@example.com", MALFORMED),
        ('"a b"@example.com', MALFORMED),
        ('"a\x01b"@example.com', MALFORMED),
        ("ani@[127.0.0.1]", MALFORMED),
        ("a" * 250 + "@example.com", MALFORMED),
        (f"ani@{'մամուլ.' * 30}հայ", MALFORMED),  # too long in ASCII
    ],
)
def test_an_address_that_is_none_is_refused_with_a_word_what_to_do(client, morning, typed, message):
    response = client.post(URL, {"email": typed})
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: " in page
    assert "There is a problem" in page
    assert message in page
    assert Subscriber.objects.count() == 0


def test_what_was_typed_and_ticked_is_kept(client, morning):
    evening = make_newsletter(name="Evening", position=1)
    data = {"email": "ani@", "newsletters": [evening.pk], "page": "/about/", "language": "en"}
    page = client.post(URL, data).content.decode()
    assert 'value="ani@"' in page
    assert [line.strip() for line in page.split("<") if "checked" in line] == [
        f'input type="checkbox" name="newsletters" value="{evening.pk}" '
        'id="signup-newsletters_1" checked>'
    ]
    assert '<input type="hidden" name="page" value="/about/" id="signup-page">' in page


def test_what_was_typed_is_shown_as_text(client, morning):
    page = client.post(URL, {"email": "<script>alert(1)</script>"}).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>" not in page


def test_among_several_lists_one_must_be_chosen(client, morning):
    make_newsletter()
    response = client.post(URL, {"email": "ani@example.com"})
    assert response.status_code == 422
    assert "Choose at least one newsletter" in response.content.decode()


@pytest.mark.parametrize("number", ["999999", "-1", "9" * 40, "x", "", "1 OR 1"])
def test_an_unknown_list_is_refused(client, morning, number):
    make_newsletter()
    response = client.post(URL, {"email": "ani@example.com", "newsletters": [morning.pk, number]})
    assert response.status_code == 422
    assert Subscriber.objects.count() == 0


def test_a_list_that_is_not_public_is_not_taken(client, morning):
    inner = make_newsletter(is_public=False)
    response = client.post(URL, {"email": "ani@example.com", "newsletters": inner.pk})
    assert response.status_code == 422


def test_a_paper_without_newsletters_has_nothing_to_sign_up_for(client):
    make_newsletter(is_public=False)
    assert client.post(URL, {"email": "ani@example.com"}).status_code == 404


@pytest.mark.parametrize("field", ["email", "newsletters", "page", "language"])
def test_a_character_that_no_text_has_is_refused(client, morning, field):
    data = {"email": "ani@example.com", "newsletters": morning.pk} | {field: "x\0y"}
    assert client.post(URL, data).status_code == 400
    assert Subscriber.objects.count() == 0


@pytest.mark.parametrize("field", [{"language": "xx"}, {"page": "/" + "a" * 300}])
def test_a_hidden_field_that_we_never_wrote_is_refused(client, morning, field):
    assert client.post(URL, {"email": "ani@example.com"} | field).status_code == 422
    assert Subscriber.objects.count() == 0


def test_a_body_that_is_too_big_is_refused(client, morning):
    assert client.post(URL, {"email": "a" * 3_000_000}).status_code in {413, 422}
    body, kind = "email=" + "a" * 3_000_000, "application/x-www-form-urlencoded"
    assert client.post(URL, body, content_type=kind).status_code == 413


def test_a_source_that_asks_too_often_waits_and_keeps_its_text(clock, client, morning):
    codes = [
        client.post(URL, {"email": f"reader{number}@example.com"}).status_code
        for number in range(20)
    ]
    response = client.post(URL, {"email": "one.more@example.com"})
    page = response.content.decode()
    assert codes == [200] * 20
    assert (response.status_code, response.headers["Retry-After"]) == (429, "3600")
    assert "That was too often. Wait 60 minutes and send it again." in page
    assert 'value="one.more@example.com"' in page
    assert Subscriber.objects.count() == 20


def test_an_address_is_asked_for_five_times_a_day_by_whatever_sources(client, morning):
    spellings = ["ani@gmail.com", "a.ni@gmail.com", "ani+b@gmail.com", "ANI@gmail.com"] * 2
    codes = [
        client.post(URL, {"email": spelling}, REMOTE_ADDR=f"192.0.2.{number}").status_code
        for number, spelling in enumerate(spellings)
    ]
    assert codes == [200] * 5 + [429] * 3

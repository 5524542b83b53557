"""What a request may carry, before anybody reads it."""

import io

import pytest

from newsletter import links
from tests import make

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"
POSTED_TO = ["/", "/newsletter/signup/", "/newsletter/unsubscribe/x/", "/admin/login/", "/nowhere/"]


def part(name, value):
    return (
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n--x--\r\n'.encode()
    )


@pytest.mark.parametrize("address", POSTED_TO)
@pytest.mark.parametrize("charset", ["base64", "idna", "utf-7", "undefined", "no-such", "utf-16"])
def test_a_body_in_letters_that_no_form_of_ours_sends_is_refused_in_words(client, address, charset):
    kind = f"multipart/form-data; boundary=x; charset={charset}"
    answer = client.generic("POST", address, part("email", "+2AA-"), content_type=kind)
    assert (answer.status_code, answer["Content-Type"]) == (400, "text/plain; charset=utf-8")


@pytest.mark.parametrize("charset", ["utf-8", "UTF8", "us-ascii"])
def test_a_mail_client_may_say_that_it_sends_plain_text(client, charset):
    kind = f"{FORM}; charset={charset}"
    token = "/newsletter/unsubscribe/" + make_token()
    assert client.generic("POST", token, b"a=b", content_type=kind).status_code == 200


def make_token():
    subscriber = make.make_subscriber("ani@example.com", make.make_newsletter())
    return links.unsubscribe(subscriber).partition("/newsletter/unsubscribe/")[2]


class Unread(io.BytesIO):
    """A body that says how long it is and must not be touched."""

    def read(self, *size):
        pytest.fail("The body was read.")


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/newsletter/signup/", 2_621_440),
        ("/newsletter/unsubscribe/x/", 2_621_440),
        ("/admin/login/", 36_175_872),
    ],
)
def test_a_body_that_would_fill_the_disk_is_refused_before_it_is_read(client, address, most):
    kind = "multipart/form-data; boundary=x"
    said = {"wsgi.input": Unread(), "CONTENT_LENGTH": str(most + 1), "CONTENT_TYPE": kind}
    assert client.post(address, **said).status_code == 413


def test_a_length_that_is_no_number_is_taken_for_none(client):
    assert client.post("/admin/login/", CONTENT_LENGTH="many").status_code == 200

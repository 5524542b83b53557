"""Posts are taken from our own pages, and nobody loses what was typed."""

import html
import io
import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from newsroom import urls as site
from newsroom.press.origin import ours_only

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]
TYPED = {"name": "Ani", "website": "", "body": 'Line one\r\n\r\n<b>"two"</b> & three'}


@ours_only
def reply(request):
    if request.method == "GET":
        return HttpResponse("the form")
    return HttpResponse(f"{request.POST['name']} {request.origin_unknown}")


urlpatterns = [path("reply/", reply), *site.urlpatterns]


@pytest.fixture
def client():
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize(
    ("headers", "accepted"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": ""}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, False),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, True),
        ({"Origin": "http://testserver"}, True),
        ({"Origin": "https://testserver"}, False),
        ({"Origin": "http://testserver.evil.example"}, False),
        ({"Origin": "http://evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": ""}, False),
    ],
)
def test_a_post_comes_from_our_own_pages(client, headers, accepted):
    answer = client.post("/reply/", TYPED, headers=headers)
    assert answer.status_code == (200 if accepted else 403)
    assert (answer.content == b"Ani False") is accepted


def test_a_browser_that_says_nothing_is_let_in_and_marked(client):
    assert client.post("/reply/", TYPED).content == b"Ani True"


def test_behind_a_proxy_the_public_address_is_ours(client, settings):
    settings.SITE_URL = "https://paper.example"
    accepted = client.post("/reply/", TYPED, headers={"Origin": "https://paper.example"})
    refused = client.post("/reply/", TYPED, headers={"Origin": "https://paper.example.evil"})
    assert (accepted.status_code, refused.status_code) == (200, 403)


def test_anyone_may_ask_for_the_form(client):
    answer = client.get("/reply/", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.content == b"the form"


def test_a_refusal_gives_everything_back_to_be_sent_again(client):
    refused = client.post(
        "/reply/?to=5&x=<b>",
        {**TYPED, "topics": ["news", "culture"]},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    page = refused.content.decode()
    assert refused.cookies == {}
    assert refused["Cache-Control"] == "private, no-store"
    assert "<b>" not in page
    assert html.unescape(re.search(r'<form [^>]*action="([^"]*)"', page)[1]) == (
        "/reply/?to=5&x=%3Cb%3E"
    )
    assert fields_of(page) == [
        ("name", "Ani"),
        ("website", ""),
        ("body", TYPED["body"]),
        ("topics", "news"),
        ("topics", "culture"),
    ]


def fields_of(page):
    """The fields of the form as a browser would post them."""
    found = re.findall(
        r'<input type="hidden" name="([^"]*)" value="([^"]*)">|<textarea [^>]*name="([^"]*)"[^>]*>\n(.*?)</textarea>',
        page,
        re.DOTALL,
    )
    return [(a or c, html.unescape(b or d)) for a, b, c, d in found]


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"name=" + b"x" * 2_700_000, "application/x-www-form-urlencoded", 413),
        (b"&".join([b"a=1"] * 2_001), "application/x-www-form-urlencoded", 413),
        (b"name=a%00b", "application/x-www-form-urlencoded", 400),
        (b"na%00me=a", "application/x-www-form-urlencoded", 400),
        (b"name=a", "application/x-www-form-urlencoded; charset=utf-16", 400),
        (b"no parts", "multipart/form-data", 400),
        (b"--x\r\nbroken", "multipart/form-data; boundary=\xc3\xa9", 400),
    ],
)
def test_a_body_that_cannot_be_kept_is_answered_in_words(client, body, content_type, status):
    answer = client.post("/reply/", body, content_type=content_type)
    assert (answer.status_code, answer["Content-Type"]) == (status, "text/plain; charset=utf-8")
    assert answer.content.decode().startswith("This ")


def test_a_body_that_breaks_off_is_answered_in_words(client):
    class BrokenOff(io.BytesIO):
        def read(self, *args):
            raise OSError("the reader went away")

    answer = client.post("/reply/", **{"wsgi.input": BrokenOff(), "CONTENT_LENGTH": 5})
    assert answer.status_code == 400


def test_bytes_that_are_no_text_arrive_as_marks(client):
    answer = client.post(
        "/reply/", b"name=%FF%FE", content_type="application/x-www-form-urlencoded"
    )
    assert answer.content.decode() == "\ufffd\ufffd True"

"""What is compressed on its way to the reader, how, and what never is."""

import gzip

import brotli
import pytest
from django.contrib import admin
from django.http import HttpResponse
from django.urls import path

from newsroom.press import compression, pages
from tests.make import make_article

pytestmark = pytest.mark.django_db
PAGE = "<p>Nothing here is secret.</p>" * 40


@pages.shared
def story(request):
    return HttpResponse(PAGE)


@pages.shared
def short(request):
    return HttpResponse("x" * (compression.SMALLEST - 1))


@pages.shared
def photograph(request):
    return HttpResponse(b"x" * 2_000, content_type="image/webp")


@pages.private
def refused(request):
    return HttpResponse(PAGE, status=422)


urlpatterns = [
    path("story/", story),
    path("short/", short),
    path("photograph/", photograph),
    path("refused/", refused),
    path("admin/", admin.site.urls),
]


def taking(encodings, **more):
    return {"Accept-Encoding": encodings} | more


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("GZIP;q=1.0, br;q=0", "gzip"),
        ("br ; q=0.5", "br"),
        ("*", "br"),
        ("*, br;q=0", "gzip"),
        ("identity", ""),
        ("gzip;q=0", ""),
        ("gzip;q=much", ""),
        ("", ""),
    ],
)
def test_the_best_encoding_that_a_reader_takes(accepted, encoding):
    assert compression.best(accepted) == encoding


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("encoding", "open_up"), [("br", brotli.decompress), ("gzip", gzip.decompress)]
)
def test_a_page_arrives_compressed_and_is_the_same_page(client, encoding, open_up):
    answer = client.get("/story/", headers=taking(encoding))
    assert answer["Content-Encoding"] == encoding
    assert int(answer["Content-Length"]) == len(answer.content) < len(PAGE) / 4
    assert open_up(answer.content).decode() == PAGE


@pytest.mark.urls(__name__)
def test_who_takes_no_encoding_gets_the_page_as_it_is(client):
    answer = client.get("/story/")
    assert (answer.content.decode(), answer.has_header("Content-Encoding")) == (PAGE, False)
    assert answer["Vary"] == "Accept-Encoding"


@pytest.mark.urls(__name__)
def test_a_compressed_page_that_is_unchanged_is_not_sent_again(client):
    first = client.get("/story/", headers=taking("br"))
    again = client.get("/story/", headers=taking("br", **{"If-None-Match": first["ETag"]}))
    assert (again.status_code, again.content) == (304, b"")
    assert {name: again[name] for name in ("ETag", "Vary")} == {
        name: first[name] for name in ("ETag", "Vary")
    }


@pytest.mark.urls(__name__)
def test_a_head_tells_the_length_of_the_compressed_page(client):
    headers = taking("br")
    assert (
        client.head("/story/", headers=headers).headers
        == client.get("/story/", headers=headers).headers
    )


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("address", ["/short/", "/photograph/"])
def test_what_would_not_become_shorter_is_left_alone(client, address):
    assert client.get(address, headers=taking("br")).has_header("Content-Encoding") is False


@pytest.mark.urls(__name__)
def test_a_form_that_comes_back_is_compressed_too(client):
    answer = client.post("/refused/", headers=taking("gzip"))
    assert (answer.status_code, answer["Content-Encoding"]) == (422, "gzip")


@pytest.mark.parametrize("address", ["/", "/feed/", "/search/?q=words", "/no/such/page/"])
def test_all_that_readers_read_is_compressed(client, address):
    make_article(body="<p>Words.</p>")
    assert client.get(address, headers=taking("br"))["Content-Encoding"] == "br"


def test_the_desk_is_never_compressed(admin_client):
    answer = admin_client.get("/admin/", headers=taking("br"))
    assert (answer.status_code, answer.has_header("Content-Encoding")) == (200, False)
    assert "Accept-Encoding" not in answer["Vary"]

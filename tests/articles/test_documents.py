"""How documents are sent: as what they are, in the parts that are asked for, able to do nothing in our name."""

import io

import pytest
from django.core.files.storage import storages

from articles import filekinds
from tests.articles.documents import EXAMPLES, PDF, body, document

pytestmark = pytest.mark.django_db


POLICIES = {
    "attachment": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "inline": "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; media-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}
A_PAGE = b"<html><script>alert(1)</script><form action=/admin/></form>"
# Files of a kind of ours that are a page, too, for a browser that guesses.
DOUBLES = {
    "pdf": PDF + A_PAGE,
    "mp3": EXAMPLES["mp3"][0] + A_PAGE,
    "wav": EXAMPLES["wav"][0] + A_PAGE,
    "csv": b"town,boats\n" + A_PAGE,
    "zip": EXAMPLES["zip"][0] + A_PAGE,
}


def test_each_kind_has_an_example():
    assert EXAMPLES.keys() == filekinds.KINDS.keys()


@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_document_is_sent_as_what_it_is_and_can_do_nothing_in_our_name(client, kind):
    data, media_type, disposition = EXAMPLES[kind]
    made = document(data, f"Report {kind}.{kind.upper()}")
    response = client.get(made.get_absolute_url())
    assert (response.status_code, body(response)) == (200, data)
    assert response["Content-Type"] == media_type
    assert response["Content-Length"] == str(len(data))
    assert response["Content-Disposition"] == f'{disposition}; filename="report-{kind}.{kind}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == POLICIES[disposition]
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies


@pytest.mark.parametrize("kind", DOUBLES)
def test_what_is_a_page_too_is_sent_as_what_it_was_taken_in_for(client, kind):
    _, media_type, disposition = EXAMPLES[kind]
    response = client.get(document(DOUBLES[kind], f"report.{kind}").get_absolute_url())
    assert body(response) == DOUBLES[kind]
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == (media_type, "nosniff")
    assert response["Content-Disposition"].startswith(disposition)
    assert response["Content-Security-Policy"] == POLICIES[disposition]


@pytest.mark.parametrize("kind", filekinds.KINDS)
@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b" \n\t"])
def test_what_begins_as_a_page_is_of_no_kind(kind, before):
    file = io.BytesIO(before + A_PAGE + EXAMPLES[kind][0])
    assert filekinds.of(file, f"report.{kind}") == ""


def test_no_other_name_has_it(client):
    made = document()
    for address in (f"/files/{made.pk}/other.pdf", f"/files/{made.pk + 1}/{made.name}"):
        assert client.get(address).status_code == 404


def test_a_file_that_is_lost_is_not_found(client):
    made = document(PDF + b"lost")
    storages["originals"].delete(made.file.name)
    assert client.get(made.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-9", 0, 10),
        ("bytes=100-", 100, len(PDF)),
        ("bytes=-20", len(PDF) - 20, len(PDF)),
        ("bytes=-999999", 0, len(PDF)),
        ("bytes=10-999999", 10, len(PDF)),
        (f"bytes={len(PDF) - 1}-", len(PDF) - 1, len(PDF)),
    ],
)
def test_a_player_gets_the_part_that_it_asks_for(client, asked, start, stop):
    response = client.get(document().get_absolute_url(), headers={"Range": asked})
    assert (response.status_code, body(response)) == (206, PDF[start:stop])
    assert response["Content-Range"] == f"bytes {start}-{stop - 1}/{len(PDF)}"
    assert (response["Content-Length"], response["Accept-Ranges"]) == (str(stop - start), "bytes")
    assert response["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("asked", [f"bytes={len(PDF)}-", "bytes=-0", "bytes=99999-100000"])
def test_a_part_that_is_not_there_is_refused(client, asked):
    response = client.get(document().get_absolute_url(), headers={"Range": asked})
    assert (response.status_code, response.content) == (416, b"")
    assert response["Content-Range"] == f"bytes */{len(PDF)}"


@pytest.mark.parametrize(
    "headers",
    [
        {"Range": "bytes=-"},
        {"Range": "bytes=9-5"},
        {"Range": "bytes=0-1,4-5"},
        {"Range": "pages=1-2"},
        {"Range": "bytes=٣-٤"},
        {"Range": "bytes=0-9", "If-Range": '"another"'},
    ],
)
def test_what_makes_no_sense_brings_the_whole(client, headers):
    response = client.get(document().get_absolute_url(), headers=headers)
    assert (response.status_code, body(response)) == (200, PDF)


def test_a_part_of_what_is_still_the_same_is_sent(client):
    made = document()
    headers = {"Range": "bytes=0-9", "If-Range": f'"{made.digest}"'}
    assert body(client.get(made.get_absolute_url(), headers=headers)) == PDF[:10]


def test_who_has_it_gets_it_no_second_time(client):
    made = document()
    first = client.get(made.get_absolute_url())
    assert body(first) == PDF
    response = client.get(made.get_absolute_url(), headers={"If-None-Match": first["ETag"]})
    assert (response.status_code, response.content) == (304, b"")


@pytest.mark.parametrize(("asked", "status"), [("", 200), ("bytes=0-9", 206)])
def test_its_head_says_what_would_come(client, asked, status):
    response = client.head(document().get_absolute_url(), headers={"Range": asked})
    length = 10 if asked else len(PDF)
    assert (response.status_code, response["Content-Length"]) == (status, str(length))
    assert not response.streaming


def test_nobody_posts_to_a_document(client):
    assert client.post(document().get_absolute_url()).status_code == 405

"""Redirects from a file: what can be saved is, and of every other line it is said why not."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from newsroom.models import OldAddress
from newsroom.oldlinks import keeping, uploading
from tests import make
from tests.reading import texts

pytestmark = pytest.mark.django_db

UPLOAD = "/admin/newsroom/oldaddress/upload/"


def upload(client, text):
    """Return what the page says of each line that was not saved, and how many were; or what is wrong with the file."""
    data = text if isinstance(text, bytes) else text.encode()
    answer = client.post(UPLOAD, {"file": SimpleUploadedFile("redirects.csv", data)})
    assert answer.status_code == 200
    if answer.context["form"].errors:
        return texts(answer, ".//ul[@class='errorlist']/li")
    [status] = texts(answer, ".//p[@role='status']")
    refused = answer.context["refused"]
    assert [str(number) for number, _, _ in refused] == texts(answer, ".//tbody/tr/td[1]")
    return refused, status


def rows():
    return sorted(OldAddress.objects.values_list("path", "target"))


@pytest.fixture
def editor(client):
    editor = make.make_user("editor")
    client.force_login(editor)
    return editor


def test_every_line_is_judged_by_itself(client, editor):
    story = make.make_article(slug="the-ferry")
    here = story.get_absolute_url()
    keeping.remember(["/brought"], "post", story.pk, "lake.example")
    said, status = upload(
        client,
        f"path,target\n/a/,{here}\n/b,/a\n/c,\n\n/d,javascript:x\n{here},/feed/\nno,/feed/\n"
        f'"/e,1",https://party.example/\n/A,/feed/\n/brought/,/search/\n/f,/f/\n',
    )
    assert status == "4 redirects are saved."
    assert [line[:2] for line in said] == [
        *((3, "/b"), (6, "/d"), (7, here), (8, "no"), (10, "/A"), (12, "/f"))
    ]
    assert "leads on itself" in said[0][2]
    assert said[2][2] == "The site itself answers at this address."
    assert said[4][2] == "Line 2 before it says already where this leads."
    assert rows() == [
        ("/a", here),
        ("/brought", "/search/"),
        ("/c", ""),
        ("/e,1", "https://party.example/"),
    ]
    assert set(OldAddress.objects.values_list("created_by", "source")) == {(editor.pk, "")}
    assert client.get("/c/").status_code == 410


def test_the_same_file_again_says_that_all_was_so_already(client, editor):
    assert upload(client, "/a,/feed/\n") == ([], "1 redirect is saved.")
    assert upload(client, "/a,/feed/\n") == ([], "0 redirects are saved. 1 was so already.")


def test_what_is_no_list(client, editor, monkeypatch):
    assert upload(client, b"\xff\xfe/\x00a") == ["This is no CSV in UTF-8."]
    monkeypatch.setattr(uploading, "MOST_LINES", 2)
    assert upload(client, "/a,/feed/\n/b,/feed/\n/c,/feed/\n") == [
        "The file may have 2 lines at most."
    ]
    monkeypatch.setattr(uploading, "LARGEST", 0)
    assert upload(client, "/a,/feed/\n") == ["The file may have 0 MB at most."]
    assert rows() == []


def test_the_list_leads_there_and_nobody_but_editors_gets_there(client, editor):
    assert UPLOAD in client.get("/admin/newsroom/oldaddress/").text
    assert client.get(UPLOAD).status_code == 200
    client.force_login(make.make_user("reporter"))
    assert client.get(UPLOAD).status_code == 403
    assert client.post(UPLOAD).status_code == 403

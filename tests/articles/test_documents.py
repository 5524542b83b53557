"""Files that readers download: who hands them in, what is refused, how they are sent."""

import io
import zipfile

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles import documents, filekinds
from articles.models import Document
from newsroom.models import OldAddress
from tests import make

pytestmark = pytest.mark.django_db

ADD = reverse("admin:articles_document_add")
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 4 + b"\n%%EOF"


def packed(*names, mimetype=""):
    """Return a packed folder that holds these names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x" * 100)
    return buffer.getvalue()


OFFICE = "[Content_Types].xml"
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
EXAMPLES = {
    "pdf": (PDF, "application/pdf", "inline"),
    "mp3": (b"ID3\x04" + bytes(40), "audio/mpeg", "inline"),
    "m4a": (b"\0\0\0\x20ftypM4A " + bytes(40), "audio/mp4", "inline"),
    "ogg": (b"OggS" + bytes(40), "audio/ogg", "inline"),
    "wav": (b"RIFF\x24\0\0\0WAVEfmt " + bytes(40), "audio/wav", "inline"),
    "mp4": (b"\0\0\0\x20ftypisom" + bytes(40), "video/mp4", "inline"),
    "webm": (b"\x1a\x45\xdf\xa3" + bytes(40), "video/webm", "inline"),
    "docx": (
        packed(OFFICE, "word/document.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "attachment",
    ),
    "xlsx": (
        packed(OFFICE, "xl/workbook.xml"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "attachment",
    ),
    "pptx": (
        packed(OFFICE, "ppt/presentation.xml"),
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "attachment",
    ),
    "odt": (
        packed("content.xml", mimetype="application/vnd.oasis.opendocument.text"),
        "application/vnd.oasis.opendocument.text",
        "attachment",
    ),
    "ods": (
        packed("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"),
        "application/vnd.oasis.opendocument.spreadsheet",
        "attachment",
    ),
    "odp": (
        packed("content.xml", mimetype="application/vnd.oasis.opendocument.presentation"),
        "application/vnd.oasis.opendocument.presentation",
        "attachment",
    ),
    "epub": (
        packed("a.xhtml", mimetype="application/epub+zip"),
        "application/epub+zip",
        "attachment",
    ),
    "csv": (b"town,boats\nNor Kap,3\n", "text/csv; charset=utf-8", "attachment"),
    "txt": ("Լիճ\n".encode(), "text/plain; charset=utf-8", "attachment"),
    "zip": (packed("a.txt"), "application/zip", "attachment"),
    "doc": (OLD_OFFICE, "application/msword", "attachment"),
    "xls": (OLD_OFFICE, "application/vnd.ms-excel", "attachment"),
    "ppt": (OLD_OFFICE, "application/vnd.ms-powerpoint", "attachment"),
}


def document(data=PDF, name="Annual Report.pdf", title="Annual report"):
    made = documents.prepare(io.BytesIO(data), name)
    made.title = title
    made.save()
    return made


def body(response):
    return b"".join(response) if response.streaming else response.content


def is_kept(made):
    return storages["originals"].exists(made.file.name)


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
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert ("sandbox" in response["Content-Security-Policy"]) == (kind != "pdf")
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "drawing.svg"),
        (b"<html><script>alert(1)</script>", "page.html"),
        (b"<html><script>alert(1)</script>", "page.txt"),
        (b"\xef\xbb\xbf \n<svg/>", "table.csv"),
        (b"<html>", "report.pdf"),
        (b"alert(1)", "script.js"),
        (b"MZ\x90\0", "setup.exe"),
        (b"\x7fELF", "song.mp3"),
        (b"a\0b", "notes.txt"),
        (b"", "notes.txt"),
        (PDF, "report"),
        (PDF, "report.docx"),
        (packed("a.txt"), "letter.docx"),
        (packed(OFFICE, "xl/workbook.xml"), "letter.docx"),
        (packed("a.txt"), "book.epub"),
        (b"\0\0\0\x20ftypheic", "film.mp4"),
        (b"\xff\xd8\xff\xe0", "photo.jpg"),
    ],
)
def test_what_is_no_document_is_refused_and_leaves_nothing(client, data, name):
    client.force_login(make.make_user("editor"))
    before = kept()
    posted = {"title": "A file", "file": SimpleUploadedFile(name, data)}
    response = client.post(ADD, posted)
    assert (response.status_code, len(response.context["errors"])) == (200, 1)
    assert (Document.objects.count(), kept()) == (0, before)


def kept():
    storage = storages["originals"]
    folders = storage.listdir("documents")[0] if storage.exists("documents") else []
    return sorted(name for each in folders for name in storage.listdir(f"documents/{each}")[1])


def test_an_editor_uploads_a_document_and_finds_its_address(client, settings):
    settings.SITE_URL = "https://news.example"
    client.force_login(make.make_user("editor"))
    posted = {"title": "Annual report", "file": SimpleUploadedFile("Տարեկան 2020.pdf", PDF)}
    assert client.post(ADD, posted).status_code == 302
    made = Document.objects.get()
    assert made.get_absolute_url() == f"/files/{made.pk}/tarekan-2020.pdf"
    for page in (
        reverse("admin:articles_document_changelist"),
        reverse("admin:articles_document_change", args=[made.pk]),
    ):
        said = client.get(page).content.decode()
        assert f"https://news.example{made.get_absolute_url()}</a>" in said
        assert made.file.name not in said
    client.logout()
    assert body(client.get(made.get_absolute_url())) == PDF


def test_another_title_leaves_the_file_and_its_address(client):
    made = document()
    client.force_login(make.make_user("editor"))
    change = reverse("admin:articles_document_change", args=[made.pk])
    assert client.post(change, {"title": "Report of 2020"}).status_code == 302
    now = Document.objects.get()
    assert (now.title, now.get_absolute_url()) == ("Report of 2020", made.get_absolute_url())
    assert body(client.get(now.get_absolute_url())) == PDF


def test_a_document_that_is_too_large_is_refused(client, settings):
    settings.LARGEST_UPLOAD = 1024**2
    client.force_login(make.make_user("editor"))
    posted = {"title": "A file", "file": SimpleUploadedFile("a.pdf", PDF + bytes(1024**2))}
    response = client.post(ADD, posted)
    assert response.context["errors"] == [["The file may have 1 MB at most."]]


def test_a_reporter_uploads_documents_and_takes_none_away(client):
    made = document()
    client.force_login(make.make_user("reporter"))
    posted = {"title": "A file", "file": SimpleUploadedFile("a.pdf", PDF + b"\n")}
    assert client.post(ADD, posted).status_code == 302
    delete = reverse("admin:articles_document_delete", args=[made.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403
    assert is_kept(made)


@pytest.mark.parametrize("role", ["moderator", "newsletter"])
def test_others_have_no_documents(client, role):
    client.force_login(make.make_user(role))
    assert client.get(reverse("admin:articles_document_changelist")).status_code == 403


def test_a_document_that_was_deleted_is_gone(client, django_capture_on_commit_callbacks):
    made = document()
    client.force_login(make.make_user("editor"))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("admin:articles_document_delete", args=[made.pk]), {"post": "yes"})
    client.logout()
    assert not is_kept(made)
    assert client.get(made.get_absolute_url()).status_code == 410
    assert OldAddress.objects.get().path == made.get_absolute_url()


def test_so_are_many(client, django_capture_on_commit_callbacks):
    first, second = document(), document(PDF + b"\n")
    client.force_login(make.make_user("editor"))
    data = {"action": "delete_selected", "_selected_action": [first.pk, second.pk], "post": "yes"}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("admin:articles_document_changelist"), data)
    client.logout()
    assert {client.get(each.get_absolute_url()).status_code for each in (first, second)} == {410}
    assert not is_kept(first)


def test_a_file_that_was_uploaded_twice_stays_for_the_other(
    client, django_capture_on_commit_callbacks
):
    first, second = document(), document(name="copy.pdf")
    assert first.file.name == second.file.name
    with django_capture_on_commit_callbacks(execute=True):
        documents.delete(first)
    assert body(client.get(second.get_absolute_url())) == PDF


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

"""Documents at the desk: who hands them in and takes them away, and what is refused."""

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles import documents
from articles.models import Document
from newsroom.models import OldAddress
from tests import make
from tests.articles.deskforms import opened
from tests.articles.documents import OFFICE, PDF, body, document, packed

pytestmark = pytest.mark.django_db

ADD = reverse("admin:articles_document_add")


def is_kept(made):
    return storages["originals"].exists(made.file.name)


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
    assert (
        client.post(change, {"title": "Report of 2020"} | opened(client, change)).status_code == 302
    )
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

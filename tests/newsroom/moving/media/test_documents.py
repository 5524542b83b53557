"""What other files of an old site become here: documents that readers download."""

import pytest
from django.db import connection

from articles import documents
from articles.models import Document, Picture
from newsroom.models import Moved, OldAddress
from newsroom.moving.media import sources
from newsroom.moving.media.library import Library
from newsroom.moving.reading.index import Index
from tests.articles.documents import EXAMPLES, PDF, body, document
from tests.newsroom.moving import exports
from tests.newsroom.moving.media.files import UPLOADS, put
from tests.newsroom.moving.outcomes import counts

pytestmark = pytest.mark.django_db

REPORT = f"{UPLOADS}/2020/Report%202020.pdf"


@pytest.fixture
def uploads(tmp_path):
    put(tmp_path, "uploads/2020/Report 2020.pdf", PDF)
    return tmp_path / "uploads"


@pytest.fixture
def brought(bring, uploads):
    return lambda *records, **options: bring(*records, media_from=uploads, **options)


def report(**fields):
    return exports.attachment(**{"url": REPORT, "title": "The year 2020"} | fields)


def outcome(report):
    return counts(report)["attachment"], [why for _kind, why in report.reasons]


def library():
    return Library("lake.example", Index())


@pytest.mark.parametrize("kind", EXAMPLES)
def test_files_of_every_kind_come_along(brought, uploads, kind):
    put(uploads, f"2021/file.{kind}", EXAMPLES[kind][0])
    assert outcome(brought(report(url=f"{UPLOADS}/2021/file.{kind}"))) == ({"imported": 1}, [])
    made = Document.objects.get()
    assert (made.kind, made.title, made.name) == (kind, "The year 2020", f"file.{kind}")


def test_a_second_run_changes_nothing_and_other_words_do(brought):
    assert outcome(brought(report())) == ({"imported": 1}, [])
    assert outcome(brought(report())) == ({"unchanged": 1}, [])
    assert outcome(brought(report(title="In the year 2020"))) == ({"changed": 1}, [])
    assert Document.objects.get().title == "In the year 2020"


def test_a_file_without_a_title_is_called_by_its_name(brought):
    brought(report(title=""))
    assert Document.objects.get().title == "Report 2020.pdf"


def test_what_editors_call_it_stays(brought):
    brought(report())
    Document.objects.update(title="Ours")
    counted, (why,) = outcome(brought(report(title="In the year 2020")))
    assert (counted, why[:18]) == ({"skipped": 1}, "it was edited here")
    assert Document.objects.get().title == "Ours"


def test_a_file_that_was_deleted_here_stays_away_and_its_old_address_says_gone(brought, client):
    brought(report())
    documents.delete(Document.objects.get())
    assert outcome(brought(report()))[0] == {"skipped": 1}
    assert client.get("/wp-content/uploads/2020/Report%202020.pdf").status_code == 410


@pytest.mark.django_db(transaction=True)
def test_a_file_whose_twin_is_deleted_while_it_comes_is_asked_for_again(brought, monkeypatch):
    prepare, asked = documents.prepare, []
    twin = document(title="The same")

    def prepare_and_delete(*given):
        prepared = prepare(*given)
        if not asked:
            documents.delete(twin)
            connection.close()  # that of a thread
        asked.append(given)
        return prepared

    monkeypatch.setattr(documents, "prepare", prepare_and_delete)
    assert outcome(brought(report())) == ({"imported": 1}, [])
    assert len(asked) == 2
    with Document.objects.get().file.open() as file:
        assert file.read() == PDF


def test_the_old_address_leads_to_the_file(brought, client):
    brought(report())
    made = Document.objects.get()
    for old in ("/wp-content/uploads/2020/Report%202020.pdf", "/?attachment_id=40"):
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, made.get_absolute_url())
    assert body(client.get(made.get_absolute_url())) == PDF
    assert OldAddress.objects.filter(kind="file", new_id=made.pk).count() >= 2


@pytest.mark.parametrize("state", ["draft", "private", "pending"])
def test_the_number_of_a_file_tells_nothing_while_readers_do_not_have_its_story(
    brought, client, state
):
    around = exports.post(post_id="11", status=state)
    brought(report(post_parent="11"), around)
    made = Document.objects.get()
    assert [client.get(f"/?{name}=40").status_code for name in ("p", "attachment_id")] == [404, 404]
    named = client.get("/wp-content/uploads/2020/Report%202020.pdf")
    assert named["Location"] == made.get_absolute_url()
    written = list(OldAddress.objects.values())
    brought(report(post_parent="11"), around)
    assert list(OldAddress.objects.values()) == written


def test_the_number_of_a_file_in_a_public_story_leads_to_the_file(brought, client):
    brought(report(post_parent="11"), exports.post(post_id="11"))
    assert client.get("/?p=40")["Location"] == Document.objects.get().get_absolute_url()


def test_a_link_in_a_text_leads_to_the_file(brought):
    brought(report())
    address = Document.objects.get().get_absolute_url()
    assert library().file(REPORT) == address
    assert library().file("/wp-content/uploads/2020/Report 2020.pdf") == address
    assert (library().picture(REPORT), Picture.objects.count()) == (None, 0)


def test_a_story_links_to_the_file_here(brought):
    from articles.models import Article

    link = f'Read <a href="{REPORT}">the report</a>.'
    brought(exports.post(body=link), report())
    address = Document.objects.get().get_absolute_url()
    assert Article.objects.get().body == f'<p>Read <a href="{address}">the report</a>.</p>'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("page.html", b"<html></html>"),
        ("report.pdf", b"<html></html>"),
        ("letter.docx", EXAMPLES["zip"][0]),
        ("letter.docx", EXAMPLES["xlsx"][0]),
        ("setup.exe", b"MZ\x90\0"),
        ("empty.txt", b""),
    ],
)
def test_what_readers_may_not_download_here_is_listed(brought, uploads, name, data):
    put(uploads, name, data)
    counted, (why,) = outcome(brought(report(url=f"{UPLOADS}/{name}")))
    assert counted == {"skipped": 1}
    assert "of a kind that we keep" in why or "of no kind that readers may download" in why
    assert (Document.objects.count(), Moved.objects.count()) == (0, 0)


def test_a_file_that_is_too_large_is_left(brought, monkeypatch):
    monkeypatch.setattr(sources, "LARGEST_FILE", len(PDF) - 1)
    assert outcome(brought(report())) == ({"skipped": 1}, ["it is larger than 0 MB"])


@pytest.mark.parametrize(
    ("before", "status"), [("publish", 301), ("draft", 410), ("pending", 410), ("", 410)]
)
def test_the_number_of_a_file_whose_story_was_thrown_away_answers_as_it_did_there(
    brought, client, before, status
):
    noted = exports.meta("_wp_trash_meta_status", before) if before else ""
    thrown = exports.post(noted, post_id="11", status="trash")
    brought(report(post_parent="11"), thrown)
    asked = [client.get(f"/?{name}=40") for name in ("p", "attachment_id")]
    assert [each.status_code for each in asked] == [status, status]
    named = client.get("/wp-content/uploads/2020/Report%202020.pdf")
    assert named["Location"] == Document.objects.get().get_absolute_url()
    written = list(OldAddress.objects.values())
    brought(report(post_parent="11"), thrown)
    assert list(OldAddress.objects.values()) == written


def test_a_story_that_is_here_though_it_was_thrown_away_there_keeps_its_files(brought, client):
    brought(report(post_parent="11"), exports.post())
    brought(report(post_parent="11"), exports.post(status="trash"))
    assert client.get("/?attachment_id=40")["Location"] == Document.objects.get().get_absolute_url()

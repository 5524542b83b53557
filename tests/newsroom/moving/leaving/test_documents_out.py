"""Documents leave the site, and come home as they were."""

import io

import pytest
from django.core.files.storage import storages

from articles import documents
from articles.models import Article, Document
from newsroom.models import Moved, OldAddress
from newsroom.moving import wordpress
from tests.articles.documents import PDF, body
from tests.make import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    made = documents.prepare(io.BytesIO(PDF), "Accounts of 2020.pdf")
    made.title = "The accounts of the port"
    made.save()
    return made


def test_a_document_stands_in_the_export_with_its_file(leave, report):
    taken = leave()
    (told,) = taken.json("documents")
    assert (told["title"], told["address"]) == (report.title, report.get_absolute_url())
    item = taken.items("attachment")[report.title]
    assert item.attachment_url.endswith(report.get_absolute_url())
    assert (taken.folder / "media" / item.attachment.file).read_bytes() == PDF


def test_a_file_that_is_lost_stops_nothing(leave, report):
    storages["originals"].delete(report.file.name)
    assert report.file.name in leave().text("README.txt")


def test_it_comes_home_and_stories_link_to_it_again(leave, report, client):
    words = f'<p>Read <a href="{report.get_absolute_url()}">the accounts</a>.</p>'
    make_article(slug="accounts", body=words)
    taken = leave()
    for model in (Article, Document, Moved, OldAddress):
        model.objects.all().delete()
    wordpress.import_files(
        [taken.folder / "site.wxr.xml"], wordpress.Options(media_from=taken.folder / "media")
    )
    home = Document.objects.get()
    assert (home.title, home.name, home.digest) == (report.title, report.name, report.digest)
    assert f'href="{home.get_absolute_url()}"' in Article.objects.get().body
    assert body(client.get(home.get_absolute_url())) == PDF

"""Archives of a made-up old site, as an editor hands them over, and a place of their own to keep them."""

import gzip

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from newsroom.models import ImportRun
from newsroom.moving.runs import files
from tests import make
from tests.newsroom.moving import exports


@pytest.fixture(autouse=True)
def archives(settings, tmp_path, monkeypatch):
    """Let uploads, reports and the server's folder be this test's own, for its processes too; return where."""
    kept = settings.STORAGES["archives"]
    kept = kept | {"OPTIONS": kept["OPTIONS"] | {"location": tmp_path / "archives"}}
    settings.STORAGES = settings.STORAGES | {"archives": kept}
    settings.ARCHIVES_DIR = tmp_path / "imports"
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    return tmp_path / "archives"


def upload(*records, name="export.xml"):
    """Return an export as a browser sends it, packed where its name says so."""
    text = exports.export(*records).encode()
    return SimpleUploadedFile(name, gzip.compress(text) if name.endswith("gz") else text)


@pytest.fixture
def begin():
    """Return a function that hands over one file with these records and returns the run that waits."""

    def begin(*records, **options):
        run = files.begin(make.make_user("editor"), [upload(*records)], [], zone="")
        ImportRun.objects.filter(pk=run.pk).update(**options)
        run.refresh_from_db()
        return run

    return begin


@pytest.fixture
def editor(client):
    user = make.make_user("editor")
    client.force_login(user)
    return user

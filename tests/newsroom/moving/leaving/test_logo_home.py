"""The logo comes home beside the masthead, whole or not at all."""

import pytest
from django.core.files.base import ContentFile

from newsroom.models import Masthead
from newsroom.moving.homecoming.settling import HERE
from newsroom.moving.homecoming.uploads import TORN
from newsroom.moving.media.folder import NOT_HERE
from tests import make
from tests.newsroom.moving import outcomes
from tests.newsroom.moving.leaving import papers
from tests.newsroom.moving.leaving.test_import_site import bring

LOGO = b"<svg/>"

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(leave):
    """Return the export of a paper that has a logo, when the paper is no more."""
    make.make_article()
    Masthead.objects.create(pk=1, name="The Lake", logo=ContentFile(LOGO, "lake.svg"))
    folder = leave().folder
    papers.empty()
    return folder


def _file(folder):
    return next((folder / "media").rglob("*.svg"))


def _came(report):
    return outcomes.counts(report)["logo"]


def _shown():
    with Masthead.objects.get().logo.open() as logo:
        return logo.read()


def test_a_logo_that_was_torn_on_the_way_is_listed_and_comes_with_the_next_run(folder):
    file = _file(folder)
    file.write_bytes(LOGO[:-1])
    assert _came(bring(folder, rehearsal=True)) == {"skipped": 1}
    report = bring(folder)
    assert report.reasons == {("logo", TORN): 1}
    assert (Masthead.objects.get().name, Masthead.objects.get().logo.name) == ("The Lake", "")
    file.write_bytes(LOGO)
    assert _came(bring(folder)) == {"imported": 1}
    assert _shown() == LOGO
    assert _came(bring(folder)) == {"unchanged": 1}


def test_a_logo_that_is_not_there_is_listed(folder):
    _file(folder).unlink()
    assert bring(folder).reasons == {("logo", NOT_HERE): 1}


def test_a_logo_that_an_editor_chose_meanwhile_stays(folder):
    file = _file(folder)
    file.write_bytes(b"")
    bring(folder)
    paper = Masthead.objects.get()
    paper.logo.save("ours.svg", ContentFile(b"<svg></svg>"))
    file.write_bytes(LOGO)
    assert bring(folder).reasons == {("logo", HERE): 1}
    assert _shown() == b"<svg></svg>"
    assert _came(bring(folder, overwrite=True)) == {"changed": 1}
    assert _shown() == LOGO


def test_a_paper_with_a_masthead_of_its_own_gets_no_strange_logo(folder):
    Masthead.objects.create(pk=1, name="The Harbour")
    assert _came(bring(folder)) == {"skipped": 1}
    assert Masthead.objects.get().logo.name == ""

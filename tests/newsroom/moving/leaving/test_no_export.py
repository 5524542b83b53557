"""A folder that `import_site` cannot bring home is refused in one sentence, and nothing is stored."""

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from newsroom.models import Masthead
from newsroom.moving.leaving.folder import SUMS
from tests.make import make_article, make_menu
from tests.newsroom.moving.leaving import papers

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(leave):
    """Return the export of a small paper that is no more."""
    make_article()
    make_menu("/feed/")
    folder = leave().folder
    papers.empty()
    return folder


@pytest.mark.parametrize("gone", ["json/paper.json", SUMS])
def test_a_folder_that_is_no_export_is_refused(folder, gone):
    (folder / gone).unlink()
    _refuse(folder, "is no folder that export_site has written")


def test_an_export_that_is_not_whole_is_refused(folder):
    with (folder / "json/fronts.json").open("a") as file:
        file.write("[]")
    _refuse(folder, "json/fronts.json is not as export_site wrote it")


def test_an_export_of_a_newer_newsroom_is_refused(folder):
    papers.reseal(folder, "json/paper.json", '{"format": 2}')
    _refuse(folder, "was written by a newer newsroom")


def test_lines_that_are_none_of_ours_are_refused(folder):
    papers.reseal(folder, "json/sections.json", "[\n7\n]\n")
    with pytest.raises(CommandError, match=r"Line 2 of json/sections.json is not as export_site"):
        call_command("import_site", folder)


def _refuse(folder, why):
    with pytest.raises(CommandError, match=why):
        call_command("import_site", folder)
    assert (Article.objects.count(), Masthead.objects.count()) == (0, 0)

"""A folder that `import_site` cannot bring home is refused in one sentence, and nothing is stored."""

import json

import pytest
from django.core.management import CommandError, call_command

from articles import slots
from articles.models import Article
from articles.slots import Pin
from newsroom.models import Banner, Masthead, OldAddress
from newsroom.moving.leaving.folder import SUMS
from tests.make import make_comment, make_issue, make_menu, make_newsletter
from tests.newsroom.moving.leaving import papers

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(leave):
    """Return the export of a small paper that is no more."""
    story = make_comment().article
    slots.arrange(slots.of_language(story.language), {0: Pin(story)}, by=None, seen=0)
    make_issue(make_newsletter(), story)
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


@pytest.mark.parametrize(
    "line", ["7", "{", b"\xff", '{"slug": "a\\u0000", "name": 7}', '{"n": ' * 100_000]
)
def test_lines_that_are_none_of_ours_are_refused(folder, line):
    papers.reseal(folder, "json/sections.json", "")
    line = line if isinstance(line, bytes) else line.encode()
    (folder / "json/sections.json").write_bytes(b"[\n" + line + b"\n]\n")
    _refuse(folder, "Line 2 of json/sections.json is not as export_site writes it")


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("stories", "notes", [{"id": 1, "by": None}]),
        ("stories", "id", "7"),
        ("comments", "id", 10**300),
        ("fronts", "slots", [{"position": 8, "article": "a", "until": None, "twice": False}]),
        ("fronts", "slots", 2 * [{"position": 1, "article": "a", "until": None, "twice": False}]),
        ("fronts", "language", "klingon"),
        ("newsletters", "is_public", "no"),
        ("newsletters", "digests", [{"cadence": "hourly"}]),
        ("issues", "slug", "no slug"),
        ("issues", "stories", "ab"),
    ],
)
def test_a_thing_that_says_what_it_cannot_is_refused_and_so_is_one_that_says_less(
    folder, kind, name, said
):
    file = f"json/{kind}.json"
    _, thing, *_ = (folder / file).read_text().splitlines()
    thing = json.loads(thing.removesuffix(","))
    for other in (thing | {name: said}, {key: thing[key] for key in thing if key != name}):
        papers.reseal(folder, file, f"[\n{json.dumps(other)}\n]\n")
        _refuse(folder, f"Line 2 of {file} is not as export_site writes it: see “{name}”")


@pytest.mark.parametrize("name", ["masthead", "menus", "banners", "comments"])
def test_a_paper_that_says_too_little_is_refused(folder, name):
    said = json.loads((folder / "json/paper.json").read_text())
    del said[name]
    papers.reseal(folder, "json/paper.json", json.dumps(said))
    _refuse(folder, f"json/paper.json is not as export_site writes it: see “{name}”")


@pytest.mark.parametrize("name", ["redirects.csv", "json/issues.json"])
def test_an_export_that_lacks_a_file_is_refused(folder, name):
    papers.reseal(folder, name, "")
    (folder / name).unlink()
    _refuse(folder, f"has no {name}")


def test_readers_whom_nobody_can_read_are_refused(folder):
    (folder / "subscribers.csv").write_bytes(b"email,list\n\xff,weekly\n")
    _refuse(folder, "subscribers.csv: The file is not in UTF-8")


def test_an_archive_that_ends_too_early_is_refused_before_the_paper_is_there(folder):
    whole = (folder / "site.wxr.xml").read_text()
    papers.reseal(folder, "site.wxr.xml", whole[: len(whole) // 2])
    _refuse(folder, "Line [0-9]+ of the file")


def test_a_folder_without_its_pictures_is_refused(folder):
    (folder / "media").rmdir()
    _refuse(folder, "media: No such file or directory")


def test_what_no_field_can_hold_is_left_out(folder):
    said = json.loads((folder / "json/paper.json").read_text())
    said["masthead"] |= {"name": "The L\ud800ake\0", "comments_close_after": float("inf")}
    said["banners"] = [{"words": "Now", "begins_at": 7, "ends_at": "0001-01-01T00:00:00+14:00"}]
    said["menus"] = [{"label": "Feed", "address": "/feed/", "position": [1]}, {}]
    papers.reseal(folder, "json/paper.json", json.dumps(said))
    call_command("import_site", folder)
    paper = Masthead.objects.get()
    assert (paper.name, paper.comments_close_after) == ("The Lake", None)
    assert list(paper.menu_items.values_list("label", "position")) == [("Feed", 0)]
    assert Banner.objects.count() == 0


def _refuse(folder, why):
    with pytest.raises(CommandError, match=why):
        call_command("import_site", folder)
    assert (Article.objects.count(), Masthead.objects.count()) == (0, 0)


def test_redirects_that_lead_nowhere_are_refused_line_by_line(folder):
    lines = ["path,target", "/a,//[x", "/b,/x%00y", "/c,/x\0y", "/d,/feed/"]
    papers.reseal(folder, "redirects.csv", "\n".join(lines))
    call_command("import_site", folder)
    redirects = OldAddress.objects.filter(source="").values_list("path", flat=True)
    assert sorted(redirects) == ["/b", "/d"]

"""The command that brings in an archive, and the exports of other projects."""

import csv
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, Byline
from newsroom.moving import wordpress
from newsroom.moving.reading.records import NotAnExport
from tests.newsroom.moving import exports
from tests.newsroom.moving.outcomes import counts, everything

pytestmark = pytest.mark.django_db


def test_a_file_that_breaks_off_leaves_nothing_behind(tmp_path):
    path = tmp_path / "export.xml"
    whole = exports.export(exports.category(), exports.post(), exports.post(post_id="12"))
    path.write_text(whole[:-200])
    before = everything()
    with pytest.raises(NotAnExport, match="ends here, in the middle"):
        wordpress.import_files([path])
    assert everything() == before


@pytest.mark.parametrize("head", ["", "<link>/blog/</link>", "<link>http://[lake</link>"])
def test_an_export_of_no_known_site_is_refused(tmp_path, head):
    path = tmp_path / "export.xml"
    path.write_text(exports.export(exports.category(), head=head))
    with pytest.raises(NotAnExport, match="does not name its site"):
        wordpress.import_files([path])


def test_the_command_prints_where_everything_went(tmp_path):
    path = tmp_path / "export.xml"
    path.write_text(
        exports.export(
            exports.post(body='<img src="/a.jpg" alt="A boat"> [poll id="1"]'),
            *(exports.post(post_id=str(n), status="trash", title=f"D{n}") for n in range(20, 45)),
        )
    )
    out = StringIO()
    call_command("import_wordpress", str(path), stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[:7] == [
        "From lake.example",
        "",
        "      in the file     imported      changed    unchanged      skipped",
        "post           26            1            0            0           25",
        "all            26            1            0            0           25",
        "",
        "Named by posts though the file does not list it: author × 1",
    ]
    assert "  picture left on the old site: /a.jpg × 1" in lines
    assert "  shortcode left out: [poll] × 1" in lines
    assert "Skipped, post × 25: it was in the trash" in lines
    assert ("  39 D39" in lines, "  40 D40" in lines) == (True, False)
    assert lines[-1] == "  … and 5 more"


def test_of_many_notes_the_first_are_named_and_the_others_counted(bring):
    pictures = "".join(f'<img src="/{n}.jpg">' for n in range(25))
    said = bring(exports.post(body=f"One {pictures}")).text()
    assert ("/19.jpg × 1" in said, "/20.jpg" in said, "others × 5" in said) == (True, False, True)


def test_the_report_has_a_line_for_each_record_that_no_spreadsheet_takes_for_a_formula(tmp_path):
    path, file = tmp_path / "export.xml", tmp_path / "report.csv"
    drafts = (exports.post(post_id=str(n), status="trash", title=f"=D{n}") for n in range(20, 45))
    path.write_text(exports.export(exports.post(body='[poll id="1"] One.'), *drafts))
    call_command("import_wordpress", str(path), "--report", str(file), stdout=StringIO())
    first, *rest = csv.DictReader(file.read_text().splitlines())
    story = Article.objects.get()
    assert first == {
        "kind": "post",
        "old id": "11",
        "title": "The ferry is back",
        "line": "10",
        "outcome": "imported",
        "why": "",
        "kind here": "post",
        "id here": str(story.pk),
        "notes": "shortcode left out: [poll]",
    }
    assert [(row["title"], row["why"]) for row in rest] == [
        (f"'=D{n}", "it was in the trash") for n in range(20, 45)
    ]


def test_the_report_names_lists_and_writers_as_they_read(tmp_path):
    path, file = tmp_path / "export.xml", StringIO()
    name = "Salt &amp; water"
    path.write_text(
        exports.export(
            exports.author(name=name), exports.category(name=name), exports.tag(name=name)
        )
    )
    wordpress.import_files([path], report=file)
    rows = csv.DictReader(file.getvalue().splitlines())
    assert [row["title"] for row in rows] == ["Salt & water"] * 3


def test_a_dry_run_says_what_would_happen_and_writes_nothing(tmp_path):
    path = tmp_path / "export.xml"
    records = (
        exports.author(),
        exports.category("ferries", "Ferries", parent="harbour"),
        exports.category(),
        exports.tag(),
        exports.post(exports.label("category", "harbour", "Harbour"), exports.comment()),
        exports.post(post_id="12", status="trash"),
    )
    path.write_text(exports.export(*records))
    before, out, real = everything(), StringIO(), StringIO()
    call_command("import_wordpress", str(path), "--dry-run", stdout=out)
    assert everything() == before
    call_command("import_wordpress", str(path), stdout=real)
    assert out.getvalue() == real.getvalue()


def test_split_files_are_one_archive(tmp_path):
    parts = [tmp_path / "a.xml", tmp_path / "b.xml"]
    parts[0].write_text(exports.export(exports.author(), exports.post(exports.comment())))
    parts[1].write_text(exports.export(exports.post(post_id="12", title="The second")))
    report = wordpress.import_files(parts)
    assert counts(report) == {
        "author": {"imported": 1},
        "post": {"imported": 2},
        "comment": {"imported": 1},
    }
    assert [byline.contributor.name for byline in Byline.objects.all()] == ["Nare Lori"] * 2


def test_files_of_two_sites_are_refused_together(tmp_path):
    parts = [tmp_path / "a.xml", tmp_path / "b.xml"]
    parts[0].write_text(exports.export(exports.post()))
    head = exports.HEAD.replace("lake.example", "river.example")
    parts[1].write_text(exports.export(exports.post(), head=head))
    sentence = "b.xml: Line 1 of the file begins an export of river.example, the others are of lake.example."
    with pytest.raises(NotAnExport, match=re.escape(sentence)):
        wordpress.import_files(parts)
    assert not Article.objects.exists()


def test_a_run_that_is_stopped_goes_on_from_there(tmp_path, monkeypatch):
    monkeypatch.setattr("newsroom.moving.bringing.batches.AT_ONCE", 1)
    path = tmp_path / "export.xml"
    path.write_text(exports.export(*(exports.post(post_id=str(n)) for n in range(10, 14))))

    class Impatient:
        def at(self, phase, done, total):
            if phase == "bringing in" and done == 2:
                raise wordpress.Stopped

    with pytest.raises(wordpress.Stopped):
        wordpress.import_files([path], progress=Impatient())
    assert Article.objects.count() == 2
    report = wordpress.import_files([path])
    assert counts(report) == {"post": {"unchanged": 2, "imported": 2}}


def test_the_command_takes_local_dates_for_the_zone_it_is_given(tmp_path):
    path = tmp_path / "export.xml"
    path.write_text(exports.export(exports.post(post_date_gmt="0000-00-00 00:00:00")))
    call_command("import_wordpress", str(path), "--timezone", "Europe/Paris", stdout=StringIO())
    assert Article.objects.get().published_at.isoformat() == "2021-03-04T15:00:00+00:00"


@pytest.mark.parametrize(
    ("text", "arguments", "sentence"),
    [
        ("<html/>", [], "Line 1 of the file begins with <html>"),
        (None, [], "No such file"),
        ("<html/>", ["--timezone", "Lake/Side"], "Lake/Side is no time zone"),
    ],
)
def test_the_command_refuses_in_one_sentence(tmp_path, text, arguments, sentence):
    path = tmp_path / "export.xml"
    if text:
        path.write_text(text)
    with pytest.raises(CommandError, match=sentence):
        call_command("import_wordpress", str(path), *arguments)


def test_the_theme_unit_test_data_is_accounted_for_to_the_last_record():
    report = wordpress.import_files([exports.shared("themeunittestdata.wordpress.xml")])
    assert report.adds_up()
    assert counts(report) == {
        "author": {"imported": 2},
        "category": {"imported": 68, "unchanged": 1},
        "tag": {"imported": 110},
        "other term": {"skipped": 6},
        "post": {"imported": 58},
        "comment": {"imported": 24, "skipped": 9},
        "page": {"imported": 21},
        "attachment": {"skipped": 37},
        "menu item": {"skipped": 70},
    }
    assert Article.objects.published().count() == 55
    assert not Article.objects.filter(body__contains="<img").exists()


@pytest.mark.parametrize(
    "name",
    [
        "ghost-co-authors-plus.xml",
        "ghost-feature-image-captions.xml",
        "ghost-has-yoast-meta.xml",
        "ghost-multiple-posts-only.xml",
        "isso-wordpress.xml",
        "wagtail-post_meta.xml",
        "wpimporter-missing-version-tag.xml",
        "wpimporter-post-content-blank-lines.xml",
        "wpimporter-small-export.xml",
        "wpimporter-term-formats.xml",
    ],
)
def test_the_exports_of_other_projects_come_in_once(name):
    assert wordpress.import_files([exports.shared(name)]).adds_up()
    before = everything()
    again = wordpress.import_files([exports.shared(name)])
    assert everything() == before
    assert (again.adds_up(), again.total("imported")) == (True, 0)

"""The command that brings in an archive, and the exports of other projects."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
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
        wordpress.import_site(path)
    assert everything() == before


@pytest.mark.parametrize("head", ["", "<link>/blog/</link>", "<link>http://[lake</link>"])
def test_an_export_of_no_known_site_is_refused(tmp_path, head):
    path = tmp_path / "export.xml"
    path.write_text(exports.export(exports.category(), head=head))
    with pytest.raises(NotAnExport, match="does not name its site"):
        wordpress.import_site(path)


def test_the_command_prints_where_everything_went(tmp_path):
    path = tmp_path / "export.xml"
    path.write_text(
        exports.export(
            exports.post(body='<img src="/a.jpg" alt="A boat"> [gallery ids="1"]'),
            *(exports.post(post_id=str(n), status="draft", title=f"D{n}") for n in range(20, 45)),
        )
    )
    out = StringIO()
    call_command("import_wordpress", str(path), stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[:7] == [
        "From lake.example",
        "",
        "      in the file     imported    unchanged      skipped",
        "post           26            1            0           25",
        "all            26            1            0           25",
        "",
        "Named by posts though the file does not list it: author × 1",
    ]
    assert "  left on the old site: picture × 1" in lines
    assert "  shortcode left out: [gallery] × 1" in lines
    assert "Skipped, post × 25: it was a draft" in lines
    assert ("  39 D39" in lines, "  40 D40" in lines) == (True, False)
    assert lines[-1] == "  … and 5 more (--verbosity 2 names all)"


def test_the_command_names_all_when_asked(tmp_path):
    path = tmp_path / "export.xml"
    drafts = (exports.post(post_id=str(n), status="draft", title=f"D{n}") for n in range(20, 45))
    path.write_text(exports.export(*drafts))
    out = StringIO()
    call_command("import_wordpress", str(path), stdout=out, verbosity=2)
    assert [line.strip() for line in out.getvalue().splitlines()[-25:]] == [
        f"{n} D{n}" for n in range(20, 45)
    ]


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
    report = wordpress.import_site(exports.shared("themeunittestdata.wordpress.xml"))
    assert report.adds_up()
    assert counts(report) == {
        "author": {"imported": 2},
        "category": {"imported": 68, "skipped": 1},
        "tag": {"imported": 110},
        "other term": {"skipped": 6},
        "post": {"imported": 55, "skipped": 3},
        "comment": {"imported": 22, "skipped": 11},
        "page": {"skipped": 21},
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
    assert wordpress.import_site(exports.shared(name)).adds_up()
    before = everything()
    again = wordpress.import_site(exports.shared(name))
    assert everything() == before
    assert (again.adds_up(), again.total("imported")) == (True, 0)

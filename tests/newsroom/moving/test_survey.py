"""What the first reading of an archive says of it before anything is saved."""

import csv
from io import StringIO

import pytest
from django.utils import translation

from newsroom.moving import wordpress
from newsroom.moving.bringing import survey, terms
from newsroom.moving.desk import reasons
from newsroom.moving.reading import mended
from newsroom.moving.reading.mended import Mending
from newsroom.moving.reading.records import NotAnExport
from newsroom.moving.runs import carrying
from tests.newsroom.moving import exports


@pytest.fixture
def take(tmp_path):
    """Return the survey of an archive of these files."""

    def take(*texts):
        paths = [tmp_path / f"part-{number}.xml" for number in range(1, len(texts) + 1)]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text)
        return survey.take(paths)

    return take


def test_flaws_of_items_are_listed_by_their_line(take):
    text = exports.export(
        exports.post(exports.comment(), exports.comment(id="6", parent="99")),
        exports.post(title=""),
        exports.post(exports.comment(), post_id="12", post_name=""),
        exports.post(post_id="13", post_name="", status="draft"),
        exports.post(post_id="11", post_type="page"),
    )
    assert take(text).mended.places == [
        Mending("", 10, mended.ORPHAN),
        Mending("", 11, mended.TWICE),
        Mending("", 11, mended.UNTITLED),
        Mending("", 12, mended.UNNAMED),
        Mending("", 12, mended.COMMENT_TWICE),
    ]


def test_the_files_of_one_archive_are_one(take):
    picture = exports.attachment(url="https://lake.example/ferry.jpg", parent="11")
    found = take(
        exports.export(exports.author(), exports.post(title="Salt & water")),
        exports.export(exports.author(), picture, exports.post(post_id="12", title="")),
    )
    assert found.counts == {"author": 2, "post": 2, "attachment": 1}
    assert found.index.attachment("40").parent == "11"
    assert [(each.file, each.line) for each in found.mended.places] == [("part-2.xml", 12)]


def test_a_file_of_another_site_is_refused(take):
    other = exports.HEAD.replace("lake.example", "hill.example")
    with pytest.raises(NotAnExport) as caught:
        take(exports.export(exports.post()), exports.export(exports.post(), head=other))
    assert str(caught.value) == (
        "part-2.xml: Line 1 of the file begins an export of hill.example, "
        "the others are of lake.example."
    )


def test_a_long_line_of_categories_is_no_line(take):
    chain = [
        exports.category(slug=f"c{number}", name=f"C{number}", parent=f"c{number + 1}")
        for number in range(terms.HIGHEST + 5)
    ]
    index = take(exports.export(*chain)).index
    assert (terms.around("c0", index), terms.around(f"c{terms.HIGHEST + 3}", index)) == ("", "c104")


@pytest.mark.django_db
def test_the_report_says_what_was_mended_and_where(tmp_path):
    path, lines = tmp_path / "export.xml", StringIO()
    path.write_text(exports.export(exports.post(), "<item>\n<title>Salt & water</title></item>"))
    said = wordpress.import_files([path], report=lines)
    assert said.adds_up()
    assert f"Mended in the file:\n  {mended.AMPERSAND} × 1: line 12\n" in said.text()
    rows = list(csv.DictReader(lines.getvalue().splitlines()))
    assert [
        (row["kind"], row["line"], row["why"]) for row in rows if row["outcome"] == "mended"
    ] == [("file", "12", mended.AMPERSAND)]
    assert carrying.counted(said)["notes"][0] == ["mended", mended.AMPERSAND, 1]


def test_a_refusal_is_said_in_the_language_of_the_desk(take):
    with translation.override("hy"), pytest.raises(NotAnExport) as caught:
        take("<rss>\n<feed/></rss>")
    assert str(caught.value) == (
        "Ֆայլի տող 2՝ այստեղ <feed> է, որտեղ WordPress-ի արտահանումն ունի <channel>։"
    )


def test_the_desk_has_words_for_everything_that_is_mended():
    said = {word for name, word in vars(mended).items() if name.isupper() and isinstance(word, str)}
    assert said - reasons.KNOWN == set()

"""What is read of an export that is not quite one, and what the reader says of it."""

import gzip
import random

import pytest

from newsroom.moving.reading import characters, files, markup, mended
from newsroom.moving.reading.mended import Mended, Mending
from newsroom.moving.reading.records import NotAnExport
from tests.newsroom.moving import exports

FIRST = 11  # the line of an item below the head of `exports.export`


@pytest.fixture
def read(tmp_path):
    """Return the records of an export and what was mended in it."""

    def read(text: str | bytes):
        path = tmp_path / "export.xml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        log = Mended()
        return list(files.read(path, log)), log

    return read


def item(title: str) -> str:
    return exports.export(f"<item>\n<title>{title}</title></item>")


@pytest.mark.parametrize(
    ("written", "title", "what"),
    [
        ("Salt & water", "Salt & water", mended.AMPERSAND),
        ("AT&T", "AT&T", mended.AMPERSAND),
        ("?a=1&b;", "?a=1&b;", mended.AMPERSAND),
        ("Fish&nbsp;soup", "Fish\xa0soup", mended.ENTITY),
        ("&LT;b", "<b", mended.ENTITY),
        ("3 < 4", "3 < 4", mended.LESS),
        ("</ over", "</ over", mended.LESS),
        ("a ]]> b", "a ]]> b", mended.END),
        ("Bell\x07s", "Bells", mended.CONTROL),
        ("Two\x0blines", "Two lines", mended.CONTROL),
        ("<![CDATA[Bell\x00s & co]]>", "Bells & co", mended.CONTROL),
        ("No\ufffe man", "No man", mended.CONTROL),
        ("Zero&#0;", "Zero", mended.REFERENCE),
        ("&#xFFFF;Last", "Last", mended.REFERENCE),
        ("&#99999999;", "&#99999999;", mended.AMPERSAND),
    ],
)
def test_what_xml_forbids_is_read_as_it_was_meant_and_listed(read, written, title, what):
    records, log = read(item(written))
    assert records[1].title == title
    assert log.places == [Mending("", FIRST, what)]


@pytest.mark.parametrize(
    "title",
    [
        "Salt &amp; water",
        "&#1329;&#x561;",
        "&#X531;",
        "<![CDATA[A & B < C &nbsp; <!-- D]]>",
        "<![CDATA[A]]> and B",
        "<![CDATA[A]]> and <![CDATA[B]]>",
        "<![CDATA[]]]]><![CDATA[>]]>",
        "A<!-- & < --> B",
        "A <?php & < ?> B",
    ],
)
def test_what_is_well_formed_is_left_as_it_is(read, title):
    _, log = read(item(title))
    assert log.places == []
    assert "".join(markup.mend(iter([item(title)]), log)).count("]]]]>") == title.count("]]]]>")


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("Nested <![CDATA[ tags ]]> :)", 1),
        ("<script>// <![CDATA[\nrun() // ]]></script><p>More</p>", 1),
        ("]]>", 1),
        ("a ]]> b ]]> c", 2),
    ],
)
def test_a_text_that_holds_its_own_end_is_read_to_its_real_one(read, body, count):
    records, log = read(exports.export(exports.post(body=body)))
    assert records[1].body == body
    assert log.counts == {mended.END: count}


@pytest.mark.parametrize(
    ("written", "title", "what"),
    [
        (b"Caf\xe9 \x93open\x94", "Café “open”", {mended.BYTE: 3}),
        ("Լի".encode() + b"\xd5", "Լի�", {mended.LOST: 1}),
        (b"Ferry\xe2\x80", "Ferry�", {mended.LOST: 1}),
        (b"A \xed\xa0\x80 B", "A � B", {mended.LOST: 1}),
        (b"A \x81 B", "A � B", {mended.BYTE: 1}),
    ],
)
def test_bytes_that_are_not_utf_8_become_the_likeliest_character(read, written, title, what):
    records, log = read(item("TITLE").encode().replace(b"TITLE", written))
    assert (records[1].title, log.counts) == (title, what)
    assert {place.line for place in log.places} == {FIRST}


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("UTF-8", "utf-8-sig"),
        ("windows-1251", "cp1251"),
        ("ISO-8859-1", "cp1252"),
        ("ISO-8859-5", "iso8859-5"),
        ("UTF-16", "utf-16"),
        ("UTF-16", "utf-16-le"),
        ("UTF-16", "utf-16-be"),
        ("UTF-16", "utf-8"),  # transcoded by somebody who left the declaration
    ],
)
def test_an_export_is_read_in_the_encoding_it_is_written_in(read, declared, codec):
    word = "Café" if codec == "cp1252" else "Лодка"
    text = item(word).replace("UTF-8", declared)
    records, log = read(text.encode(codec))
    assert (records[1].title, log.counts) == (word, {})


def test_a_text_in_half_an_encoding_is_refused(read):
    with pytest.raises(NotAnExport, match="names an encoding in which it is not written"):
        read(item("Boat").encode("utf-16") + b"\x00\xd8\x00")


@pytest.mark.parametrize(
    "before",
    [
        "\n\n",
        "<br />\n<b>Warning</b>: Undefined index in <b>/srv/wp/x.php</b> on line <b>3</b><br />\n",
        "\ufeff\n",
        "PHP Notice: a < b & c\r\n",
    ],
)
def test_what_a_server_printed_before_the_export_is_left_out(read, before):
    records, log = read(before + item("Boats & co"))
    assert records[1].title == "Boats & co"
    assert [(place.line, place.what) for place in log.places] == [
        (1, mended.BEFORE),
        (FIRST + before.count("\n"), mended.AMPERSAND),
    ]


def test_a_warning_between_the_declaration_and_the_export_is_left_out(read):
    records, log = read(item("Boats").replace("?>\n", "?>\nNotice: none & <br>\n<!-- WXR -->", 1))
    assert (records[1].title, log.counts) == ("Boats", {mended.BEFORE: 1})


def test_a_mark_of_the_byte_order_is_nothing_to_mention(read):
    records, log = read("\ufeff" + item("Boats"))
    assert (records[1].title, log.counts) == ("Boats", {})


def test_what_stands_behind_the_export_is_left_out(read):
    records, log = read(item("Boats") + "<!-- cached -->\n<script>count()</script>\n\x00")
    assert records[1].title == "Boats"
    assert sorted((place.line, place.what) for place in log.places) == [
        (FIRST + 1, mended.BEHIND),
        (FIRST + 4, mended.CONTROL),
    ]


def test_much_behind_the_export_is_refused(read, monkeypatch):
    monkeypatch.setattr(markup, "FAR", 100)
    with pytest.raises(NotAnExport, match="something follows behind the end of the export"):
        read(item("Boats") + "x" * 200)


@pytest.mark.parametrize(
    "before",
    [
        "<!DOCTYPE rss>",
        "Notice\n<!DOCTYPE rss SYSTEM 'http://lake.example/x.dtd'>",
        "<!ENTITY a 'b'>",
    ],
)
def test_a_document_type_is_never_mended_away(read, before):
    text = item("Boats").partition("\n")[2]
    with pytest.raises(NotAnExport):
        read(before + text)


def test_prefixes_that_an_old_export_does_not_explain_are_the_usual_ones(read):
    text = exports.export(exports.post(body="Body", excerpt="Excerpt"), version="1.0")
    for uri in ("http://purl.org/rss/1.0/modules/content/", "http://purl.org/dc/elements/1.1/"):
        text = text.replace(f'="{uri}"', '="x"').replace(' xmlns:content="x"', "")
    text = text.replace(' xmlns:dc="x"', "")
    text = text.replace(' xmlns:excerpt="http://wordpress.org/export/1.0/excerpt/"', "")
    records, log = read(text)
    found = records[1]
    assert (found.body, found.excerpt, found.creator) == ("Body", "Excerpt", "nare")
    assert log.counts == {mended.PREFIX: 3}


@pytest.mark.parametrize("head", ["", "<wp:wxr_version></wp:wxr_version>"])
def test_a_missing_version_is_the_one_of_the_namespace(read, head):
    records, log = read(exports.export(exports.post(), version="1.1", head=head))
    assert (records[0].version, log.counts) == ("1.1", {mended.VERSION: 1})


def test_only_the_first_places_are_named_but_all_are_counted(read, monkeypatch):
    monkeypatch.setattr(mended, "KEPT", 5)
    _, log = read(item("& " * 20))
    assert (len(log.places), log.counts) == (5, {mended.AMPERSAND: 20})
    assert log.text() == (
        "Mended in the file:\n  a bare & was read as that character × 20: line 11, …"
    )


def test_every_cut_between_two_pieces_gives_the_same():
    dice = random.Random(7)
    text = (
        "Notice & <br>\r\n"
        + exports.export(
            "<item>\r\n<title>Salt & w\x0bater &nbsp; &#0; < ]]> &amp;</title>"
            "<content:encoded><![CDATA[A ]]> b // ]]></script> c]]></content:encoded></item>\r"
        )
        + "behind &"
    )
    data = text.encode() + b"\xe9\xd5"
    whole, log = through([data])
    for _ in range(60):
        # What stands before the first element is judged within the first piece.
        cuts = sorted(dice.sample(range(len(text.partition("<title>")[0]), len(data)), 5))
        pieces = [data[a:b] for a, b in zip([0, *cuts], [*cuts, len(data)], strict=True)]
        again, log_again = through(pieces)
        assert (again, log_again.counts) == (whole, log.counts)
        assert sorted(log_again.places, key=str) == sorted(log.places, key=str)
    lines = text.replace("\r\n", "\n").count("\n")
    assert whole.count("\n") == lines - 1  # the one behind the export is left out


def through(pieces):
    log = Mended()
    return "".join(markup.mend(characters.decode(iter(pieces), log), log)), log


def test_a_packed_export_is_read_like_any_other(tmp_path):
    path = tmp_path / "export.xml.gz"
    path.write_bytes(gzip.compress(item("Boats & co").encode()))
    log = Mended()
    assert [record.title for record in files.read(path, log)] == ["The Lake Gazette", "Boats & co"]
    assert log.places == [Mending("", FIRST, mended.AMPERSAND)]


@pytest.mark.parametrize(
    ("packed", "sentence"),
    [
        (gzip.compress(item("Boats").encode())[:-12], "Line 1 of the file is where its packing "),
        (b"\x1f\x8bnonsense", "Line 1 of the file is where its packing is damaged."),
        (b"PK\x03\x04nonsense", "Line 1 of the file begins a zip archive: unpack it"),
    ],
)
def test_a_damaged_package_is_refused(read, packed, sentence):
    with pytest.raises(NotAnExport, match=f"^{sentence}"):
        read(packed)


def test_a_package_that_swells_beyond_all_writing_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "RATIO_FROM", 1 << 20)
    path = tmp_path / "bomb.xml.gz"
    path.write_bytes(gzip.compress(exports.export("<item>\n<title>" + "a" * (3 << 20)).encode()))
    with pytest.raises(NotAnExport, match=r"^Line 11 of the file is packed tighter"):
        list(files.read(path))


def test_a_record_of_a_million_empty_elements_is_refused(read, monkeypatch):
    monkeypatch.setattr("newsroom.moving.reading.wxr.LARGEST_RECORD", 100_000)
    with pytest.raises(NotAnExport, match="belongs to a record that is larger than any post"):
        read(exports.export("<item>" + "<a/>" * 10_000 + "</item>"))


def test_a_comment_on_the_export_may_say_anything(read):
    records, log = read(exports.export("<!-- salt & < water -->", exports.post()))
    assert (len(records), log.counts) == (2, {})

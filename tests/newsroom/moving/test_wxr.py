"""What the reader of WordPress's exports gives back, and what it refuses."""

import tracemalloc

import pytest

from newsroom.moving.reading import files, wxr
from newsroom.moving.reading.records import Author, Category, Item, Label, NotAnExport, Site, Tag
from tests.newsroom.moving import exports


@pytest.fixture
def read(tmp_path):
    def read(text: str | bytes):
        path = tmp_path / "export.xml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return list(files.read(path))

    return read


def refusal(read, text) -> str:
    with pytest.raises(NotAnExport) as caught:
        read(text)
    return str(caught.value)


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_every_version_is_read_whichever_scheme_its_namespace_names(read, version, scheme):
    site, item = read(exports.export(exports.post(), version=version, scheme=scheme))
    assert site == Site(
        title="The Lake Gazette",
        link="https://lake.example",
        base_site_url="https://lake.example/",
        base_blog_url="https://lake.example",
        language="en",
        version=version,
    )
    assert (item.old_id, item.title, item.body) == ("11", "The ferry is back", "It left at noon.")


def test_records_come_in_the_order_of_the_file(read):
    records = read(
        exports.export(
            exports.author(), exports.category(old_id="3"), exports.tag(), exports.post()
        )
    )
    assert [type(record) for record in records] == [Site, Author, Category, Tag, Item]
    assert records[1] == Author("7", "nare", "", "Nare Lori", "", "")
    assert records[2] == Category("3", "harbour", "Harbour", "", "")
    assert records[3] == Tag("", "boats", "Boats", "")


def test_an_item_brings_its_labels_its_meta_and_its_comments(read):
    text = exports.export(
        exports.post(
            exports.label("category", "harbour", "Harbour"),
            '<category nicename="old">Old</category>',
            "<wp:postmeta><wp:meta_key>_wp_old_slug</wp:meta_key>"
            "<wp:meta_value>ferry</wp:meta_value></wp:postmeta>",
            exports.comment(),
            exports.comment(id="6", parent="5"),
        )
    )
    _, item = read(text)
    assert item.labels == (
        Label("category", "harbour", "Harbour"),
        Label("category", "old", "Old"),
    )
    assert item.meta == (("_wp_old_slug", "ferry"),)
    assert [(c.old_id, c.parent, c.body) for c in item.comments] == [
        ("5", "0", "Good news."),
        ("6", "5", "Good news."),
    ]
    assert item.line == 10


def test_a_comment_brings_its_meta_and_who_was_logged_in(read):
    spoken = exports.comment(user_id="7").replace(
        "</wp:comment>",
        "<wp:commentmeta><wp:meta_key>rating</wp:meta_key><wp:meta_value>5</wp:meta_value>"
        "</wp:commentmeta></wp:comment>",
    )
    _, item = read(exports.export(exports.post(spoken)))
    assert [(each.user_id, each.meta) for each in item.comments] == [("7", (("rating", "5"),))]


def test_what_wordpress_and_its_plugins_noted_of_an_item_has_names(read):
    _, item = read(
        exports.export(
            exports.post(
                exports.meta("_thumbnail_id", " 40 "),
                exports.meta("_thumbnail_id", "41"),
                exports.meta("_wp_old_slug", "ferry"),
                exports.meta("_wp_old_slug", "boat"),
                exports.meta("_wp_old_slug", "ferry"),
                exports.meta("_yoast_wpseo_title", "The ferry %%sep%% %%sitename%%"),
                exports.meta("_yoast_wpseo_metadesc", "It left at noon."),
                exports.meta("_yoast_wpseo_primary_category", "3"),
                exports.label("author", "cap-ani", "Ani Ter"),
                exports.label("author", "nare", "Nare Lori"),
                exports.label("author", "cap-ani", "Ani Ter"),
            )
        )
    )
    assert (item.thumbnail_id, item.old_slugs) == ("40", ("ferry", "boat"))
    assert item.search_title == "The ferry %%sep%% %%sitename%%"
    assert item.search_description == "It left at noon."
    assert item.primary_category_id == "3"
    assert [label.slug for label in item.writers] == ["cap-ani", "nare"]


def test_what_an_item_does_not_say_is_nothing(read):
    _, item = read(exports.export(exports.post()))
    assert (item.thumbnail_id, item.old_slugs, item.search_title) == ("", (), "")
    assert (item.search_description, item.primary_category_id, item.writers) == ("", "", ())


@pytest.mark.parametrize(
    "kind",
    ["post", "page", "nav_menu_item", "wp_block", "wp_navigation", "guest-author", "recipe", ""],
)
def test_every_kind_and_every_state_of_an_item_arrives_as_written(read, kind):
    states = ["publish", "draft", "pending", "future", "private", "trash", "inherit", "odd"]
    posts = [
        exports.post(post_type=kind, status=state, is_sticky="1", post_password="lake")
        for state in states
    ]
    items = read(exports.export(*posts))[1:]
    assert [(item.kind, item.status) for item in items] == [(kind, state) for state in states]
    assert {(item.sticky, item.password) for item in items} == {(True, "lake")}


def test_an_excerpt_is_never_taken_for_the_body(read):
    _, item = read(exports.export(exports.post(body="The body.", excerpt="The excerpt.")))
    assert (item.body, item.excerpt) == ("The body.", "The excerpt.")


def test_markup_outside_cdata_keeps_its_words(read):
    text = exports.export("<item><title>A <em>very</em> old boat</title></item>")
    assert read(text)[1].title == "A very old boat"


def test_a_body_outside_cdata_keeps_its_markup(read):
    text = exports.export(
        "<item><title>A</title><content:encoded>5 &lt; 6\n<p class='x'>It left<br/> <b>at</b> noon "
        "&amp; late.</p> End</content:encoded></item>"
    )
    assert read(text)[1].body == (
        '5 &lt; 6\n<p class="x">It left<br> <b>at</b> noon &amp; late.</p> End'
    )


def test_a_category_that_an_old_export_says_twice_is_one(read):
    _, item = read(
        exports.export(
            exports.post(
                "<category><![CDATA[Harbour]]></category>",
                exports.label("category", "harbour", "Harbour"),
                '<category domain="tag"><![CDATA[Boats]]></category>',
                exports.label("tag", "boats", "Boats"),
                "<category><![CDATA[Boats]]></category>",
            ),
            version="1.0",
        )
    )
    assert item.labels == (
        Label("category", "harbour", "Harbour"),
        Label("tag", "boats", "Boats"),
        Label("category", "", "Boats"),
    )


def test_an_export_without_any_record_still_names_its_site(read):
    assert [record.title for record in read(exports.export())] == ["The Lake Gazette"]


def test_an_export_without_a_version_says_it_by_its_namespace(read):
    site, _ = read(exports.export(exports.post(), version="1.1", head=""))
    assert (site.version, site.title) == ("1.1", "")


def test_a_doctype_is_refused_before_any_entity_is_read(read):
    laughs = (
        '<?xml version="1.0"?>\n<!DOCTYPE rss [\n<!ENTITY a "ha">\n<!ENTITY b "&a;&a;&a;&a;">\n]>\n'
        "<rss>&b;</rss>"
    )
    assert refusal(read, laughs) == (
        "Line 2 of the file begins a document type declaration, which no WordPress export has."
    )


def test_an_external_file_is_never_opened(read, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    text = f'<!DOCTYPE rss [<!ENTITY s SYSTEM "{secret.as_uri()}">]>\n<rss>&s;</rss>'
    assert "secret" not in refusal(read, text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Line 1 of the file is not well-formed XML: the file ends here, in the middle."),
        ("<html></html>", "Line 1 of the file begins with <html>, not with the <rss> of a "),
        ("<rss>\n<feed/></rss>", "Line 2 of the file has <feed> where a WordPress export has its "),
        (
            "<rss><channel>\n<item/></channel></rss>",
            "Line 2 of the file belongs to a feed that is ",
        ),
        (
            exports.export(exports.post(), version="2.0"),
            "Line 2 of the file asks for version 2.0 of the export format; 1.0 to 1.2 can be read.",
        ),
        (
            exports.export(head="\n<wp:wxr_version>abc</wp:wxr_version>"),
            "Line 4 of the file names a version of the export format other than 1.0, 1.1 and 1.2.",
        ),
        (
            exports.export('<item>\n<title a="1" a="2">Salt</title></item>'),
            "Line 11 of the file is not well-formed XML: duplicate attribute.",
        ),
        (
            exports.export("<item>\n<title>Salt</item>"),
            "Line 11 of the file is not well-formed XML: a tag closes another element than the one ",
        ),
        (
            exports.export("<item>\n<media:title>Salt</media:title></item>"),
            "Line 11 of the file is not well-formed XML: a tag has a prefix that the file does not ",
        ),
        (
            exports.export() + exports.export(),
            "Line 12 of the file is not well-formed XML: something follows behind the end of the ",
        ),
        (
            exports.export(exports.post())[:-150],
            "Line 10 of the file is not well-formed XML: the file ends here, in the middle.",
        ),
        (
            '<?xml version="1.0" encoding="shift_jis"?><rss/>',
            "Line 1 of the file names an encoding",
        ),
        ('<?xml version="1.0" encoding="nonsense"?><rss/>', "Line 1 of the file "),
    ],
)
def test_what_is_no_export_is_refused_in_one_sentence_that_names_the_line(read, text, sentence):
    message = refusal(read, text)
    assert message.startswith(sentence)
    assert message.count("\n") == 0


def test_a_record_larger_than_any_post_is_refused(read, monkeypatch):
    monkeypatch.setattr(wxr, "LARGEST_RECORD", 1_000)
    text = exports.export(exports.post(body="word " * 300))
    assert refusal(read, text) == (
        "Line 10 of the file belongs to a record that is larger than any post."
    )


def test_elements_deeper_than_any_export_are_refused(read):
    text = exports.export("<item>" + "<a>" * 100 + "</a>" * 100 + "</item>")
    assert refusal(read, text) == "Line 10 of the file goes deeper than any WordPress export."


def test_a_tag_that_never_ends_is_refused(read, monkeypatch):
    monkeypatch.setattr(wxr, "LARGEST_TOKEN", 1_000)
    monkeypatch.setattr(files, "CHUNK", 1_000)
    text = exports.export(f'<item a="{"x" * 10_000}"></item>')
    assert refusal(read, text) == (
        "Line 10 of the file begins a tag or a comment that does not end."
    )


@pytest.mark.alone
def test_memory_stays_flat_however_long_the_export_is(tmp_path):
    path = tmp_path / "long.xml"
    one = exports.post(body="A line of the story. " * 500)
    path.write_text(exports.export(*[one] * 2_000))
    tracemalloc.start()
    count = sum(1 for _ in files.read(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 2_001
    assert peak < path.stat().st_size / 4

"""The exports of WordPress's own tests and of other projects, compared with what a plain XML parser finds."""

from collections import Counter
from xml.etree import ElementTree

import pytest

from newsroom.moving.bringing import survey
from newsroom.moving.reading import files, mended
from newsroom.moving.reading.mended import Mended
from newsroom.moving.reading.records import Item, NotAnExport
from tests.newsroom.moving import exports

# What each of them holds: items, comments, and what has to be mended in it.
HOLDS = {
    "ghost-co-authors-plus.xml": (4, 0, {}),
    "ghost-feature-image-captions.xml": (5, 0, {}),
    "ghost-has-yoast-meta.xml": (2, 0, {}),
    "ghost-multiple-attachments-only.xml": (1, 0, {mended.AMPERSAND: 10}),
    "ghost-multiple-posts-only.xml": (4, 0, {}),
    "isso-wordpress.xml": (3, 8, {mended.PREFIX: 1, mended.VERSION: 1}),
    "themeunittestdata.wordpress.xml": (186, 33, {}),
    "wagtail-post_meta.xml": (5, 0, {}),
    "wpimporter-missing-version-tag.xml": (0, 0, {mended.VERSION: 1}),
    "wpimporter-post-content-blank-lines.xml": (1, 0, {}),
    "wpimporter-small-export.xml": (11, 1, {}),
    "wpimporter-term-formats.xml": (0, 0, {}),
}
WELL_FORMED = sorted(HOLDS.keys() - {"ghost-multiple-attachments-only.xml"})
# Some exporters write categories and tags like the terms of any other list.
KINDS = {"author": "author", "item": "item"} | dict.fromkeys(["category", "tag", "term"], "term")


def local(element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def under(element, name: str) -> list:
    return [child for child in element if local(child) == name]


def text(element, name: str) -> str:
    return next((child.text or "" for child in under(element, name)), "")


def read(name: str) -> list:
    return list(files.read(exports.shared(name)))


def items_of(name: str) -> list[Item]:
    return [each for each in read(name) if isinstance(each, Item)]


def channel(name: str):
    return ElementTree.parse(exports.shared(name)).getroot()[0]


@pytest.mark.parametrize("name", sorted(HOLDS))
def test_each_is_read_to_its_end_and_what_is_mended_is_known(name):
    log = Mended()
    items = [each for each in files.read(exports.shared(name), log) if isinstance(each, Item)]
    comments = sum(len(item.comments) for item in items)
    assert (len(items), comments, log.counts) == HOLDS[name]


def test_what_is_no_channel_is_refused_by_line():
    # WordPress's importer refuses this one, too.
    with pytest.raises(NotAnExport, match=r"^Line 27 of the file has <notachanneltag> where "):
        survey.take([exports.shared("wpimporter-malformed.xml")])


def test_none_of_them_is_forgotten():
    exports.shared("wpimporter-malformed.xml")
    found = {path.name for path in exports.SHARED.glob("*.xml")}
    assert found == HOLDS.keys() | {"wpimporter-malformed.xml"}


@pytest.mark.parametrize("name", WELL_FORMED)
def test_every_record_of_the_file_is_counted(name):
    plain = Counter(KINDS.get(local(child), "") for child in channel(name))
    found = Counter(KINDS.get(type(each).__name__.lower(), "") for each in read(name))
    assert found - Counter({"": 1}) == +Counter({**plain, "": 0})  # but the site


@pytest.mark.parametrize("name", WELL_FORMED)
def test_every_item_arrives_with_all_its_words(name):
    for item, plain in zip(items_of(name), under(channel(name), "item"), strict=True):
        written = [child.text or "" for child in plain if local(child) == "encoded"]
        assert [item.body, item.excerpt][: len(written)] == written
        assert item.title == text(plain, "title").strip()
        assert item.kind == text(plain, "post_type")
        assert item.status == text(plain, "status")
        assert item.meta == tuple(
            (text(each, "meta_key").strip(), text(each, "meta_value"))
            for each in under(plain, "postmeta")
        )
        assert [(each.old_id, each.parent, each.body) for each in item.comments] == [
            tuple(
                text(each, part).strip()
                for part in ("comment_id", "comment_parent", "comment_content")
            )
            for each in under(plain, "comment")
        ]
        assert len(item.labels) == len(under(plain, "category"))


def test_the_theme_unit_test_data_is_surveyed_in_full():
    items = under(channel("themeunittestdata.wordpress.xml"), "item")
    kinds = Counter(text(item, "post_type") for item in items)
    found = survey.take([exports.shared("themeunittestdata.wordpress.xml")])
    assert found.counts == {
        "author": 2,
        "category": 69,
        "tag": 110,
        "other term": 6,
        "post": kinds["post"],
        "page": kinds["page"],
        "attachment": kinds["attachment"],
        "menu item": kinds["nav_menu_item"],
        "comment": sum(len(under(item, "comment")) for item in items),
    }
    assert kinds == {"post": 58, "page": 21, "attachment": 37, "nav_menu_item": 70}
    assert sum(1 for _ in found.index.attachments()) == kinds["attachment"]


def test_the_terms_of_every_spelling_are_told_apart():
    found = survey.take([exports.shared("wpimporter-term-formats.xml")])
    assert found.counts == {"category": 2, "tag": 3, "other term": 2}


def test_blank_lines_in_a_text_stay():
    (item,) = items_of("wpimporter-post-content-blank-lines.xml")
    assert item.body.count("\n") == 3


def test_the_writers_and_the_search_words_of_plugins_arrive():
    items = items_of("ghost-co-authors-plus.xml")
    assert [[label.slug for label in item.writers] for item in items] == [
        ["alice-smith", "bob-jones"],
        ["alice-smith", "bob-jones", "carol-white"],
        ["bob-jones"],
        ["alice-smith", "bob-jones"],
    ]
    found = [
        (item.search_title, item.search_description)
        for item in items_of("ghost-has-yoast-meta.xml")
    ]
    assert found == [
        (
            "My Custom SEO Title for Search Engines",
            "A short description of the post for search engine results pages",
        ),
        ("", ""),
    ]

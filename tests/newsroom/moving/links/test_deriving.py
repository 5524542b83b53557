"""Which addresses something had on the site that it comes from."""

import pytest

from newsroom.moving.links import deriving
from newsroom.moving.reading.records import Author, Category, Tag
from newsroom.oldlinks import addresses
from tests.newsroom.moving.links.records import IN_A_FOLDER, LAKE, item

ARMENIAN = "%d5%ac%d5%ab%d5%b3"  # լիճ, as WordPress writes it


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("https://lake.example/?p=12", []),
        ("https://lake.example/2019/05/12/the-ferry/", ["/2019/05/12/the-ferry"]),
        ("https://lake.example/2019/05/the-ferry/", ["/2019/05/the-ferry"]),
        ("https://lake.example/archives/12", ["/archives/12"]),
        ("https://lake.example/the-ferry/", ["/the-ferry"]),
        ("https://lake.example/harbour/the-ferry.html", ["/harbour/the-ferry.html"]),
        ("https://lake.example/index.php/2019/05/the-ferry/", ["/2019/05/the-ferry"]),
        ("http://www.lake.example//The-Ferry//", ["/the-ferry"]),
        ("/blog/the-ferry.html", ["/blog/the-ferry.html"]),
        (f"https://lake.example/{ARMENIAN}/", ["/լիճ"]),
        (f"https://lake.example/{ARMENIAN.upper()}/", ["/լիճ"]),
        ("https://pond.example/the-ferry/", []),
        ("https://lake.example/", []),
        ("http://[lake", []),
        ("", []),
    ],
)
def test_the_link_of_a_post_and_its_number(link, kept):
    assert deriving.of_item(item(link), LAKE) == [*kept, "/?p=12"]


def test_a_site_in_a_folder_counts_below_it():
    found = deriving.of_item(item("http://lake.example/blog/2019/05/the-ferry/"), IN_A_FOLDER)
    assert found == ["/blog/2019/05/the-ferry", "/blog/?p=12"]
    assert deriving.of_item(item("http://lake.example/blog/"), IN_A_FOLDER) == ["/blog/?p=12"]
    assert (deriving.of_site(IN_A_FOLDER), deriving.of_site(LAKE)) == (["/blog"], [])


@pytest.mark.parametrize(
    ("link", "former"),
    [
        ("https://lake.example/2019/05/12/the-ferry/", "/2019/05/12/a-boat"),
        ("https://lake.example/the-ferry.html", "/a-boat.html"),
        ("https://lake.example/the-ferry/the-ferry/", "/the-ferry/a-boat"),
        ("https://lake.example/archives/12", None),
        ("https://lake.example/?p=12", None),
    ],
)
def test_a_slug_that_it_once_had_stands_where_its_slug_stands(link, former):
    found = deriving.of_item(item(link, meta=(("_wp_old_slug", "a-boat"),)), LAKE)
    assert found == deriving.of_item(item(link), LAKE)[:-1] + [former][: bool(former)] + ["/?p=12"]


def test_old_slugs_in_any_script_are_decoded():
    post = item(
        f"https://lake.example/{ARMENIAN}/", slug=ARMENIAN, meta=(("_wp_old_slug", "%d5%ae"),)
    )
    assert deriving.of_item(post, LAKE) == ["/լիճ", "/ծ", "/?p=12"]


@pytest.mark.parametrize(
    ("path", "former"),
    [
        ("/2019/05/12/the-ferry", "/2018/12/30/the-ferry"),
        ("/2019/05/the-ferry", "/2018/12/the-ferry"),
    ],
)
def test_a_day_on_which_it_once_stood(path, former):
    post = item(f"https://lake.example{path}/", meta=(("_wp_old_date", "2018-12-30"),))
    assert deriving.of_item(post, LAKE) == [path, former, "/?p=12"]


def test_a_guid_counts_where_it_is_an_address_and_no_number_that_may_be_another_s():
    link = "https://lake.example/the-ferry/"
    numbered = item(link, guid="https://lake.example/?p=3")
    pretty = item(link, guid="https://lake.example/2019/05/12/the-ferry/")
    assert deriving.of_item(numbered, LAKE) == ["/the-ferry", "/?p=12"]
    assert deriving.of_item(pretty, LAKE) == ["/the-ferry", "/?p=12", "/2019/05/12/the-ferry"]


def test_an_upload_has_a_page_a_number_and_a_file():
    file = item(
        "https://lake.example/the-ferry/img_1/",
        kind="attachment",
        attachment_url="https://lake.example/wp-content/uploads/2019/05/IMG_1-scaled.jpg",
        meta=(("_wp_attached_file", "2019/05/IMG_1-scaled.jpg"),),
    )
    upload = "/wp-content/uploads/2019/05/img_1-scaled.jpg"
    assert deriving.of_item(file, LAKE) == ["/the-ferry/img_1", "/?p=12", upload]


def test_categories_tags_and_authors():
    around = Category("4", ARMENIAN, "Lake", "nature", "")
    assert deriving.of_category(around, LAKE) == ["/category/լիճ", "/?cat=4"]
    assert deriving.of_category(around, IN_A_FOLDER) == ["/blog/category/լիճ", "/blog/?cat=4"]
    assert deriving.of_tag(Tag("5", "boats", "Boats", ""), LAKE) == ["/tag/boats", "/?tag=boats"]
    assert deriving.of_author(Author("6", "Nare Lori", "", "", "", ""), LAKE) == [
        "/author/nare-lori",
        "/?author_name=nare-lori",
        "/author/nare lori",
        "/?author_name=nare lori",
        "/?author=6",
    ]
    assert deriving.of_author(Author("", "", "", "", "", ""), LAKE) == []


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("/?page_id=012", "/?p=12"),
        ("/?attachment_id=12&x=1", "/?p=12"),
        ("/blog/?p=12", "/blog/?p=12"),
        ("/index.php?p=12", "/?p=12"),
        ("/?p=twelve", "/"),
        ("/a%00b/", "/ab"),
        ("/ԼԻՃ/", "/լիճ"),
        ("http://[", ""),
    ],
)
def test_one_spelling(url, kept):
    assert addresses.of_url(url) == kept
    assert addresses.plain(kept or "/") == (kept or "/")

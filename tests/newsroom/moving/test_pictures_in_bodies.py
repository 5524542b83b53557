"""Pictures of a body that came along stand in it as figures, between its paragraphs."""

import pytest

from tests.newsroom.moving.here import FERRY, FOG, HARBOUR, UPLOADS, WITHOUT_FOG, converted

SHOWN = '<figure data-picture="1"></figure>'
BOTH = '<figure data-gallery="1 2"></figure>'
ITEM = (
    '<dl class="gallery-item"><dt>{}</dt><dd class="wp-caption-text gallery-caption">{}</dd></dl>'
)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (f"{FERRY}It left.\n\nIt came.", f"{SHOWN}<p>It left.</p><p>It came.</p>"),
        (f"It {FERRY}left.\n\nIt came.", f"<p>It left.</p>{SHOWN}<p>It came.</p>"),
        (f"<p>{FERRY}It left.</p>", f"{SHOWN}<p>It left.</p>"),
        (f"<p>It {FERRY}left.</p><p>Then</p>", f"<p>It left.</p>{SHOWN}<p>Then</p>"),
        (f"<h2>{FERRY} Title</h2>a", f"{SHOWN}<h2>Title</h2><p>a</p>"),
        (f"<em>{FERRY}It left.</em>", f"{SHOWN}<p><em>It left.</em></p>"),
        (f"<pre>a {FERRY}\n b</pre>", f"<pre>a \n b</pre>{SHOWN}"),
        (f"<blockquote>{FERRY}a</blockquote>", f"<blockquote>{SHOWN}<p>a</p></blockquote>"),
        (f"<ul>{FERRY}<li>a</li></ul>b", f"<ul><li>a</li></ul>{SHOWN}<p>b</p>"),
        (f"<ul><li>{FERRY}a</li></ul>b", f"<ul><li>a</li></ul>{SHOWN}<p>b</p>"),
        (f"<ol><li><p>{FERRY}a</p></li></ol>b", f"<ol><li><p>a</p></li></ol>{SHOWN}<p>b</p>"),
        (f"<ul><li>{FERRY}</li></ul>", SHOWN),
        (
            f"<table><tr><td>{FERRY}</td></tr></table>",
            f"<table><tbody><tr><td>{SHOWN}</td></tr></tbody></table>",
        ),
    ],
)
def test_a_picture_stands_where_it_stood_and_parts_no_sentence(text, html):
    assert converted(text) == (html, {})


@pytest.mark.parametrize(
    "image",
    [
        '<img src="//i0.wp.com/lake.example/wp-content/uploads/ferry.jpg?resize=300%2C200&#038;ssl=1">',
        f'<img src="data:image/gif;base64,R0" data-src="{UPLOADS}/ferry-e1583330000-300x200.jpg">',
        '<img src="/elsewhere.jpg" class="size-full wp-image-11">',
        '<img src="/elsewhere.jpg" data-id="11">',
        f'<img src="/small.jpg" data-orig-file="{UPLOADS}/ferry.jpg">',
        f'<img src="{UPLOADS}/ferry.jpg" class="wp-image-12">',
    ],
)
def test_a_picture_is_known_by_its_address_and_else_by_its_number(image):
    assert converted(image) == (SHOWN, {})


@pytest.mark.parametrize(
    "link",
    [
        f"{UPLOADS}/ferry.jpg",
        "https://lake.example/?attachment_id=11",
        "https://lake.example/2021/03/the-ferry-is-back/ferry/",
        "#top",
        "",
    ],
)
def test_a_link_to_the_picture_itself_goes(link):
    assert converted(f'<a href="{link}">{FERRY}</a>') == (SHOWN, {})


def test_a_link_of_a_picture_to_elsewhere_is_named():
    notes = {("link of a picture left out", "https://shop.example/"): 1}
    assert converted(f'<a href="https://shop.example/">{FERRY}</a>') == (SHOWN, notes)
    page = f'<a href="https://lake.example/ferry/" rel="attachment wp-att-11">{FERRY}</a>'
    assert converted(page) == (SHOWN, {})


@pytest.mark.parametrize(
    "text",
    [
        f'[caption id="a" align="alignleft" width="3"]{FERRY} The <em>ferry</em>[/caption]',
        f'[caption width="3"]<a href="/b.jpg">{FERRY}</a> The <em>ferry</em>\n[/caption]',
        f'<figure class="wp-block-image">{FERRY}<figcaption>The <em>ferry</em></figcaption></figure>',
        f'<div class="wp-caption">{FERRY}<p class="wp-caption-text">The <em>ferry</em></p></div>',
        f'<div class="wp-block-image"><figure>{FERRY}<figcaption>The <em>ferry</em></figcaption>'
        "</figure></div>",
    ],
)
def test_what_is_said_of_a_picture_stands_below_it(text):
    html = '<figure data-picture="1"><figcaption>The <em>ferry</em></figcaption></figure>'
    assert converted(f"One\n\n{text}\n\ntwo") == (f"<p>One</p>{html}<p>two</p>", {})


@pytest.mark.parametrize(
    "text",
    [
        '[gallery ids="11,12" columns="2"]',
        '[gallery include="11, 12"]',
        '<!-- wp:gallery {"ids":[11,12]} /-->',
        f'<figure class="wp-block-gallery">{FERRY}{HARBOUR}</figure>',
        f'<ul class="wp-block-gallery"><li><figure>{FERRY}</figure></li><li>{HARBOUR}</li></ul>',
        '<div class="gallery">' + ITEM.format(FERRY, "") + ITEM.format(HARBOUR, " ") + "<br></div>",
        f'<div class="tiled-gallery"><div class="tiled-gallery-item">{FERRY}</div>{HARBOUR}</div>',
    ],
)
def test_pictures_that_stand_together_are_a_gallery(text):
    assert converted(text) == (BOTH, {})


def test_all_that_is_said_in_a_gallery_stands_below_it():
    inner = f"<figure>{FERRY}<figcaption>One</figcaption></figure><figure>{HARBOUR}</figure>"
    text = f'<figure class="wp-block-gallery">{inner}<figcaption>All</figcaption></figure>'
    said = '<figure data-gallery="1 2"><figcaption>One<br>All</figcaption></figure>'
    assert converted(text) == (said, {})


def test_a_gallery_without_numbers_shows_what_hangs_on_the_post():
    assert converted("[gallery]", attached=["11", "12"]) == (BOTH, {})
    assert converted('[gallery exclude="12"]', attached=["11", "12"]) == (SHOWN, {})


def test_a_gallery_of_many_pictures_is_printed_in_several():
    ids = ",".join(["11"] * 60)
    first, second = "1 " * 49 + "1", "1 " * 9 + "1"
    assert converted(f"[gallery ids='{ids}']")[0] == (
        f'<figure data-gallery="{first}"></figure><figure data-gallery="{second}"></figure>'
    )


def test_of_a_gallery_the_pictures_that_are_missing_are_named_and_their_words_stay():
    text = f'<figure class="wp-block-gallery">{FERRY}{HARBOUR}{FOG}</figure>'
    html, notes = converted(text)
    assert html == f'{BOTH}<p><a href="{UPLOADS}/fog.jpg">The fog</a></p>'
    assert notes == WITHOUT_FOG
    assert converted('[gallery ids="11,99"]') == (
        SHOWN,
        {("picture left on the old site", "number 99"): 1},
    )


def test_a_picture_that_is_missing_stays_in_words_with_its_caption():
    html, notes = converted(f"[caption width=3]{FOG} Nobody left[/caption]")
    assert html == (
        f'<figure><p><a href="{UPLOADS}/fog.jpg">The fog</a></p>'
        "<figcaption>Nobody left</figcaption></figure>"
    )
    assert notes == WITHOUT_FOG


def test_a_smiling_face_is_a_letter_and_what_counts_readers_is_nothing():
    text = (
        'Good <img class="emoji" src="/1f600.png" alt="😀"><img src="//count.example/" width="1">'
    )
    assert converted(text) == ("<p>Good 😀</p>", {})

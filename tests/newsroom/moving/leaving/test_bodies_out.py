"""What becomes of a text on its way to WordPress."""

import pytest
from django.utils import timezone

from newsroom.moving.leaving.markup import blocks, bodies, pictures
from tests.make import make_picture

pytestmark = pytest.mark.django_db


def left(html, opening=""):
    return bodies.for_wordpress(html, pictures.of([html]), opening)


def test_files_are_linked_to_by_the_addresses_from_which_wordpress_fetches_them():
    html = '<p><a href="/files/7/lake.pdf">A</a> <a href="/2024/02/files/">B</a></p>'
    whole = '<a href="http://testserver/files/7/lake.pdf">A</a> <a href="/2024/02/files/">B</a>'
    assert left(html) == f"<!-- wp:paragraph -->\n<p>{whole}</p>\n<!-- /wp:paragraph -->"


@pytest.mark.parametrize(
    ("html", "block"),
    [
        (
            "<p>A <em>b</em></p>",
            "<!-- wp:paragraph -->\n<p>A <em>b</em></p>\n<!-- /wp:paragraph -->",
        ),
        (
            "<h3>A</h3>",
            '<!-- wp:heading {"level":3} -->\n<h3 class="wp-block-heading">A</h3>\n<!-- /wp:heading -->',
        ),
        (
            "<ol><li>A<ul><li>B</li></ul></li></ol>",
            '<!-- wp:list {"ordered":true} -->\n<ol><li>A<ul><li>B</li></ul></li></ol>\n<!-- /wp:list -->',
        ),
        (
            '<blockquote class="pull"><p>A</p><cite>B</cite></blockquote>',
            '<!-- wp:pullquote -->\n<figure class="wp-block-pullquote"><blockquote><p>A</p><cite>B</cite>'
            "</blockquote></figure>\n<!-- /wp:pullquote -->",
        ),
        (
            "<blockquote><p>A <cite>B</cite></p></blockquote>",
            "<!-- wp:html -->\n<blockquote><p>A <cite>B</cite></p></blockquote>\n<!-- /wp:html -->",
        ),
        ('<p lang="hy">Ա</p>', '<!-- wp:html -->\n<p lang="hy">Ա</p>\n<!-- /wp:html -->'),
        (
            "<table><tbody><tr><td>1</td></tr></tbody></table>",
            "<!-- wp:html -->\n<table><tbody><tr><td>1</td></tr></tbody></table>\n<!-- /wp:html -->",
        ),
        ("<hr>", '<!-- wp:separator -->\n<hr class="wp-block-separator"/>\n<!-- /wp:separator -->'),
        (
            "loose <b>words</b>",
            "<!-- wp:paragraph -->\n<p>loose <b>words</b></p>\n<!-- /wp:paragraph -->",
        ),
    ],
)
def test_every_piece_becomes_a_block(html, block):
    assert left(html) == block


def test_words_in_brackets_are_no_shortcodes():
    html = '<p>[gallery ids="1"] and <a href="/a[b]/">[sic]</a></p>'
    assert '<p>&#91;gallery ids="1"] and <a href="/a[b]/">&#91;sic]</a></p>' in left(html)


def test_a_shortcode_that_came_from_wordpress_goes_back_to_it():
    shortcode = '<code class="shortcode">[map at="A &amp; B"]</code>'
    assert left(f"<p>{shortcode}</p>") == (
        '<!-- wp:shortcode -->\n[map at="A & B"]\n<!-- /wp:shortcode -->'
    )
    assert '<p>Here: [map at="A & B"] [1]</p>'.replace("[1", "&#91;1") in left(
        f"<p>Here: {shortcode} [1]</p>"
    )


def test_a_picture_is_its_upload_with_its_caption():
    picture = make_picture(
        alt="A lake", caption="Own caption", original="pictures/2024/02/lake.jpg"
    )
    number = 1000 + picture.pk * 8 + 2
    image = f'<img src="http://testserver/media/pictures/2024/02/lake.jpg" alt="A lake" class="wp-image-{number}"/>'
    own, here = (
        f'<figcaption class="wp-element-caption">{words}</figcaption>'
        for words in ("Own caption", "Here <em>so</em>")
    )
    block = (
        f'<!-- wp:image {{"id":{number}}} -->\n<figure class="wp-block-image">{image}%s</figure>\n'
        "<!-- /wp:image -->"
    )
    figure = f'<figure data-picture="{picture.pk}">%s</figure>'
    assert left(figure % "") == block % own
    assert left(figure % "<figcaption>Here <em>so</em></figcaption>") == block % here


def test_a_wide_picture_stays_wide():
    picture = make_picture()
    html = left(f'<figure class="wide" data-picture="{picture.pk}"></figure>')
    assert '<figure class="wp-block-image alignwide">' in html


def test_a_gallery_names_its_pictures_in_their_order():
    one = make_picture(original="pictures/1.jpg", caption="Its own, which the attachment has")
    two = make_picture(original="pictures/2.jpg")
    html = left(f'<figure data-gallery="{two.pk} {one.pk}"><figcaption>Both</figcaption></figure>')
    assert html.index("pictures/2.jpg") < html.index("pictures/1.jpg")
    assert html.startswith("<!-- wp:gallery")
    assert html.count("figcaption") == 2
    assert html.endswith(">Both</figcaption></figure>\n<!-- /wp:gallery -->")


def test_a_cut_of_a_picture_is_its_upload_and_a_lost_one_is_left_out():
    picture = make_picture(stem="pictures/ab/cd", original="pictures/lake.jpg")
    over = make_picture(stem="pictures/ef/gh", rights_until=timezone.now())
    html = left(
        '<p><img src="/media/pictures/ab/cd-800.webp" alt="Rain"><img src="/media/pictures/ef/gh-800.webp" alt=""></p>'
        f'<figure data-picture="{over.pk}"></figure><figure data-picture="999999"></figure>'
    )
    number = 1002 + picture.pk * 8
    image = f'<img src="http://testserver/media/pictures/lake.jpg" alt="Rain" class="wp-image-{number}"/>'
    assert html == f"<!-- wp:paragraph -->\n<p>{image}</p>\n<!-- /wp:paragraph -->"


@pytest.mark.parametrize(
    "html",
    [
        "<p>https://youtu.be/abc--1?x=1&amp;y=2</p>",
        '<p><a href="https://youtu.be/abc--1?x=1&amp;y=2">https://youtu.be/abc--1?x=1&amp;y=2</a></p>',
    ],
)
def test_a_card_is_the_bare_address(html):
    address = "https://youtu.be/abc--1?x=1&amp;y=2"
    assert left(html) == (
        '<!-- wp:embed {"url":"https://youtu.be/abc\\u002d\\u002d1?x=1\\u0026y=2"} -->\n'
        f'<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\n{address}\n</div></figure>\n'
        "<!-- /wp:embed -->"
    )


def test_a_card_keeps_its_title():
    html = left('<figure data-embed=""><a href="https://youtu.be/abc">The ferry</a></figure>')
    assert "\nhttps://youtu.be/abc\n" in html
    assert '<figcaption class="wp-element-caption">The ferry</figcaption>' in html


def test_a_link_with_words_of_its_own_is_no_card():
    html = '<p><a href="https://youtu.be/abc">The ferry</a></p>'
    assert html in left(html)


def test_a_dateline_stands_where_readers_have_it():
    picture = make_picture()
    figure = f'<figure data-picture="{picture.pk}"></figure>'
    assert "<p>VAN — It rains.</p>" in left(f"{figure}<p>It rains.</p><p>Still.</p>", "VAN —")
    assert left("<h2>A</h2>", "VAN —").index("<p>VAN —</p>") < left("<h2>A</h2>", "VAN —").index(
        "<h2"
    )
    assert "<p>VAN —</p>" in left(figure, "VAN —")


def test_a_text_is_parted_without_losing_a_word():
    html = (
        "<p>A</p>loose <em>words</em><ul><li><p>B</p><ul><li>C</li></ul></li></ul><hr>"
        '<figure><img src="/a.png" alt="x > y"><figcaption>D</figcaption></figure>end'
    )
    assert "".join(block.html for block in blocks.split(html)) == (
        html.replace("loose <em>words</em>", "<p>loose <em>words</em></p>").replace(
            "end", "<p>end</p>"
        )
    )


def test_a_gallery_is_written_as_wordpress_would_write_it():
    key = make_picture().pk
    text = left(f'<figure data-gallery="{key} {key}"><figcaption>Both</figcaption></figure>')
    figure = '<figure class="wp-block-gallery has-nested-images columns-default is-cropped">'
    said = '<figcaption class="blocks-gallery-caption wp-element-caption">Both</figcaption>'
    assert text.startswith(f'<!-- wp:gallery {{"linkTo":"none"}} -->\n{figure}<!-- wp:image ')
    assert text.endswith(f"<!-- /wp:image -->{said}</figure>\n<!-- /wp:gallery -->")

"""What readers get of a body that was written in WordPress."""

import re
import time
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.rendering import for_readers
from newsroom.moving.texts import bodies
from newsroom.press import markup

LEFT = re.compile(r'<code class="shortcode">(.*?)</code>')


def html(text: str) -> str:
    return bodies.convert(text).html


def notes(text: str) -> dict:
    return dict(bodies.convert(text).notes)


def test_blank_lines_part_paragraphs_and_line_ends_break_lines():
    text = "The ferry\r\nis back.\r\n\r\n\r\nIt left at noon."
    assert html(text) == "<p>The ferry<br>is back.</p><p>It left at noon.</p>"


def test_a_line_that_already_breaks_is_not_broken_twice():
    assert html("One<br />\ntwo<br>three") == "<p>One<br>two<br>three</p>"


def test_markup_across_paragraphs_is_kept_in_each():
    assert html("<strong>One\n\ntwo</strong>") == (
        "<p><strong>One</strong></p><p><strong>two</strong></p>"
    )


def test_text_beside_blocks_becomes_paragraphs_of_its_own():
    text = "Before\n<ul>\n\t<li>one</li>\n\t<li>two</li>\n</ul>\nbetween\n<h3>A title</h3>\nafter"
    assert html(text) == (
        "<p>Before</p><ul><li>one</li><li>two</li></ul><p>between</p><h3>A title</h3><p>after</p>"
    )


def test_preformatted_text_keeps_its_lines():
    assert html("<pre>one\n\n  two</pre>") == "<pre>one\n\n  two</pre>"


def test_a_quotation_holds_paragraphs():
    assert html("<blockquote>One\n\ntwo</blockquote>") == (
        "<blockquote><p>One</p><p>two</p></blockquote>"
    )


def test_a_cell_becomes_paragraphs_only_when_it_has_several():
    text = "<table><tr><td>one</td><td>two\n\nthree</td></tr></table>"
    assert html(text) == (
        "<table><tbody><tr><td>one</td><td><p>two</p><p>three</p></td></tr></tbody></table>"
    )


def test_text_in_divisions_never_runs_together():
    assert html("<div>One</div><div>two <em>three</em></div>") == (
        "<p>One</p><p>two <em>three</em></p>"
    )


def test_headings_below_the_page_title_keep_their_order():
    assert html("<h1>A</h1><h5>B</h5><h6>C</h6>") == "<h2>A</h2><h4>B</h4><h4>C</h4>"


def test_of_blocks_the_html_stays_and_the_comments_go():
    text = (
        '<!-- wp:paragraph {"dropCap":true} -->\n<p class="has-drop-cap">The ferry\nis back.</p>\n'
        "<!-- /wp:paragraph -->\n\n<!-- wp:list -->\n<ul><li>one</li></ul>\n<!-- /wp:list -->"
    )
    assert html(text) == "<p>The ferry\nis back.</p><ul><li>one</li></ul>"


def test_a_block_that_wordpress_fills_in_is_left_out_and_named():
    text = '<!-- wp:paragraph --><p>One</p><!-- /wp:paragraph --><!-- wp:latest-posts {"n":3} /-->'
    assert html(text) == "<p>One</p>"
    assert notes(text) == {("block left out", "latest-posts"): 1}


def test_marks_for_more_and_for_pages_part_paragraphs_and_vanish():
    text = "One<!--more Read on-->two\n<!--nextpage-->\nthree<!--noteaser-->"
    assert html(text) == "<p>One</p><p>two</p><p>three</p>"


def test_a_picture_is_never_loaded_but_told_and_linked():
    text = 'Look: <img src="https://lake.example/a.jpg?w=3&amp;h=2" alt="The ferry" width="3">'
    assert html(text) == (
        '<p>Look: <a href="https://lake.example/a.jpg?w=3&amp;h=2">The ferry</a></p>'
    )
    assert notes(text) == {
        ("picture left on the old site", "https://lake.example/a.jpg?w=3&h=2"): 1
    }


def test_a_picture_inside_a_link_leaves_its_words_in_the_link():
    text = (
        '<a href="https://lake.example/p/"><img src="https://lake.example/a.jpg" alt="Ferry"></a>'
    )
    assert html(text) == '<p><a href="https://lake.example/p/">Ferry</a></p>'


@pytest.mark.parametrize("alt", ["", "DSC_2041", "ferry.jpg", "img-300x200"])
def test_a_picture_without_a_description_goes_with_what_held_it(alt):
    text = f'One\n\n<a href="/a.jpg"><img alt="{alt}" src="/a.jpg"></a>\n\ntwo'
    assert html(text) == "<p>One</p><p>two</p>"
    assert notes(text) == {("picture left on the old site", "/a.jpg"): 1}


def test_a_caption_becomes_the_caption_of_a_figure():
    text = (
        'One\n[caption id="x" align="left" width="300"]<a href="/b.jpg">'
        '<img src="/a.jpg" alt="The ferry" /></a> The ferry on <em>Sunday</em>[/caption]\ntwo'
    )
    assert html(text) == (
        '<p>One</p><figure><p><a href="/b.jpg">The ferry</a></p>'
        "<figcaption>The ferry on <em>Sunday</em></figcaption></figure><p>two</p>"
    )


def test_a_caption_in_the_old_way_stands_in_its_attribute():
    text = '[caption caption="Low &amp; slow"]<img src="/a.jpg" alt=""/>[/caption]'
    assert html(text) == "<figure><figcaption>Low &amp; slow</figcaption></figure>"


@pytest.mark.parametrize(
    "text",
    [
        "[embed]https://video.example/1?a=b&amp;c=d[/embed]",
        '[video mp4="https://video.example/1?a=b&amp;c=d"][/video]',
        "[audio https://video.example/1?a=b&amp;c=d]",
        '<video controls src="https://video.example/1?a=b&amp;c=d"></video>',
        '<audio><source src="https://video.example/1?a=b&amp;c=d"><source src="/2"></audio>',
        '<iframe src="https://video.example/1?a=b&amp;c=d"></iframe>',
        "https://video.example/1?a=b&amp;c=d",
    ],
)
def test_what_plays_becomes_a_link(text):
    address = "https://video.example/1?a=b&amp;c=d"
    assert html(f"One\n\n{text}\n\ntwo") == (
        f'<p>One</p><p><a href="{address}">{address}</a></p><p>two</p>'
    )


def test_an_address_in_a_sentence_stays_text():
    assert html("See https://lake.example today") == "<p>See https://lake.example today</p>"


@pytest.mark.parametrize(
    ("text", "left", "name"),
    [
        ("One [contact-form-7 id='12'] two", ["[contact-form-7 id='12']"], "[contact-form-7]"),
        ("One [chart\n  of='a < b']two", ["[chart of='a < b']"], "[chart]"),
        ("One [donate_button] two", ["[donate_button]"], "[donate_button]"),
        ("One\n\n[donate]\n\ntwo", ["[donate]"], "[donate]"),
        ("One\n\n[smartslider3]\n\ntwo", ["[smartslider3]"], "[smartslider3]"),
        ("One\n\n[tie-slider]\n\ntwo", ["[tie-slider]"], "[tie-slider]"),
        ("One\n\n[slider 5]\n\ntwo", ["[slider 5]"], "[slider]"),
        ("One [box]two[/box]", ["[box]", "[/box]"], "[box]"),
        ("One [playlist ids=1] two", ["[playlist ids=1]"], "[playlist]"),
        ("One [gallery] two", ["[gallery]"], "[gallery]"),
        ("One [caption id=x] two", ["[caption id=x]"], "[caption]"),
        ("One [video] two", ["[video]"], "[video]"),
    ],
)
def test_a_shortcode_is_left_to_editors_and_named_and_its_words_stay(text, left, name):
    body = bodies.convert(text)
    assert [unescape(each) for each in LEFT.findall(body.html)] == left
    assert markup.plain_text(for_readers(body.html)).split() == ["One", "two"]
    assert body.notes == {("shortcode left out", name): 1}


@pytest.mark.parametrize(
    "text",
    [
        "“It were [sic] best”, said [the minister], a boat [small boat] and [a] note [1].",
        "[applause]",
        "The [vice-chair] of [agenda 21] sat down.",
        "<code>[gallery ids=3]</code>",
        '<a href="https://lake.example/?f[a_b]=1">A link</a>',
    ],
)
def test_brackets_that_are_no_shortcodes_stay(text):
    assert html(text) == f"<p>{text}</p>"
    assert notes(text) == {}


def test_a_shortcode_written_about_is_shown_in_single_brackets():
    assert html("Write [[gallery]] there.") == "<p>Write [gallery] there.</p>"


def test_nothing_runs_and_nothing_is_styled():
    text = '<p style="color:red" onclick="x()">One</p><script>x()</script><style>p{}</style>'
    assert html(text) == "<p>One</p>"


def test_a_body_without_words_is_empty():
    assert html("&nbsp;\n\n<p> </p>\n<!--more-->") == ""


@pytest.mark.parametrize(
    ("body", "place", "agency", "dash", "rest"),
    [
        ("<p>YEREVAN — The ferry</p><p>B</p>", "YEREVAN", "", "—", "<p>The ferry</p><p>B</p>"),
        ("<p><strong>YEREVAN</strong> – The ferry</p>", "YEREVAN", "", "–", "<p>The ferry</p>"),
        ("<p><b>YEREVAN --</b> The &amp; ferry</p>", "YEREVAN", "", "--", "<p>The &amp; ferry</p>"),
        (
            '<p>GYUMRI (Lakepress) — <a href="/x">The</a> ferry</p>',
            "GYUMRI",
            "Lakepress",
            "—",
            '<p><a href="/x">The</a> ferry</p>',
        ),
    ],
)
def test_a_dateline_is_taken_off_the_body(body, place, agency, dash, rest):
    dateline, left = bodies.split_dateline(body)
    assert (dateline.place, dateline.agency, dateline.dash, left) == (place, agency, dash, rest)


@pytest.mark.parametrize("body", ["", "<p>CSTO — the bloc</p>", "<h2>YEREVAN — The ferry</h2>"])
def test_a_body_without_a_dateline_is_left_alone(body):
    assert bodies.split_dateline(body) == (None, body)


PIECES = [
    *("<p>", "</p>", "<div>", "</div>", "<pre>", "</pre>", "<ul><li>", "</li>", "<table>", "<td>"),
    *('<img src="//x/y" alt="a">', "<a href='/x'>", "</a>", "<iframe src=/x>", "<b", '<i title="'),
    *("[caption]", "[/caption]", "[x y=1]", "[[z]]", "[embed]", "[", "]", '"', "'", "&", "<", ">"),
    *("<!--more-->", "<!-- wp:p -->", "<!--", "-->", "\n", "\n\n", " ", "word", "https://x/y\n"),
    *("<script>", "<svg>", "<math>", "<![CDATA[", "<?", "\x00", "ե", "<h1>", "</h1>", "<source>"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_whatever_was_written_the_result_is_clean_and_loads_nothing(text):
    body = html(text)
    assert body == markup.clean(body)
    assert not re.search(r"<(?!/?[a-z])|<[^>]*\bsrc=", body)


@pytest.mark.alone
@pytest.mark.parametrize(
    "piece",
    [
        "endThe.",
        "a.A",
        "<figure>",
        "[caption]<img src=x alt='b c'>",
        "\\'<pre>",
        "&amp;amp;",
        "<pre>",
        "[caption]",
        '[a "',
        "<!--",
        "<a <",
        "\n \n",
        "<b>",
        "<ul><li>",
        '<i x="',
        " ",
    ],
)
def test_a_long_hostile_body_is_converted_in_the_time_of_a_long_one(piece):
    begin = time.process_time()
    html(piece * 3_000)
    assert time.process_time() - begin < 5

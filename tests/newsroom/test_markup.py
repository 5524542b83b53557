import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.press.markup import (
    RENAMED,
    TAGS,
    clean,
    clean_comment,
    comment_html,
    plain_text,
)

KEPT = (
    '<p lang="hy">Քաղաք<br>և <b>գիր</b>, <i>x</i><u>y</u><s>z</s> <strong>a</strong> <em>b</em> '
    "H<sub>2</sub>O m<sup>2</sup> <code>x &lt; y</code>"
    '<code class="shortcode">[poll id="3"]</code></p>'
    "<h2>Two</h2><h3>Three</h3><h4>Four</h4>"
    '<ul><li>one</li></ul><ol start="3"><li>three</li></ol>'
    '<blockquote class="pull">Said <cite>Ani</cite></blockquote><hr>'
    '<figure class="wide"><img src="/media/a.webp" alt="Snow" width="800" height="500">'
    "<figcaption>Snow</figcaption></figure>"
    '<figure data-picture="12"><figcaption>Snow</figcaption></figure>'
    '<figure data-gallery="3 5 8"></figure><figure data-embed=""><a href="https://x.com/a"></a></figure>'
    '<table><caption>Snow</caption><thead><tr><th colspan="2">cm</th></tr></thead>'
    '<tbody><tr><td rowspan="2">4</td></tr></tbody></table>'
    "<pre>a\n  b</pre>"
)


def test_what_the_editor_can_write_is_kept():
    assert clean(KEPT) == KEPT


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ("<p>a<style>p{}</style><iframe src='//x'>c</iframe><svg><a>d</a></svg>b</p>", "<p>ab</p>"),
        ('<p onclick="x()" style="color:red" id="top">a</p>', "<p>a</p>"),
        ('<p class="pull x">a</p>', "<p>a</p>"),
        ('<blockquote class="pull x">a</blockquote>', '<blockquote class="pull">a</blockquote>'),
        ('<blockquote class="x">a</blockquote>', "<blockquote>a</blockquote>"),
        ('<p class="shortcode">a</p><code class="x">b</code>', "<p>a</p><code>b</code>"),
        ('<p lang="hy x">a</p>', "<p>a</p>"),
        ("<p>a<!-- b --></p>", "<p>a</p>"),
        ("<font color=red>a</font>", "a"),
        ("<p>a\x00b\ud800c</p>", "<p>abc</p>"),
        ('<blockquote lang="hy" class="x">a</blockquote>', '<blockquote lang="hy">a</blockquote>'),
        ('<p>a class="" b</p>', '<p>a class="" b</p>'),
        ('<ol start="x"><li>a</li></ol>', "<ol><li>a</li></ol>"),
    ],
)
def test_what_runs_loads_or_styles_is_taken_out(html, cleaned):
    assert clean(html) == cleaned


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/a?b=1",
        "http://example.com",
        "mailto:a@example.com",
        "tel:+37410",
        "/about/",
        "#note",
        "?page=2",
        "2022/01/story/",
        "",
    ],
)
def test_a_link_to_a_safe_address_is_kept(address):
    assert clean(f'<p><a href="{address}">a</a></p>') == f'<p><a href="{address}">a</a></p>'


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVa\tScript:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "ftp://example.com",
        "file:///etc/passwd",
        "/\\example.com",
        "https:example.com",
    ],
)
def test_a_link_to_any_other_address_leads_nowhere(address):
    assert clean(f'<p><a href="{address}">a</a></p>') == "<p><a>a</a></p>"


def test_a_link_says_only_what_search_engines_ask():
    link = '<p><a href="/" rel="noreferrer sponsored NOFOLLOW" target="_blank" title="t">a</a></p>'
    assert clean(link) == '<p><a href="/" rel="nofollow sponsored" title="t">a</a></p>'
    assert clean('<p><a href="/" rel="noopener">a</a></p>') == '<p><a href="/">a</a></p>'


def test_an_address_without_a_scheme_is_taken_for_https():
    assert clean('<p><a href="//example.com/a">a</a></p>') == (
        '<p><a href="https://example.com/a">a</a></p>'
    )


@pytest.mark.parametrize(
    ("image", "cleaned"),
    [
        ('<img src="https://example.com/a.png">', ""),
        ('<img src="//example.com/a.png">', ""),
        ('<img src="/\\example.com/a.png">', ""),
        ('<img src="/a.png" alt="&lt;h1&gt;">', '<img src="/a.png" alt="&lt;h1&gt;">'),
        ('<img src="/a.png" alt="" width="100%" srcset="/b.png 2x">', '<img src="/a.png" alt="">'),
        ('<img src="a.png">', ""),
        ('<img src="data:image/png;base64,AA">', ""),
        ('<img src="javascript:alert(1)">', ""),
        ('<img src="x" onerror="alert(1)">', ""),
        ("<img>", ""),
        ('<img alt="a src=b">', ""),
        ('<img src="/a alt=b">', '<img alt="" src="/a alt=b">'),
    ],
)
def test_an_image_stands_on_this_site(image, cleaned):
    assert clean(image) == cleaned


def test_the_only_first_heading_of_a_page_is_its_headline():
    assert clean("<h1>a</h1><h5>b</h5>") == "<h2>a</h2><h4>b</h4>"


def test_the_words_of_other_blocks_stay_apart():
    assert clean("<div>a</div><section><p>b</p></section>") == "<p>a</p><p>b</p>"


@pytest.mark.parametrize(
    "html", ["", " \n", "<p></p>", "<p> <br>&nbsp;</p><p lang='hy'></p>", "<ul><li></li></ul>"]
)
def test_an_editor_left_empty_sends_nothing(html):
    assert clean(html) == ""


def test_a_picture_or_a_rule_is_not_nothing():
    assert clean('<p><img src="/a.png" alt="a"></p>') == '<p><img src="/a.png" alt="a"></p>'
    assert clean("<p></p><hr>") == "<hr>"


tags = st.sampled_from(
    [*sorted(TAGS | RENAMED.keys()), "script", "svg", "math", "select", "template"]
)
scraps = st.sampled_from(
    [
        " ",
        "\n\n",
        "x",
        "&nbsp;",
        "&lt;b&gt;",
        "&#0;",
        "<",
        ">",
        '"',
        "'",
        "=",
        "/>",
        "-->",
        "<!--",
        " href='//x'",
        ' src="/a"',
        ' alt="<h1>"',
        ' class="pull"',
        "<![CDATA[",
        "<![if x]>",
        "<?",
    ]
)
markup = st.lists(
    st.one_of(tags.map("<{}>".format), tags.map("</{}>".format), tags.map("<{} ".format), scraps)
    | st.text(max_size=3),
    max_size=25,
).map("".join)


@given(markup)
def test_cleaning_twice_is_cleaning_once(html):
    assert clean(clean(html)) == clean(html)


@given(markup)
def test_nothing_but_the_allowed_tags_is_left(html):
    assert set(re.findall(r"<[/!]?([^\s>/]*)", clean(html))) <= TAGS


def test_markup_that_never_settles_keeps_its_words_alone(monkeypatch):
    grow = "<p>{}</p>".format
    monkeypatch.setattr("newsroom.press.markup._tidy", grow)
    assert clean("<b>a</b> &amp; c") == "<p>a &amp; c</p>"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a<br>B", "a B"),
        ("<b>A</b>rmenia", "Armenia"),
        ("<p>a</p><p>b</p>c<ul><li>d</li><li>e</li></ul>", "a b c d e"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("a<hr/>b<img alt='x'>c", "a bc"),
        ("&lt;b&gt; &amp;&nbsp;&#8212; caf&eacute;", "<b> & — café"),
        (" a\n\t b\u00a0 c ", "a b c"),
        ("a<script>b()</script><style>c{}</style><template>d</template>e", "ae"),
        ("a<!-- b -->c<![CDATA[d]]>e<!DOCTYPE f>", "ace"),
        ("a<![x[b]]>c", "ac"),
        ("a < b & c", "a < b & c"),
        ("", ""),
    ],
)
def test_plain_text_is_what_a_reader_reads(html, text):
    assert plain_text(html) == text


@given(markup)
def test_any_markup_has_a_plain_text(html):
    text = plain_text(html)
    assert text == " ".join(text.split())


def test_a_comment_keeps_its_plain_text():
    assert clean_comment(" <b>a</b> & b\r\nc\rd\n\n\te ") == "<b>a</b> & b\nc\nd\n\n\te"


def test_a_comment_loses_what_no_database_stores():
    assert clean_comment("a\x00b\ud800c\x1bd\x7fe") == "abcde"


def test_a_comment_is_printed_as_paragraphs_and_lines():
    assert comment_html("One\ntwo\n \n\nԵրեք") == (
        '<p dir="auto">One<br>two</p>\n<p dir="auto">Երեք</p>'
    )
    assert comment_html(" \n ") == ""


def test_a_comment_is_escaped():
    assert comment_html("<script>alert('a')</script> & b") == (
        '<p dir="auto">&lt;script&gt;alert(&#x27;a&#x27;)&lt;/script&gt; &amp; b</p>'
    )


def link(url):
    return f'<a href="{url}" rel="ugc nofollow noopener" dir="ltr">{url}</a>'


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("https://example.com", link("https://example.com")),
        ("See HTTP://example.com/a?b=1&c=2.", f"See {link('HTTP://example.com/a?b=1&amp;c=2')}."),
        ("(https://example.com/a_(b))", f"({link('https://example.com/a_(b)')})"),
        ("«https://example.com/»։", f"«{link('https://example.com/')}»։"),
        ("https://example.com/ա՞", f"{link('https://example.com/ա')}՞"),
        ("a https://b.am https://c.am", f"a {link('https://b.am')} {link('https://c.am')}"),
        ("https://", "https://"),
        ("https://...", "https://..."),
        ("example.com a@example.com", "example.com a@example.com"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("data:text/html,x ftp://example.com", "data:text/html,x ftp://example.com"),
        ("https://a.am@b.am", f"{link('https://a.am')}@b.am"),
        ('https://a.am/"onclick="x', f"{link('https://a.am/')}&quot;onclick=&quot;x"),
        ("https://a.am/<b>", f"{link('https://a.am/')}&lt;b&gt;"),
    ],
)
def test_the_web_addresses_of_a_comment_are_linked(text, printed):
    assert comment_html(text) == f'<p dir="auto">{printed}</p>'


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a \u202babc\u202c \u2067d\u2069", "a \u202babc\u202c \u2067d\u2069"),
        ("\u202aa", "\u202aa\u202c"),
        ("\u2066a\u202bb", "\u2066a\u202bb\u202c\u2069"),
        ("a\u202c\u2069b", "ab"),
        ("\u2066a\u202cb\u2069", "\u2066ab\u2069"),
        ("\u202egpj.exe\u202c \u202da", "gpj.exe a"),
        ("\u202aa\nb", "\u202aa\u202c<br>b"),
        ("https://a.am/\u202ecba", f"{link('https://a.am/cba')}"),
        ("https://a.am/\u2067cba", f"{link('https://a.am/')}\u2067cba\u2069"),
    ],
)
def test_a_comment_turns_no_direction_but_its_own(text, printed):
    assert comment_html(text) == f'<p dir="auto">{printed}</p>'


@given(st.text(st.sampled_from("a\n \u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")))
def test_every_turn_of_direction_ends_in_its_line(text):
    for line in re.split("<[^>]+>|\n", comment_html(text)):
        assert [line.count(turn) for turn in "\u202d\u202e"] == [0, 0]
        assert sum(map(line.count, "\u202a\u202b")) == line.count("\u202c")
        assert sum(map(line.count, "\u2066\u2067\u2068")) == line.count("\u2069")

"""Not a word of a body is lost on the way, whatever it is made of."""

import re
from collections import Counter
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.moving.reading import files
from newsroom.moving.reading.records import Item
from newsroom.moving.texts import bodies
from newsroom.press import markup
from tests.newsroom.moving import exports
from tests.newsroom.moving.here import FERRY, FOG, HARBOUR, converted

UNREAD = re.compile(r"<!--.*?-->|<(script|style|noscript)\b.*?</\1>", re.DOTALL)
TAG = re.compile(r"<[^<>]*>")
OURS = re.compile(r"\[/?(?:caption|gallery|audio|video|embed)\b[^\]]*\]")
FILES = (
    "themeunittestdata.wordpress.xml",
    "wpimporter-small-export.xml",
    "wpimporter-post-content-blank-lines.xml",
    "wagtail-post_meta.xml",
    "ghost-feature-image-captions.xml",
    "ghost-multiple-posts-only.xml",
    "isso-wordpress.xml",
)


def words(html):
    """Count what a reader may read, a tag parting words wherever it stands."""
    return Counter(re.findall(r"\w+", unescape(TAG.sub(" ", OURS.sub(" ", UNREAD.sub(" ", html))))))


@pytest.mark.parametrize("name", FILES)
def test_no_word_of_the_exports_that_others_test_with_is_lost(name):
    items = [each for each in files.read(exports.shared(name)) if isinstance(each, Item)]
    lost = {each.title: words(each.body) - words(bodies.convert(each.body).html) for each in items}
    assert {title: found for title, found in lost.items() if found} == {}


WORD = st.text("abcdefghijklmnopqrstuvwxyzաբգдеж", min_size=2, max_size=7)
LINE = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
INLINE = st.one_of(
    LINE,
    st.builds("<em>{}</em>".format, LINE),
    st.builds('<a href="https://lake.example/{0}">{0}</a>'.format, WORD),
    st.builds('<a href="#x">{} <b>{}</b></a>'.format, LINE, LINE),
    st.builds('<span style="x">{}</span>'.format, LINE),
    st.builds("[box]{}[/box]".format, LINE),
    st.sampled_from(
        [FERRY, HARBOUR, FOG, f'<a href="/x">{FERRY}</a>', "[poll id=3]", "<br>", "\n"]
    ),
    st.sampled_from(["https://youtu.be/abc", "&amp;", "<b>", "</b>", "</p>", "<p>", "<!--more-->"]),
)
SENTENCES = st.lists(INLINE, min_size=1, max_size=5).map(" ".join)


def wrapped(inner):
    tags = "p div blockquote h1 h2 h6 ul><li ol><li table><tr><td pre center section dl><dd span".split()
    around = st.builds(
        lambda tag, html: f"<{tag}>{html}</{'></'.join(reversed(tag.split('><')))}>",
        st.sampled_from(tags),
        inner,
    )
    block = st.builds(
        "<!-- wp:{0} -->\n{1}\n<!-- /wp:{0} -->\n\n".format,
        st.sampled_from(["paragraph", "group", "html", "freeform", "columns"]),
        inner,
    )
    figure = st.builds(
        '<figure class="{}">{}{}<figcaption>{}</figcaption></figure>'.format,
        st.sampled_from(
            ["wp-block-image", "wp-block-gallery", "wp-block-table", "wp-block-pullquote"]
        ),
        st.sampled_from([FERRY, FERRY + HARBOUR, FOG, FERRY + FOG, ""]),
        inner,
        SENTENCES,
    )
    caption = st.builds(
        "[caption width=3]{}{}[/caption]".format, st.sampled_from([FERRY, FOG, ""]), inner
    )
    several = st.lists(inner, min_size=1, max_size=3).map("\n\n".join)
    return st.one_of(around, block, figure, caption, several)


BODIES = st.recursive(SENTENCES, wrapped, max_leaves=8)


@given(BODIES)
def test_no_word_of_a_body_is_lost_whatever_it_is_made_of(text):
    html, _ = converted(text)
    assert words(text) - words(html) == Counter()
    assert html == markup.clean(html)
    assert "src=" not in html


@given(st.text(), st.text(), st.text())
def test_anything_at_all_becomes_a_body(text, other, footnotes):
    html, _ = converted(
        f'{text}<!-- wp:block {{"ref":1}} /-->', blocks={"1": other}, footnotes=footnotes
    )
    assert html == markup.clean(html)

"""Bodies that were written in blocks."""

import json

import pytest

from tests.newsroom.moving.here import FERRY, UPLOADS, converted

SHOWN = '<figure data-picture="1"></figure>'


def block(name, html="", **attributes):
    said = f" {json.dumps(attributes)}" if attributes else ""
    return f"<!-- wp:{name}{said} -->\n{html}\n<!-- /wp:{name} -->\n\n"


P = block("paragraph", "<p>One</p>")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (block("image", f'<figure class="wp-block-image">{FERRY}</figure>', id=11), SHOWN),
        (
            block("cover", f'<div class="wp-block-cover"><span></span>{FERRY}<div>{P}</div></div>'),
            f"{SHOWN}<p>One</p>",
        ),
        (
            block("cover", f'<div style="background:url(x)">{P}</div>', url=f"{UPLOADS}/ferry.jpg"),
            f"{SHOWN}<p>One</p>",
        ),
        (block("cover", f"<div>{P}</div>", id=11), f"{SHOWN}<p>One</p>"),
        (
            block("cover", f'<div><video src="{UPLOADS}/talk.mp3"></video>{P}</div>', id=11),
            '<p><a href="/files/8/talk.mp3">talk.mp3</a></p><p>One</p>',
        ),
        (
            block("media-text", f"<div><figure>{FERRY}</figure><div>{P}</div></div>"),
            f"{SHOWN}<p>One</p>",
        ),
        (
            block("columns", f"<div>{block('column', f'<div>{P}</div>')}<div>two</div></div>"),
            "<p>One</p><p>two</p>",
        ),
        (
            block(
                "buttons", '<div><div><a href="/a">A</a></div><div><a href="/b">B</a></div></div>'
            ),
            '<p><a href="/a">A</a></p><p><a href="/b">B</a></p>',
        ),
        (
            block(
                "pullquote",
                '<figure class="wp-block-pullquote"><blockquote><p>One</p><cite>Ani</cite>'
                "</blockquote></figure>",
            ),
            '<blockquote class="pull"><p>One</p><cite>Ani</cite></blockquote>',
        ),
        (
            block("quote", '<blockquote class="wp-block-quote"><p>One</p></blockquote>'),
            "<blockquote><p>One</p></blockquote>",
        ),
        (
            block(
                "table",
                '<figure class="wp-block-table"><table><thead><tr><th>a</th></tr></thead>'
                "<tbody><tr><td>1</td></tr></tbody></table><figcaption>Cap</figcaption></figure>",
            ),
            "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>"
            "<p>Cap</p>",
        ),
        (
            block("list", f"<ul>{block('list-item', '<li>a<ul><li>b</li></ul></li>')}</ul>"),
            "<ul><li>a<ul><li>b</li></ul></li></ul>",
        ),
        (block("separator", '<hr class="wp-block-separator"/>') + P, "<hr><p>One</p>"),
        (block("html", "<p>a</p><section>b</section>"), "<p>a</p><p>b</p>"),
        (block("verse", "<pre>a\n  b</pre>"), "<pre>a\n  b</pre>"),
        (block("more", "<!--more-->") + P, "<p>One</p>"),
        (
            block(
                "file",
                f'<div><a href="{UPLOADS}/report.pdf">The report</a><a href='
                f'"{UPLOADS}/report.pdf" download>Download</a></div>',
            ),
            '<p><a href="/files/7/report.pdf">The report</a> <a href="/files/7/report.pdf">Download</a>'
            "</p>",
        ),
    ],
)
def test_of_a_block_readers_get_what_it_says_and_shows(text, html):
    assert converted(text) == (html, {})


def test_what_stands_between_blocks_was_typed_freely():
    free = block("freeform", "f\n\ng")
    text = f"a\n\nb {P}c\nd\n\ne{free}"
    assert converted(text)[0] == "<p>a</p><p>b</p><p>One</p><p>c<br>d</p><p>e<br>f</p><p>g</p>"


def test_a_reusable_block_says_what_it_says_in_every_text():
    blocks = {"5": P, "6": block("group", '<!-- wp:block {"ref":5} /-->'), "7": "a\n\nb"}
    assert converted('<!-- wp:block {"ref":5} /-->', blocks=blocks) == ("<p>One</p>", {})
    assert converted('<!-- wp:block {"ref":6} /-->', blocks=blocks) == ("<p>One</p>", {})
    assert converted('<!-- wp:block {"ref":7} /-->', blocks=blocks) == ("<p>a</p><p>b</p>", {})
    ended = block("block", ref=5)
    assert converted(f"{ended}\n{P}", blocks=blocks) == ("<p>One</p><p>One</p>", {})


def test_a_reusable_block_that_is_missing_is_named():
    text = '<!-- wp:block {"ref":9} /--><!-- wp:block /--><!-- wp:block {"ref":[]} /-->'
    assert converted(f"{P}{text}") == (
        "<p>One</p>",
        {("block left out", f"block {ref}"): 1 for ref in ("9", "", "[]")},
    )


def test_blocks_that_hold_each_other_come_to_an_end():
    blocks = {
        "5": f'{P}<!-- wp:block {{"ref":6}} /-->',
        "6": '<!-- wp:block {"ref":5} /-->',
    }
    assert converted('<!-- wp:block {"ref":5} /-->', blocks=blocks) == (
        "<p>One</p>",
        {("block left out", "block 5"): 1},
    )


def test_blocks_that_double_in_each_other_come_to_an_end():
    blocks = {str(n): f'<!-- wp:block {{"ref":{n + 1}}} /-->' * 9 for n in range(9)} | {"9": P}
    html, notes = converted('<!-- wp:block {"ref":0} /-->', blocks=blocks)
    assert html.count("One") <= 200
    assert sum(notes.values()) > 0


def test_notes_at_the_foot_stand_there_again():
    text = '<p>One<sup data-fn="a"><a href="#a" id="a-link">1</a></sup></p><!-- wp:footnotes /-->'
    said = json.dumps([{"id": "a", "content": "A <em>note</em>"}, {"id": "b", "content": " "}])
    assert converted(f"{P}{text}", footnotes=said) == (
        "<p>One</p><p>One<sup>1</sup></p><ol><li>A <em>note</em></li></ol>",
        {},
    )


@pytest.mark.parametrize("said", ["", "{", "[1]", '{"a":1}', "[[]]", '[{"content":1}]'])
def test_notes_at_the_foot_that_are_lost_are_named(said):
    assert converted(f"{P}<!-- wp:footnotes /-->", footnotes=said) == (
        "<p>One</p>",
        {("block left out", "footnotes"): 1},
    )


def test_pages_of_one_text_are_joined():
    assert converted("One<!--nextpage-->two") == (
        "<p>One</p><p>two</p>",
        {("pages joined", "<!--nextpage-->"): 1},
    )


@pytest.mark.parametrize(
    "text",
    [
        "<!-- wp:group -->\n<p>One</p>",
        "<!-- /wp:group --><p>One</p>",
        f"<!-- wp:image {{[ -->{P}",
    ],
)
def test_comments_that_do_not_match_take_no_word_along(text):
    assert converted(text)[0] == "<p>One</p>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ('<!-- wp:block {"ref":"\\ud800"} /-->', "<p>One</p>"),
        ('<!-- wp:gallery {"ids":5} /-->', "<p>One</p>"),
        ('<!-- wp:gallery {"ids":null} /-->', "<p>One</p>"),
        ('<!-- wp:image {"url":"/a\\ud800\\u0000.gif"} /-->', "<p>One</p>"),
        (
            '<!-- wp:embed {"url":"https://a.example/b\\ud800"} /-->',
            '<p>One</p><p><a href="https://a.example/b">https://a.example/b</a></p>',
        ),
    ],
)
def test_attributes_that_say_what_they_cannot_take_no_word_along(text, html):
    found, notes = converted(f"{P}{text}")
    assert found == html
    assert "".join(what for _, what in notes).isprintable()

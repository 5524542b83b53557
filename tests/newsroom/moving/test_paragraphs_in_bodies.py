"""Text that was typed without blocks gets the paragraphs that WordPress gives it when it shows it."""

import pytest

from tests.newsroom.moving.here import converted


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One\n\n\n\ntwo", "<p>One</p><p>two</p>"),
        ("One\n \t\ntwo", "<p>One</p><p>two</p>"),
        ("One  \ntwo", "<p>One<br>two</p>"),
        ("One<br><br />two", "<p>One</p><p>two</p>"),
        ("<p>One<br />\n<br />\ntwo<br>three</p>", "<p>One</p><p>two<br>three</p>"),
        ("<strong>Title</strong>\nOne", "<p><strong>Title</strong><br>One</p>"),
        ("<span>One</span>\n\n<span>two</span>", "<p>One</p><p>two</p>"),
        ("<p>One\ntwo</p>\nthree", "<p>One<br>two</p><p>three</p>"),
        ("<p>One\n\ntwo</p>", "<p>One</p><p>two</p>"),
        ("<div>One\n\ntwo</div>three", "<p>One</p><p>two</p><p>three</p>"),
        ("<div>\n\n<p>One</p>\n\n</div>", "<p>One</p>"),
        ("<h2>Title</h2>One\ntwo", "<h2>Title</h2><p>One<br>two</p>"),
        ("One<h2>Title</h2>\n\ntwo", "<p>One</p><h2>Title</h2><p>two</p>"),
        ("<ul>\n<li>one</li>\n\n<li>two</li>\n</ul>", "<ul><li>one</li><li>two</li></ul>"),
        ("<ul><li>one\n\ntwo</li></ul>", "<ul><li><p>one</p><p>two</p></li></ul>"),
        (
            "<ul><li>one<ul>\n<li>two</li></ul></li></ul>",
            "<ul><li>one<ul><li>two</li></ul></li></ul>",
        ),
        ("<ol start='3'>\n<li>a\nb</li></ol>", '<ol start="3"><li>a<br>b</li></ol>'),
        ("<blockquote>One</blockquote>\ntwo", "<blockquote><p>One</p></blockquote><p>two</p>"),
        (
            "<blockquote>\n<p>One</p>\ntwo</blockquote>",
            "<blockquote><p>One</p><p>two</p></blockquote>",
        ),
        ("One\n<pre>a\n\nb</pre>\ntwo", "<p>One</p><pre>a\n\nb</pre><p>two</p>"),
        ("One <code>a</code>\n\n<code>b</code>", "<p>One <code>a</code></p><p><code>b</code></p>"),
        (
            "<table>\n<tr>\n<td>a</td>\n\n<td>b\nc</td>\n</tr>\n</table>",
            "<table><tbody><tr><td>a</td><td>b<br>c</td></tr></tbody></table>",
        ),
        ("One\n<hr />\ntwo", "<p>One</p><hr><p>two</p>"),
        ("One\n\n&nbsp;\n\ntwo", "<p>One</p><p>two</p>"),
        ("<em>One\n\ntwo</em>", "<p><em>One</em></p><p><em>two</em></p>"),
        ("<script>\na\n\nb\n</script>One", "<p>One</p>"),
        ("<dl><dt>a</dt>\n<dd>b</dd></dl>", "<p>a</p><p>b</p>"),
        ("<select><option>a</option><option>b</option></select>", "<p>a</p><p>b</p>"),
        ("<h1>One </p> two</h1>", "<h2>One two</h2>"),
        ("<ul><li>one</p>two</li></ul>", "<ul><li>one two</li></ul>"),
        ("One</p>two", "<p>One</p><p>two</p>"),
        ("<p>One<p>two", "<p>One</p><p>two</p>"),
        ("<b>One <p>two</p>", "<p><b>One</b></p><p><b>two</b></p>"),
    ],
)
def test_blank_lines_and_tags_part_paragraphs(text, html):
    assert converted(text) == (html, {})


@pytest.mark.parametrize("code", ["[box_open id=1]", "[box_open]"])
def test_a_shortcode_on_a_line_of_its_own_stands_in_a_paragraph_of_its_own(code):
    left = f'<p><code class="shortcode">{code}</code></p>'
    assert converted(f"One\n\n{code}\n\ntwo")[0] == f"<p>One</p>{left}<p>two</p>"

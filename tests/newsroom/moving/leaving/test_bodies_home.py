"""A text that goes out and comes in again is the same text."""

import json
import re

import pytest

from newsroom.moving.leaving.markup import bodies as leaving
from newsroom.moving.leaving.markup import pictures
from newsroom.moving.ours import cards
from newsroom.moving.texts import bodies
from newsroom.press import markup
from newsroom.sample import reading
from tests.make import make_picture

pytestmark = pytest.mark.django_db
SAMPLE = reading.read()
RICH = [
    "<p>A <strong>b</strong> <em>c</em> <s>d</s><u>e</u><sup>f</sup><sub>g</sub> 1 &lt; 2 &amp;amp; 3</p>",
    '<p>[sic] [gallery ids="1"] [/x] <code>[map at="A"]</code></p>',
    '<p><a href="/2026/11/a/" title="t" rel="nofollow sponsored">l</a> <a href="mailto:a@b.example">m</a></p>',
    "<p>A<br>B</p>",
    "<h2>A</h2><h3>B</h3><h4>C</h4><hr>",
    '<ul><li>a</li><li><p>b</p><ol start="3"><li>c<br>d</li></ol></li></ul><ol><li>e</li></ol>',
    "<blockquote><p>A</p><cite>B</cite></blockquote>",
    "<blockquote><p>A<br><cite>B</cite></p><p>C</p></blockquote>",
    '<blockquote class="pull"><p>A</p><p>B</p><cite>C <em>D</em></cite></blockquote>',
    "<pre><code>a  b\n[c]\n  d</code></pre>",
    '<table><caption>T</caption><thead><tr><th colspan="2">h</th></tr></thead>'
    "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
    '<p lang="hy">Ա</p>',
    '<figure><p><a href="https://a.example/b.jpg">A bridge</a></p><figcaption>In rain</figcaption></figure>',
    "<figure><figure><p>A</p><figcaption>B</figcaption></figure><figcaption>C</figcaption></figure>",
    "<ul><li><figure><p>A</p><figcaption>B</figcaption></figure></li></ul>",
    '<p><code class="shortcode">[map at="A &amp; B"]</code></p>',
    '<p>See <code class="shortcode">[x_y]</code> here.</p>',
    '<p><a href="https://youtu.be/abc">https://youtu.be/abc</a></p>',
    '<p><a href="https://youtu.be/abc">The ferry</a></p>',
    '<figure data-embed=""><a href="https://youtu.be/abc?t=1&amp;v=2">The ferry &amp; &lt;bus&gt;</a></figure>',
]


class Pictures:
    """Knows the pictures that are here by the addresses that they went out with."""

    def __init__(self, *known):
        self.keys = {pictures.address(picture): picture.pk for picture in known}

    def picture(self, url):
        return self.keys.get(url)

    def picture_of(self, attachment_id):
        return None

    def file(self, url):
        return None


def home(html, *known):
    """Return the text as it comes home."""
    out = leaving.for_wordpress(html, pictures.of([html]))
    said = tuple(("newsroom_card", json.dumps(card)) for card in leaving.titles(html))
    return cards.with_titles(said, bodies.convert(out, Pictures(*known), as_written=True).html)


def tight(html):
    """Return the text without what stands between its pieces."""
    return re.sub(r">\s+<", "><", html).strip()


@pytest.mark.parametrize("html", RICH)
def test_whatever_an_editor_writes_comes_home(html):
    assert markup.clean(html) == html
    assert home(html) == html


def test_all_of_it_together_comes_home():
    assert tight(home("".join(RICH))) == tight("".join(RICH))


def test_the_sample_newspaper_comes_home():
    texts = [markup.clean(each.body) for each in (*SAMPLE.stories, *SAMPLE.pages)]
    assert [tight(home(text)) for text in texts] == [tight(text) for text in texts]


def test_pictures_and_galleries_come_home():
    one, two = make_picture(original="pictures/1.jpg"), make_picture(original="pictures/2.jpg")
    html = (
        f'<figure data-picture="{one.pk}"><figcaption>Here <em>so</em></figcaption></figure><p>A</p>'
        f'<figure data-gallery="{two.pk} {one.pk}"><figcaption>Both</figcaption></figure>'
        f'<figure data-gallery="{one.pk} {two.pk}"></figure><figure data-picture="{two.pk}"></figure>'
    )
    assert home(html, one, two) == html


def test_a_picture_brings_its_own_caption_into_the_text():
    picture = make_picture(original="pictures/1.jpg", caption="Rain & wind")
    html = f'<figure data-picture="{picture.pk}">%s</figure>'
    assert home(html % "", picture) == html % "<figcaption>Rain &amp; wind</figcaption>"

"""Words in brackets: those of editors stay, and shortcodes that nobody here knows are left to editors."""

import re
from html import unescape

import pytest

from articles.models import Article
from articles.rendering import for_readers
from newsroom.models import Original
from newsroom.moving.texts import bodies, words
from newsroom.moving.texts.brackets import MOST, Names
from newsroom.press import markup
from tests.newsroom.moving import exports

LEFT = re.compile(r'<code class="shortcode">(.*?)</code>')


def left(html):
    return [unescape(each) for each in LEFT.findall(html)]


def read(html):
    return markup.plain_text(for_readers(html)).split()


def learned(*texts):
    names = Names()
    for text in texts:
        names.learn(text)
    return names


@pytest.mark.parametrize(
    "text",
    [
        "One [smartslider3] two",
        "One\n[custom]\ntwo",
        "One\n\n[custom]\n\ntwo",
        "<p>One</p><p class='c'>[custom]</p><p>two</p>",
        "<h2>One</h2>[custom]<br />two",
        "One [Custom /] two",
    ],
)
def test_a_lonely_name_is_a_shortcode(text):
    body = bodies.convert(text)
    [said] = left(body.html)
    assert read(body.html) == ["One", "two"]
    name = said.strip("[/ ]").lower()
    assert body.notes == {("shortcode left out", f"[{name}]"): 1}


@pytest.mark.parametrize(
    "text",
    [
        "[sic]",
        "One.<br>[Update]<br>Two.<br>[correction]<br>Three.",
        "Thank you.<br>[laughs]<br>Let us go on, [he] said of [then] and [G20].",
        "[Weather]<br>[the weather]<br>[եղանակ]<br>[…]<br>[ad] hoc",
        'See <em>[aside]</em> and <a href="https://lake.example/a">[pdf]</a>.',
        "He was there [and/or] here, [t]he said [and].",
    ],
)
def test_an_editor_s_words_stay(text):
    assert bodies.convert(text) == (f"<p>{text}</p>", {})


@pytest.mark.parametrize("tag", ["h2", "li"])
def test_a_title_and_a_line_of_a_list_are_an_editor_s(tag):
    text = f"<{tag}>[custom]</{tag}>"
    assert left(bodies.convert(text).html) == []


def test_a_name_that_the_archive_gives_away_is_a_shortcode_in_a_sentence_too():
    names = learned(
        *("[card id=3]", "[box]Words[/box]", "<!-- wp:shortcode -->\n[Chart]", "[sic x=1]"),
        "“[T]he [minister] said [a = b] [/t] and [the note’s end]”",
        "[watch https://lake.example/watch?v=x] at [the lake.example/?p=1]",
    )
    text = "One [card], [box], [Chart] and [sic], [t]wo [Box] [minister] [watch] [the]"
    body = bodies.convert(text, names=names)
    assert left(body.html) == ["[card]", "[box]", "[Chart]"]
    said = ("[card]", "[box]", "[chart]")
    assert body.notes == {("shortcode left out", name): 1 for name in said}
    assert words.summary("[sic] One[card]", names) == "[sic] One"


def test_few_names_are_remembered_however_many_an_archive_has():
    names = Names()
    for turn in range(3):
        names.learn("".join(f"[n{turn}x{number} a=1]" for number in range(400)))
    assert len(names) == MOST
    names.learn("[late a=1]")
    assert ("late" in names, "n0x0" in names) == (False, True)


@pytest.mark.django_db
def test_a_later_story_gives_away_what_an_earlier_one_says(bring, client):
    first, second = "The chart [chart] is [sic] here.", '[chart of="fish"]It left.'
    records = exports.post(body=first), exports.post(post_id="12", body=second)
    report = bring(*records)
    story, _ = Article.objects.order_by("pk")
    assert left(story.body) == ["[chart]"]
    page = client.get(story.get_absolute_url()).content.decode()
    assert ("[sic]" in page, "[chart]" in page) == (True, False)
    assert report.notes == {("shortcode left out", "[chart]"): 2}
    assert set(Original.objects.values_list("markup", flat=True)) == {first, second}
    assert bring(*records).total("unchanged") == 2

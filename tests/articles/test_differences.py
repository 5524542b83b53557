"""What is different between two texts, as an editor reads it."""

import random
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import differences
from newsroom.press.markup import plain_text

WORDS = st.lists(
    st.sampled_from("rain snow and the a, . ինչո՞ւ եւ և 1,5 <b> &".split()), max_size=30
)


def together(before, after):
    return "".join(pair.together for pair in differences.of_bodies(before, after))


def without(tag, html):
    return re.sub(rf"<{tag}>.*?</{tag}>", "", html, flags=re.DOTALL)


def test_words_that_went_and_came_are_marked_and_no_others():
    shown = differences.of_lines(
        "The bridge was closed on Monday.", "The bridge was opened on Tuesday."
    )
    assert shown == (
        "The bridge was <del>closed</del><ins>opened</ins> on <del>Monday</del><ins>Tuesday</ins>."
    )


def test_what_is_typed_is_text():
    assert differences.of_lines("a <b>", "a <i>") == "a &lt;<del>b</del><ins>i</ins>&gt;"


def test_armenian_words_keep_the_marks_inside_them():
    shown = differences.of_lines("Ինչու՞ եկար։", "Ինչո՞ւ եկար։")
    assert shown == "<del>Ինչու՞</del><ins>Ինչո՞ւ</ins> եկար։"
    shown = differences.of_lines("Նա ասաց՝ այո։", "Նա ասաց՝ ոչ։")
    assert shown == "Նա ասաց՝ <del>այո</del><ins>ոչ</ins>։"


def test_a_number_is_one_word():
    shown = differences.of_lines("It cost 1,500.50 then", "It cost 1,500.75 then")
    assert shown == "It cost <del>1,500.50</del><ins>1,500.75</ins> then"


def test_paragraphs_are_aligned_though_one_comes_between_them():
    before = "<p>It rained all day.</p><p>The river rose at night.</p>"
    after = "<p>It rained all day.</p><p>Nobody slept.</p><p>The river rose by night.</p>"
    pairs = differences.of_bodies(before, after)
    assert [(pair.before, pair.after, pair.is_same) for pair in pairs] == [
        ("<p>It rained all day.</p>", "<p>It rained all day.</p>", True),
        ("", "<p>Nobody slept.</p>", False),
        ("<p>The river rose at night.</p>", "<p>The river rose by night.</p>", False),
    ]
    last = pairs[-1]
    assert last.before_marked == "<p>The river rose <del>at</del> night.</p>"
    assert last.after_marked == "<p>The river rose <ins>by</ins> night.</p>"
    assert last.together == "<p>The river rose <del>at</del><ins>by</ins> night.</p>"


@pytest.mark.parametrize("side", ["before", "after"])
def test_one_side_of_all_pairs_is_the_text_that_was_given(side):
    texts = {
        "before": "<p>One.</p>\n<ul><li><p>Two</p></li></ul><h2>Three</h2>\nLoose words",
        "after": '<h2>Three</h2><hr><p>One &amp; a <a href="/x/">half</a>.</p>',
    }
    pairs = differences.of_bodies(**texts)
    whole = "".join(getattr(pair, side) for pair in pairs)
    assert whole == texts[side].replace("\n", "")


def test_a_link_that_leads_elsewhere_is_seen_though_its_words_are_the_same():
    old, new = (
        '<a href="https://a.example/">the report</a>',
        '<a href="/b/?x=1&amp;y">the report</a>',
    )
    assert together(f"<p>See {old} now.</p>", f"<p>See {new} now.</p>") == (
        f'<p>See <del>{old} <span class="said">https://a.example/</span></del>'
        f'<ins>{new} <span class="said">/b/?x=1&amp;y</span></ins> now.</p>'
    )


def test_a_picture_says_what_it_shows():
    old, new = ('<img src="/media/a.webp" alt="A dog">', '<img src="/media/a.webp" alt="A cat">')
    caption = "<figcaption>In the yard</figcaption>"
    shown = together(f"<figure>{old}{caption}</figure>", f"<figure>{new}{caption}</figure>")
    assert shown == (
        f'<figure><del>{old} <span class="said">A dog</span></del>'
        f'<ins>{new} <span class="said">A cat</span></ins>{caption}</figure>'
    )


def test_an_item_of_a_list_and_a_row_of_a_table_come_alone():
    before = "<ul><li><p>One</p></li><li><p>Two</p></li></ul>"
    after = "<ul><li><p>One</p></li><li><p>More</p></li><li><p>Two</p></li></ul>"
    assert together(before, after) == after.replace("More", "<ins>More</ins>")
    before = "<table><tbody><tr><td>May</td><td>7</td></tr></tbody></table>"
    after = (
        "<table><tbody><tr><td>May</td><td>8</td></tr><tr><td></td><td>9</td></tr></tbody></table>"
    )
    assert together(before, after) == (
        "<table><tbody><tr><td>May</td><td><del>7</del><ins>8</ins></td></tr>"
        "<tr><td></td><td><ins>9</ins></td></tr></tbody></table>"
    )


def test_a_paragraph_that_became_a_heading_is_seen():
    assert (
        together("<p>Rain</p>", "<h2>Rain</h2>") == "<p><del>Rain</del></p><h2><ins>Rain</ins></h2>"
    )


def test_bold_a_line_break_and_a_rule_are_seen():
    assert together("<p>So <b>it</b> is</p>", "<p>So it is</p>") == (
        "<p>So <del><b>it</b></del><ins>it</ins> is</p>"
    )
    assert together("<p>One<br>two</p>", "<p>One two</p>") == (
        "<p>One<del>↵<br></del><ins> </ins>two</p>"
    )
    assert together("<p>One</p><hr>", "<p>One</p>") == "<p>One</p><del><hr></del>"


def test_nothing_that_runs_comes_through():
    old = '<p onclick="x()">One</p><script>x()</script><iframe src="/admin/"></iframe>'
    new = "<p>One &lt;script&gt;x()&lt;/script&gt;</p>"
    shown = together(old, new)
    assert shown == "<p>One<ins> &lt;script&gt;x()&lt;/script&gt;</ins></p>"


def test_the_lines_of_code_are_kept():
    assert together("<pre>a\n  b</pre>", "<pre>a\n  c</pre>") == (
        "<pre>a\n  <del>b</del><ins>c</ins></pre>"
    )


@given(WORDS, WORDS)
def test_without_what_is_marked_each_side_is_whole(old, new):
    shown = differences.of_lines(" ".join(old), " ".join(new))
    assert plain_text(without("ins", shown)) == " ".join(old)
    assert plain_text(without("del", shown)) == " ".join(new)


@given(st.text("<>/abip \n&", max_size=60), st.text("<>/abip \n&", max_size=60))
def test_whatever_is_given_something_is_shown(old, new):
    for pair in differences.of_bodies(old, new):
        assert pair.together or pair.before_marked or pair.after_marked


def _story(seed, paragraph, vocabulary):
    chance = random.Random(seed)
    words = [f"word{chance.randrange(vocabulary)}" for _ in range(5000)]
    paragraphs = (words[n : n + paragraph] for n in range(0, 5000, paragraph))
    return "".join(f"<p>{' '.join(some)}</p>" for some in paragraphs)


@pytest.mark.parametrize("paragraph", [5, 80, 5000])
@pytest.mark.parametrize("vocabulary", [2, 5, 200, 5000])
def test_two_long_stories_that_have_nothing_in_common_are_soon_compared(paragraph, vocabulary):
    one, other = (_story(seed, paragraph, vocabulary) for seed in (1, 2))
    start = time.process_time()
    together(one, other)
    assert time.process_time() - start < 5


def test_blocks_inside_one_another_without_end_are_compared():
    assert "<ins>b</ins>" in together("<ul><li>" * 400 + "a", "<ul><li>" * 400 + "b")


def test_whether_anything_changed():
    pairs = differences.of_bodies("<p>One.</p>", "<p>One.</p>")
    assert not differences.is_changed(pairs)
    assert differences.is_changed(differences.of_bodies("<p>One.</p>", "<p>Two.</p>"))

"""Titles, names and readers' answers of the old site in plain words, and its dates."""

import datetime
import time
from zoneinfo import ZoneInfo

import pytest

from newsroom.moving.texts import dates, words

YEREVAN = ZoneInfo("Asia/Yerevan")
NOON = datetime.datetime(2021, 3, 4, 12, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Salt &amp; water", "Salt & water"),
        ("A <em>very</em>\n old <b class='x'>boat</b>", "A very old boat"),
        ("The lake<br />is<BR>calm<p>today</p>", "The lake is calm today"),
        ("5 < 6 & 7 > 3 <3", "5 < 6 & 7 > 3 <3"),
        ("C:\\new &#8217;", "C:\\new ’"),
        ("&lt;b&gt; is a tag", "<b> is a tag"),
        ("&#8203;", "\u200b"),
    ],
)
def test_a_title_is_one_line_without_markup(text, line):
    assert words.line(text, 300) == line


def test_what_is_too_long_is_cut_before_a_word():
    assert words.shorten("one two three", 9) == "one two…"
    assert words.shorten("onetwothree", 6) == "onetw…"
    assert words.shorten("one two", 7) == "one two"


def test_a_slug_is_decoded_and_loses_the_ending_of_a_file():
    assert words.slug("%d5%a1%d5%a2.html") == "աբ"


def test_a_slug_that_was_cut_loses_the_letter_that_is_not_whole():
    assert words.slug("%d5%a1%d5%a2%d5") == "աբ"
    assert words.slug("%d5%a1%d5%a2%d") == "աբ"
    assert words.slug("%D5%A1%D5%A2") == words.slug("%d5%a1%d5%a2")
    assert words.slug("100%-sure") == "100%-sure"


@pytest.mark.parametrize(
    ("slug", "headline", "address"),
    [
        ("the-ferry", "Another", "the-ferry"),
        ("%d5%ac%d5%ab%d5%b3", "The lake", "lich"),
        ("", "Լիճը և նավը", "lichy-yev-navy"),
        ("1234", "The ferry", "the-ferry"),
        ("2021", "2021", "2021"),
        ("%e2%80%a6", "The ferry", "the-ferry"),
        ("the-ferry__trashed", "", "the-ferry"),
        ("", "", "story"),
    ],
)
def test_a_story_has_an_address_in_plain_letters(slug, headline, address):
    assert words.address(slug, headline) == address


def test_an_address_that_served_as_a_name_is_not_printed():
    assert words.byline("nare@example.com", "nare@example.com", 120) == "nare"
    assert words.byline("", "nare", 120) == "nare"
    assert words.byline("Nare Lori", "nare", 120) == "Nare Lori"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("One\r\ntwo\r\n\r\n\r\nthree", "One\ntwo\n\nthree"),
        ("One \t\n \n \n\t two", "One\n\ntwo"),
        ("<p>One<br />two</p><p>three</p>", "One\ntwo\n\nthree"),
        (
            'See <a href="https://lake.example/">our lake</a>.',
            "See our lake (https://lake.example/).",
        ),
        ('<a href="https://a.example">https://a.example</a>', "https://a.example"),
        ("I <3 it &amp; 2 &gt; 1", "I <3 it & 2 > 1"),
        ("<b>Bold</b> <script>x</script>", "Bold x"),
        ("<ul><li>one</li><li>two</li></ul>", "one\n\ntwo"),
        ("<b></b> <br>", ""),
    ],
)
def test_an_answer_is_plain_text_that_keeps_its_lines_and_addresses(html, text):
    assert words.answer(html) == text


def test_an_answer_of_hardly_anything_but_spaces_takes_no_time():
    begin = time.process_time()
    assert words.answer(f"One{' ' * 200_000}two") == f"One{' ' * 200_000}two"
    assert time.process_time() - begin < 5


def test_a_summary_has_nothing_for_the_old_site_in_it():
    assert words.summary("It left [sic] [zither id=3]at noon.[/zither]\n\nAgain.") == (
        "It left [sic] at noon.\n\nAgain."
    )


def test_the_date_in_gmt_wins():
    assert dates.moment("2021-03-04 12:00:00", "2021-03-04 16:30:00", YEREVAN) == NOON


@pytest.mark.parametrize("gmt", ["", "0000-00-00 00:00:00", "tomorrow", "9999-12-31 23:59:59"])
def test_without_gmt_the_local_date_counts_in_its_zone(gmt):
    assert dates.moment(gmt, "2021-03-04 16:00:00", YEREVAN) == NOON


def test_without_either_the_date_of_the_feed_counts():
    assert dates.moment("", "", YEREVAN, "Thu, 04 Mar 2021 14:00:00 +0200") == NOON


def test_no_date_at_all_is_no_date():
    none = "0000-00-00 00:00:00"
    assert dates.moment(none, none, YEREVAN, "Wed, 30 Nov -0001 00:00:00 +0000") is None

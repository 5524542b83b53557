"""What counts as a read of a story, and the line that says so."""

import datetime

import pytest

from articles import reads
from tests.make import make_article

CHROME_SAYS = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36"
CHROME = f"Mozilla/5.0 (X11; Linux x86_64) {CHROME_SAYS}"
APPLE_SAYS = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
IPHONE = f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) {APPLE_SAYS}"
NOON = datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    "agent",
    [
        CHROME,
        f"{IPHONE} Version/18.1 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
        f"Mozilla/5.0 (Linux; Android 13; CUBOT P80) {CHROME_SAYS}",
        f"{IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/440.0]",
        "Opera/9.80 (Android; Opera Mini/12.0/191.273; U; en) Presto/2.12.423 Version/12.16",
    ],
)
def test_a_browser_may_have_a_reader_before_it(agent):
    assert reads.is_by_reader(agent)


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "-",
        "curl/8.5.0",
        "python-requests/2.32.3",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "WhatsApp/2.23.20.0",
        "Feedly/1.0",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
        f"{CHROME} (compatible; GoogleOther)",
        f"{IPHONE} Version/17.4 Safari/605.1.15 (Applebot/0.1)",
        CHROME.replace("Chrome", "HeadlessChrome"),
        f"{CHROME} Chrome-Lighthouse",
        f"{CHROME} (Bytespider; spider-feedback@bytedance.com)",
    ],
)
def test_what_is_honest_about_being_a_program_is_no_reader(agent):
    assert not reads.is_by_reader(agent)


def test_only_a_storys_own_page_is_one():
    paths = [
        *("/2026/11/the-lake/", "/2026/11/the-lake/comments/2/", "/2026/11/the-lake/changes/"),
        *("/2026/11/25/", "/2026/11/", "/2026/", "/", "/section/lakes/", "/preview/the-lake/"),
        *("/2026/11/the-lake", "/2026/11/the lake/", "/2026/11/a\n/", "/2026/11/2026/"),
    ]
    assert [path for path in paths if reads.is_of_story(path)] == [
        "/2026/11/the-lake/",
        "/2026/11/2026/",
    ]


@pytest.mark.django_db
def test_the_address_of_every_story_is_one():
    stories = [make_article(headline=words) for words in ("Լիճը", "A lake", "25", "x" * 300)]
    assert [reads.is_of_story(story.get_absolute_url()) for story in stories] == [True] * 4


def test_a_line_says_what_was_noted():
    said = reads.line(NOON, "/2026/11/the-lake/", 12)
    assert said == "2026-11-25T12:00:00+00:00 /2026/11/the-lake/ 12"
    assert reads.understand(said.encode()) == (NOON, "the-lake", 12)


def test_a_line_of_nginx_is_one_read():
    said = b"2026-11-25T16:00:00+04:00 /2026/11/the-lake/"
    assert reads.understand(said) == (NOON, "the-lake", 1)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"\x00\xff\xfe",
        b"2026-11-25T12:00:00+00:00 /2026/11/the-la",
        b"2026-11-25T12:00:00+00:00 /2026/11/the-lake/ 0",
        b"2026-11-25T12:00:00+00:00 /2026/11/the-lake/ -5",
        b"2026-11-25T12:00:00+00:00 /2026/11/the-lake/ 9999999999",
        b"2026-11-25T12:00:00+00:00 /2026/11/the-lake/ 1 2",
        b"2026-11-25T12:00:00+00:00 /2026/11/' OR 1=1/",
        b"2026-02-30T12:00:00+00:00 /2026/11/the-lake/",
        b"2026-11-25T12:00:00 /2026/11/the-lake/",
        b"9999-12-31T23:59:59-12:00 /2026/11/the-lake/",
        b"2026-11-25T12:00:00+99:99 /2026/11/the-lake/",
        "2026-11-25T12:00:00+00:00 /2026/11/լիճ/".encode(),
    ],
)
def test_anything_else_says_nothing(said):
    assert reads.understand(said) is None

"""An issue as it goes out: as text and as HTML, laid out from its stories."""

import re
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsletter import blanks, printing
from newsroom.models import Masthead
from tests.make import (
    make_article,
    make_contributor,
    make_issue,
    make_picture,
    make_section,
)
from tests.newsletter.issues import MORNING, make_bridge, make_morning

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
HOSTILE = '"><script>alert(1)</script>\r\nBcc: all@example.org\x1b'


def tags(html):
    """Return the names of the elements that a browser makes of a document."""
    found = set()
    reader = HTMLParser()
    reader.handle_starttag = lambda tag, attrs: found.add(tag)
    reader.feed(html)
    return found


def headlines(html):
    return re.findall(r"<h2[^>]*><a[^>]*>([^<]*)</a></h2>", html)


def test_the_text_tells_the_stories_with_their_links_below():
    Masthead(name="The Valley", postal_address="1 Mill Street").save()
    town = make_section(name="Town")
    bridge = make_bridge(
        section=town, by=[make_contributor(name="Ani"), make_contributor(name="Aram")]
    )
    mill = make_article(
        headline="The mill & the <river>",
        slug="mill",
        section=None,
        published_at=MORNING,
        summary="Flour again.",
    )
    issue = make_morning(bridge, mill, note="Good morning.\n\nWrite to us: https://example.org/")
    assert (
        printing.of(issue, "en").text
        == f"""\
The Valley
The Morning
Sunday, March 1, 2026

Good morning.

Write to us: https://example.org/

* * *

Town
The bridge

It took nine months.

Ani, Aram
{SITE}/2026/03/bridge/

* * *

The mill & the <river>

Flour again.

{SITE}/2026/03/mill/

--
Read this issue in a browser:
{SITE}/newsletter/issues/morning/bridge-open/

You get this letter because you asked The Valley for “The Morning”.

Change what you get:
{blanks.PREFERENCES}

Leave this newsletter:
{blanks.LEAVE}

The Valley
1 Mill Street
{SITE}/
"""
    )


def test_the_stories_stand_in_their_places_and_no_other_does():
    first, second = make_article(headline="First"), make_article(headline="Second")
    draft = make_article(headline="Draft", status="draft")
    gone = make_article(headline="Gone", status="withdrawn")
    issue = make_morning(second, draft, first, gone)
    printed = printing.of(issue, "en")
    assert headlines(printed.html) == ["Second", "First"]
    assert [word in printed.text for word in ("Draft", "Gone")] == [False, False]


def test_every_reader_finds_the_way_out_and_the_page():
    Masthead(postal_address="1 Mill Street").save()
    html = printing.of(make_morning(make_bridge()), "en").html
    assert "1 Mill Street" in html
    for address in (*blanks.ALL, f"{SITE}/newsletter/issues/morning/bridge-open/"):
        assert html.count(f'href="{address}"') == 1


def test_the_lead_has_its_picture_in_the_form_that_every_mail_client_draws():
    picture = make_picture(stem="pictures/ab/cd", alt="The bridge at dawn")
    html = printing.of(make_morning(make_bridge(lead_picture=picture)), "en").html
    [image] = re.findall(r"<img[^>]*>", html)
    assert f'src="{SITE}/media/pictures/ab/cd-share.jpg" width="600" height="315"' in image
    assert 'alt="The bridge at dawn"' in image


def test_a_letter_loads_nothing_but_pictures_of_ours_and_follows_nobody():
    stories = [make_bridge(lead_picture=make_picture()), make_article(lead_picture=make_picture())]
    html = printing.of(make_morning(*stories), "en").html
    loaded = re.findall(r'(?:src|srcset|background)="([^"]*)"|url\(|@import|<link|<script', html)
    assert len(loaded) == 2
    assert all(address.startswith(f"{SITE}/media/pictures/") for address in loaded)
    sized = re.findall(r'<img[^>]* width="\d+" height="\d+"', html)
    assert (len(sized), len(re.findall(r'<img[^>]* alt="', html))) == (2, 2)


@pytest.mark.parametrize("size", [(400, 250), (3000, 200)])
def test_a_small_picture_is_not_made_larger(size):
    picture = make_picture(width=size[0], height=size[1], widths=[320])
    html = printing.of(make_morning(make_bridge(lead_picture=picture)), "en").html
    width, height = map(int, re.search(r'<img[^>]* width="(\d+)" height="(\d+)"', html).groups())
    assert (width <= size[0], height <= size[1]) == (True, True)


def test_what_somebody_typed_stays_words():
    section = make_section(name=HOSTILE)
    bridge = make_bridge(
        headline=HOSTILE,
        deck=HOSTILE,
        section=section,
        lead_picture=make_picture(alt=HOSTILE),
        by=[make_contributor(name=HOSTILE)],
    )
    issue = make_morning(
        bridge, subject=HOSTILE, preview_text=HOSTILE, note=HOSTILE, of={"name": HOSTILE}
    )
    printed = printing.of(issue, "en")
    assert printed.subject == '"><script>alert(1)</script> Bcc: all@example.org'
    assert ("script" in tags(printed.html), "html" in tags(printed.html)) == (False, True)
    assert "\x1b" not in printed.html + printed.text
    assert printed.html.count("&lt;script&gt;") > 5


def test_the_note_keeps_its_paragraphs_and_its_links():
    issue = make_morning(make_bridge(), note="Dear <all>,\n\nsee https://example.org/?a=1&b=2")
    html = printing.of(issue, "en").html
    assert "Dear &lt;all&gt;,</p>" in html
    assert 'href="https://example.org/?a=1&amp;b=2"' in html


def test_a_mailbox_shows_the_preview_text_else_the_deck_of_the_first_story():
    told = printing.of(make_morning(make_bridge(), preview_text="Nine months later"), "en").html
    assert re.search(r'<div class="preview"[^>]*>([^<]*)', told)[1] == "Nine months later"
    other = make_issue(None, make_article(deck="Flour again."))
    assert (
        re.search(r'class="preview"[^>]*>([^<]*)', printing.of(other, "en").html)[1]
        == "Flour again."
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [("hy", "Հրաժարվել այս տեղեկագրից"), ("hyw", "Հրաժարիլ այս տեղեկագիրէն")],
)
def test_our_words_are_in_the_readers_language_and_the_stories_in_their_own(language, words):
    issue = make_morning(make_bridge(headline="Կամուրջը", language="hy"), of={"language": "hy"})
    printed = printing.of(issue, language)
    assert [words in part for part in (printed.text, printed.html)] == [True, True]
    assert f'<html lang="{language}">' in printed.html
    assert headlines(printed.html) == ["Կամուրջը"]
    assert ('class="story lead" lang="hy"' in printed.html) == (language == "hyw")
    assert "text-transform" not in printed.html


def test_the_longest_issue_is_not_cut_off_by_any_mailbox():
    deck = "Բառ " * 120
    stories = [
        make_article(
            headline="Ք" * 290 + str(n), deck=deck, language="hy", lead_picture=make_picture()
        )
        for n in range(50)
    ]
    html = printing.of(make_morning(*stories, note="Ն" * 5000), "hy").html
    assert len(html.encode()) < 100_000
    assert html.count("Ք" * 290) == 50


def test_an_issue_costs_the_same_for_one_story_and_for_three():
    one = make_morning(make_bridge(by=[make_contributor()]))
    three = make_issue(None, *(make_article(by=[make_contributor()]) for _ in range(3)))
    counts = []
    for issue in (one, three):
        with CaptureQueriesContext(connection) as queries:
            printing.of(issue, "en")
        counts.append(len(queries))
    assert counts == [5, 5]

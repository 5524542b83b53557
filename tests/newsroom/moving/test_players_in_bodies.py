"""What plays in a body: an address that stands alone, of which the page makes a card, or a link."""

import pytest

from articles import embeds
from tests.newsroom.moving.here import UPLOADS, converted

FILM = "https://www.youtube.com/watch?v=abcdefghijk"


def alone(address, words=None):
    return f'<p><a href="{address}">{words or address}</a></p>'


@pytest.mark.parametrize(
    "text",
    [
        FILM,
        f"[embed width='3']{FILM}[/embed]",
        f"[youtube={FILM}]",
        f"[youtube {FILM}]",
        "[youtube abcdefghijk]",
        '[youtube id="abcdefghijk"]',
        '<iframe src="//www.youtube.com/embed/abcdefghijk?rel=0" title="A player"></iframe>',
        '<iframe data-src="https://www.youtube-nocookie.com/embed/abcdefghijk" />',
        '<object><embed src="http://www.youtube.com/v/abcdefghijk&hl=en"></object>',
        '<embed src="http://www.youtube.com/v/abcdefghijk">',
        f'<!-- wp:embed {{"url":"{FILM}"}} --><figure class="wp-block-embed"><div>\n{FILM}\n</div></figure>'
        "<!-- /wp:embed -->",
        f'<!-- wp:core-embed/youtube {{"url":"{FILM}"}} /-->',
    ],
)
def test_a_film_of_a_provider_becomes_its_address_alone_in_a_paragraph(text):
    html, notes = converted(f"One\n{text}\ntwo")
    assert (html, notes) == (f"<p>One</p>{alone(FILM)}<p>two</p>", {})
    assert "CARD" in embeds.replace_alone(html, lambda embed: "CARD")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("[vimeo 123]", "https://vimeo.com/123"),
        ("[tweet 123]", "https://x.com/i/status/123"),
        ('<iframe src="https://player.vimeo.com/video/123?h=1"></iframe>', "https://vimeo.com/123"),
        (
            '<iframe src="https://platform.twitter.com/embed/Tweet.html?id=123"></iframe>',
            "https://x.com/i/status/123",
        ),
        (
            '<iframe src="https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com'
            '%2Flake%2Fvideos%2F1&show_text=0"></iframe>',
            "https://www.facebook.com/lake/videos/1",
        ),
        (
            '<iframe src="https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a/b"></iframe>',
            "https://soundcloud.com/a/b",
        ),
    ],
)
def test_players_of_providers_lead_to_the_page_that_they_play(text, address):
    assert converted(text) == (alone(address), {})


@pytest.mark.parametrize(
    "text",
    [
        f'[audio src="{UPLOADS}/talk.mp3"]',
        f'[audio mp3="{UPLOADS}/talk.mp3"][/audio]',
        f'<audio controls><source src="{UPLOADS}/talk.mp3">Your browser is old.</audio>',
        f'<figure class="wp-block-audio"><audio src="{UPLOADS}/talk.mp3"></audio></figure>',
    ],
)
def test_a_sound_that_came_along_is_linked_by_its_name(text):
    assert converted(text) == (alone("/files/8/talk.mp3", "talk.mp3"), {})


def test_what_is_said_of_a_film_stands_below_it():
    text = f'<figure><iframe src="{FILM}"></iframe><figcaption>A <b>film</b></figcaption></figure>'
    assert converted(text) == (f"{alone(FILM)}<p>A <b>film</b></p>", {})


def test_a_player_of_nobody_known_becomes_a_link_and_is_named():
    text = '<iframe src="//map.example/?a=1&b=2" title="The lake"></iframe>'
    assert converted(text) == (
        alone("https://map.example/?a=1&amp;b=2", "The lake"),
        {("linked instead of shown", "frame"): 1},
    )


def test_a_player_that_was_never_closed_swallows_no_text():
    html, _ = converted('<video src="/a.mp4"><p>One</p><p>two</p>')
    assert html == f"{alone('/a.mp4')}<p>One</p><p>two</p>"


@pytest.mark.parametrize(
    ("link", "html"),
    [
        (f'<a href="{UPLOADS}/report.pdf">It</a>', '<a href="/files/7/report.pdf">It</a>'),
        (
            f'<a href="{UPLOADS}/report.pdf?x=1&amp;y=2">{UPLOADS}/report.pdf?x=1&amp;y=2</a>',
            '<a href="/files/7/report.pdf">report.pdf</a>',
        ),
        (f'<a href="{UPLOADS}/other.pdf">It</a>', f'<a href="{UPLOADS}/other.pdf">It</a>'),
        (
            '<a href="https://lake.example/ferry/">It</a>',
            '<a href="https://lake.example/ferry/">It</a>',
        ),
        ('<a href="#below">It</a>', "It"),
        ('<a name="here">It</a>', "It"),
    ],
)
def test_a_link_leads_to_the_file_that_came_along_and_else_where_it_led(link, html):
    assert converted(f"See: {link}.") == (f"<p>See: {html}.</p>", {})

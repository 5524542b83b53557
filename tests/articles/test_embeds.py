"""Addresses of other sites become cards that link there; a card loads nothing, and leads nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import embeds
from tests import make
from tests.reading import one, page

OURS = {
    "https://www.youtube.com/watch?v=abc_DEF-123": "YouTube",
    "http://youtu.be/abc": "YouTube",
    "https://m.youtube.com/shorts/abc": "YouTube",
    "https://vimeo.com/76979871": "Vimeo",
    "https://vimeo.com/channels/staffpicks/76979871": "Vimeo",
    "https://x.com/paper/status/12345": "X",
    "https://twitter.com/paper/status/12345": "X",
    "https://x.com/i/web/status/12345": "X",
    "https://www.instagram.com/p/Cxyz/": "Instagram",
    "https://www.instagram.com/reels/Cxyz/": "Instagram",
    "https://www.instagram.com/paper/reel/Cxyz/": "Instagram",
    "https://www.facebook.com/paper/posts/12345": "Facebook",
    "https://www.facebook.com/watch/?v=12345": "Facebook",
    "https://m.facebook.com/story.php?story_fbid=12345&id=6": "Facebook",
    "https://fb.watch/abc/": "Facebook",
    "https://www.tiktok.com/@paper/video/12345": "TikTok",
    "https://vm.tiktok.com/abc/": "TikTok",
    "https://soundcloud.com/choir/lullaby": "SoundCloud",
    "https://www.google.com/maps/place/Gyumri/@40.78,43.84,13z": "Google Maps",
    "https://maps.app.goo.gl/abc": "Google Maps",
    "https://www.openstreetmap.org/#map=13/40.78/43.84": "OpenStreetMap",
    "https://maps.apple.com/?q=Gyumri": "Apple Maps",
}
NOT_OURS = [
    "https://example.com/watch?v=abc",
    "https://youtube.com.example.com/watch?v=abc",
    "https://youtube.com@example.com/watch?v=abc",
    "https://example.com/https://youtu.be/abc",
    "https://evilyoutube.com/watch?v=abc",
    "https://www.youtube.com/",
    "https://www.youtube.com/about/",
    "https://www.facebook.com/paper",
    "https://www.instagram.com/reels/",
    "https://google.example/maps/",
    "https://www.google.com/maps/embed?pb=1",
    "javascript://youtu.be/abc%0aalert(1)",
    "ftp://youtu.be/abc",
    "//youtu.be/abc",
    "youtu.be/abc",
    "https://youtu.be/abc def",
    'https://youtu.be/abc"onclick="x',
    "https://youtu.be\\abc",
    "",
]


@pytest.mark.parametrize("address", OURS)
def test_an_address_of_a_provider_is_known(address):
    assert embeds.find(address).provider.name == OURS[address]


@pytest.mark.parametrize("address", NOT_OURS)
def test_any_other_address_is_none(address):
    assert embeds.find(address) is None


@pytest.mark.parametrize(
    ("pasted", "leads_to"),
    [
        ("http://youtu.be/abc?si=me&t=30", "https://youtu.be/abc?t=30"),
        ("https://www.youtube.com/embed/abc?rel=0", "https://www.youtube.com/watch?v=abc"),
        ("https://www.youtube-nocookie.com/embed/abc", "https://www.youtube.com/watch?v=abc"),
        ("https://player.vimeo.com/video/123?h=x", "https://vimeo.com/123"),
        ("https://x.com/p/status/1?utm_source=a", "https://x.com/p/status/1"),
        ("https://maps.apple.com/?q=%C3%A9%20a", "https://maps.apple.com/?q=%C3%A9%20a"),
    ],
)
def test_a_card_leads_to_the_page_and_says_nothing_of_who_passed_it_on(pasted, leads_to):
    assert embeds.find(pasted).address == leads_to


@given(st.text())
def test_whatever_follows_the_name_of_a_site_the_card_leads_to_that_site(tail):
    found = embeds.find(f"https://youtu.be/a{tail}")
    assert found is None or found.address.startswith("https://youtu.be/a")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body",
    [
        "<p>https://youtu.be/abc?t=30&amp;a=b</p>",
        '<p><a href="https://youtu.be/abc?t=30&amp;a=b">https://youtu.be/abc?t=30&amp;a=b</a></p>',
        '<p><a href="https://youtu.be/abc?t=30&amp;a=b">youtu.be/abc?t=30&amp;a=b</a></p>',
        '<figure data-embed=""><a href="https://youtu.be/abc?t=30&amp;a=b"></a></figure>',
    ],
)
def test_an_address_that_stands_alone_is_a_card_for_readers(client, body):
    story = make.make_article(body=f"<p>Look.</p>{body}")
    response = client.get(story.get_absolute_url())
    card = one(response, ".//figure[@class='emb ui']")
    link = one(card, ".//a")
    assert (link.get("href"), link.get("rel")) == ("https://youtu.be/abc?t=30&a=b", "noopener")
    assert "".join(card.itertext()).split() == ["youtu.be/abc", "Watch", "on", "YouTube"]
    assert page(response).findall(".//iframe") == []
    assert (story.teaser, story.word_count) == ("Look.", 1)


@pytest.mark.django_db
def test_a_card_has_the_title_that_its_editor_gave_it_and_speaks_the_language_of_the_story(client):
    body = '<figure data-embed=""><a href="https://vimeo.com/1">Մաթոն &amp; գետը</a></figure>'
    story = make.make_article(body=body, language="hy")
    card = one(client.get(story.get_absolute_url()), ".//figure[@class='emb ui']")
    assert one(card, ".//b").text == "Մաթոն & գետը"
    assert one(card, ".//small").text == "Դիտել Vimeo կայքում"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body",
    [
        '<p><a href="https://youtu.be/abc">the film</a></p>',
        '<p>See <a href="https://youtu.be/abc">https://youtu.be/abc</a></p>',
        '<p><a href="https://youtu.be/abc">https://vimeo.com/1</a></p>',
        "<p>https://example.com/film</p>",
        '<figure data-embed=""><a href="https://example.com/film">The film</a></figure>',
    ],
)
def test_any_other_link_stays_one(client, body):
    response = client.get(make.make_article(body=body).get_absolute_url())
    assert page(response).findall(".//figure") == []


@pytest.mark.django_db
def test_no_frame_comes_into_a_story_by_any_door(client):
    frame = '<iframe src="https://www.youtube.com/embed/abc"></iframe>'
    body = f'<p>a</p>{frame}<figure data-embed="">{frame}</figure><p>&lt;iframe&gt;</p>'
    story = make.make_article(body=body)
    assert "<iframe" not in story.body + story.rendered_body
    assert "<iframe" not in client.get(story.get_absolute_url()).text

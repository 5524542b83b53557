"""Instructions to the site that a text came from: its editors see them, no reader ever does."""

import pytest

from articles import search
from articles.models import Page
from articles.rendering import for_readers
from tests.make import make_article

LEFT = '<code class="shortcode">[zither id="3" of="a &amp; b"]</code>'

pytestmark = pytest.mark.django_db


def test_what_is_left_of_the_old_site_is_shown_to_no_reader(client):
    story = make_article(
        headline="The mill",
        body=f"<p>{LEFT}</p><p>It {LEFT}turns{LEFT}.</p>",
        dateline_place="GYUMRI",
        dateline_dash="—",
    )
    assert story.rendered_body == '<p><span class="dl">GYUMRI</span> — It turns.</p>'
    assert (story.teaser, story.word_count) == ("GYUMRI — It turns.", 2)
    assert LEFT in story.body
    for address in (story.get_absolute_url(), "/feed/", "/"):
        assert "zither" not in client.get(address).content.decode()
    assert search.find("turns").hits != []
    assert search.find("zither").hits == []


def test_a_page_shows_no_reader_what_is_left_of_the_old_site(client):
    page = Page.objects.create(path="about", title="About", body=f"<p>We {LEFT}print.</p>")
    said = client.get(page.get_absolute_url()).content.decode()
    assert ("<p>We print.</p>" in said, "zither" in said) == (True, False)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"<p>a</p><p>{LEFT}<br>{LEFT}</p><p>b</p>", "<p>a</p><p>b</p>"),
        (f"<ul><li>{LEFT}</li></ul>", "<ul><li></li></ul>"),
        (f"<p>{LEFT}two{LEFT}</p>", "<p>two</p>"),
        ('<p>a<code lang="en" class="shortcode">[b]</code></p>', "<p>a</p>"),
    ],
)
def test_the_words_around_it_stay(text, shown):
    assert for_readers(text) == shown


@pytest.mark.parametrize("text", ["<p>a <code>[b c=1]</code></p>", "<p>a shortcode</p>", ""])
def test_a_text_without_any_is_the_same_for_readers(text):
    assert for_readers(text) == text

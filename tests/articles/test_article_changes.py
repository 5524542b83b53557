"""What readers may see of how a story was put right."""

import pytest

from articles import publishing
from tests import make
from tests.reading import one, page, text, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make.make_article(headline="Snow", body="<p>Three fell.</p><p>It was cold.</p>")


def correct(article, *, shows_change=True, **changes):
    for name, value in changes.items():
        setattr(article, name, value)

    def relate():
        article.corrections.create(text="It was wrong.", shows_change=shows_change)

    return publishing.save(article, by=None, relate=relate)


def address(article):
    return f"{article.get_absolute_url()}changes/"


def test_readers_see_what_changed_where_the_editor_says_so(client, article):
    correct(article, headline="Rain", body="<p>Two fell.</p><p>It was cold.</p>")
    link = one(client.get(article.get_absolute_url()), ".//footer/p[@class='note']/a")
    note = article.corrections.get()
    assert link.get("href") == f"{address(article)}#note-{note.pk}"
    response = client.get(address(article))
    shown = one(response, f".//section[@id='note-{note.pk}']")
    assert [text(each) for each in shown.findall("p")] == [
        "It was wrong.",
        "SnowRain",
        "ThreeTwo fell.",
        "It was cold.",
    ]
    assert texts(response, ".//section//del") == ["Snow", "Three"]
    assert texts(response, ".//section//ins") == ["Rain", "Two"]


def test_what_the_editor_keeps_is_shown_nowhere(client, article):
    correct(article, body="<p>A secret.</p>", shows_change=False)
    correct(article, body="<p>Two fell.</p>", shows_change=False)
    assert (
        article.get_absolute_url() + "changes/" not in client.get(article.get_absolute_url()).text
    )
    assert client.get(address(article)).status_code == 404
    correct(article, body="<p>Four fell.</p>")
    said = client.get(address(article)).text
    assert ("secret" in said, "Four" in said) == (False, True)


def test_an_editor_changes_their_mind(client, article):
    correct(article, body="<p>Two fell.</p>")
    assert client.get(address(article)).status_code == 200
    note = article.corrections.get()
    note.shows_change = False
    publishing.save(article, by=None, relate=note.save)
    assert client.get(address(article)).status_code == 404
    assert "changes/" not in client.get(article.get_absolute_url()).text


def test_what_was_written_before_readers_had_the_story_is_not_shown(client):
    draft = make.make_article(status="draft", published_at=None, body="<p>A secret.</p>")
    draft.make_ready()
    correct(draft, body="<p>Two fell.</p>")
    response = client.get(address(draft))
    assert "secret" not in response.text
    assert "The words of the article are the same." in response.text


def test_a_note_that_changed_no_words_says_so(client, article):
    correct(article)
    assert "The words of the article are the same." in client.get(address(article)).text


def test_the_words_that_are_shown_are_text(client, article):
    correct(article, headline="Rain </section><script>", body="<p>&lt;script&gt;</p>")
    assert list(page(client.get(address(article))).iter("script")) == []


def test_the_page_goes_where_its_story_goes(client, article):
    correct(article, body="<p>Two fell.</p>")
    old = address(article)
    article.slug = "first-snow"
    publishing.save(article, by=None)
    moved = client.get(old)
    assert (moved.status_code, moved["Location"]) == (301, address(article))
    article.withdraw("A hoax.")
    publishing.save(article, by=None)
    gone = client.get(address(article))
    assert (gone.status_code, "Three" in gone.text) == (410, False)
    article.return_to_draft()
    publishing.save(article, by=None)
    assert client.get(address(article)).status_code == 404


def test_the_page_speaks_the_language_of_its_story(client):
    article = make.make_article(headline="Ձյուն", language="hy", body="<p>Երեք։</p>")
    correct(article, body="<p>Երկու։</p>")
    response = client.get(address(article))
    assert page(response).get("lang") == "hy"
    assert one(response, ".//h1").text == "Ինչ է փոխվել"


def test_a_story_that_was_corrected_often_shows_the_newest_ten(client, article):
    for number in range(12):
        correct(article, body=f"<p>{number} fell.</p>")
    numbers = texts(client.get(address(article)), ".//section//ins")
    assert numbers == [str(number) for number in range(11, 1, -1)]


def test_a_story_without_such_notes_has_no_such_page(client, article):
    assert client.get(address(article)).status_code == 404
    assert client.get("/2022/01/none/changes/").status_code == 404

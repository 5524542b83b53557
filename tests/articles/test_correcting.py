"""Putting a story right and taking it down, at the desk."""

import pytest
from django.urls import reverse

from articles import correcting, publishing
from articles.models import Article
from newsroom.roles import ROLES
from tests.articles.deskforms import address, form_data, save
from tests.articles.test_two_editors import answers
from tests.make import make_article, make_user
from tests.reading import one, text, texts
from tests.together import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = make_user("editor")
    client.force_login(user)
    return user


def take_down(article):
    return reverse("admin:articles_article_take_down", args=[article.pk])


def buttons(client, article):
    return [
        button.get("name")
        for button in one(client.get(address(article)), ".//form[@id='article_form']").iter("input")
        if button.get("type") == "submit"
    ]


def test_a_save_of_a_public_story_asks_how_much_it_matters(client, editor):
    public, draft = make_article(), make_article(status="draft", published_at=None)
    asked = {"_correct", "_take_down", "_substantive", "_save"}
    assert asked - set(buttons(client, public)) == set()
    assert asked & set(buttons(client, draft)) == {"_save"}
    assert {"_continue", "_addanother"} & set(buttons(client, public)) == set()


@pytest.mark.parametrize(
    ("button", "moves"), [("_save", False), ("_substantive", True), ("_correct", True)]
)
def test_only_a_substantive_change_moves_updated(client, editor, button, moves):
    article = make_article()
    errors = save(client, address(article), correction_text="It was two.", **{button: "Save"})
    article.refresh_from_db()
    assert (errors, article.is_updated) == ([], moves)
    assert article.corrections.count() == (button == "_correct")


def test_a_correction_is_made_with_its_note_in_one_save(client, editor):
    article = make_article(body="<p>Three died.</p>")
    errors = save(
        client,
        address(article),
        body="<p>Two died.</p>",
        correction_kind="clarification",
        correction_text="Two died, not three.",
        shows_change="on",
        is_minor="on",
        _correct="Save with this note",
    )
    article.refresh_from_db()
    note, version = article.corrections.get(), article.history.latest("history_id")
    assert errors == []
    assert (article.body, article.is_updated) == ("<p>Two died.</p>", False)
    assert (note.kind, note.text, note.shows_change) == (
        "clarification",
        "Two died, not three.",
        True,
    )
    assert (note.version.pk, version.history_user) == (version.pk, editor)
    assert version.hung["corrections"][0][:3] == [note.pk, "clarification", note.text]
    page = client.get(article.get_absolute_url())
    assert "Two died, not three." in text(one(page, ".//article/footer"))


def test_a_correction_without_a_note_is_asked_for_one_and_keeps_what_was_typed(client, editor):
    article = make_article(body="<p>Three died.</p>")
    data = form_data(client, address(article), body="<p>Two died.</p>", _correct="Save")
    answer = client.post(address(article), data)
    assert answer.status_code == 200
    assert "open" in one(answer, ".//details[@class='correct']").attrib
    assert texts(answer, ".//details[@class='correct']/ul/li") == [
        "Tell readers what was put right."
    ]
    assert "&lt;p&gt;Two died.&lt;/p&gt;" in answer.text
    assert Article.objects.get().body == "<p>Three died.</p>"


def test_a_correction_of_what_somebody_else_saved_meanwhile_is_refused_whole(client, editor):
    article = make_article(headline="Rain")
    data = form_data(client, address(article), correction_text="Snow.", _correct="Save")
    article.headline = "Hail"
    publishing.save(article, by=None)
    answer = client.post(address(article), data | {"headline": "Snow"})
    article.refresh_from_db()
    assert (answer.status_code, article.headline, article.corrections.count()) == (409, "Hail", 0)


def test_a_correction_that_met_another_save_is_made_once_it_is_chosen(client, editor):
    article = make_article(headline="Rain")
    data = form_data(client, address(article), headline="Snow", correction_text="It snowed.")
    article.headline = "Hail"
    publishing.save(article, by=None)
    page = client.post(address(article), data | {"_correct": "Save"})
    chosen = answers(page, **{"headline-0": "mine"})
    assert client.post(address(article), chosen).status_code == 302
    article.refresh_from_db()
    assert (article.headline, article.is_updated) == ("Snow", True)
    assert [note.text for note in article.corrections.all()] == ["It snowed."]


def test_a_story_is_taken_down_from_its_form_whatever_else_stands_there(client, editor):
    article = make_article(headline="Rain")
    public = article.get_absolute_url()
    data = form_data(client, address(article), headline="", reason="It was a hoax.")
    article.headline = "Rain and snow"
    publishing.save(article, by=None)  # and somebody else has saved meanwhile
    answer = client.post(take_down(article), data | {"_take_down": "Take the story down"})
    assert (answer.status_code, answer.url) == (302, address(article))
    gone = client.get(public)
    assert (gone.status_code, text(one(gone, ".//p[@class='dek']"))) == (410, "It was a hoax.")
    article.refresh_from_db()
    assert article.headline == "Rain and snow"
    assert article.history.latest("history_id").history_user == editor
    assert client.get(address(article)).status_code == 200


def test_a_story_is_taken_down_on_a_page_of_its_own_too(client, editor):
    article = make_article()
    assert one(client.get(take_down(article)), ".//form[@class='take-down']") is not None
    assert client.post(take_down(article), {"reason": "A hoax."}).status_code == 302
    assert Article.objects.get().withdrawal_reason == "A hoax."


@pytest.mark.parametrize("reason", ["", "  ", "x" * 301])
def test_nothing_is_taken_down_without_a_reason_that_readers_can_be_told(client, editor, reason):
    article = make_article()
    answer = client.post(take_down(article), {"reason": reason})
    assert answer.status_code == 200
    assert texts(answer, ".//ul[@class='errorlist']/li")
    assert Article.objects.published().get() == article


def test_what_readers_do_not_have_cannot_be_taken_from_them(client, editor):
    gone = make_article(status="withdrawn", withdrawal_reason="First.")
    draft = make_article(status="draft", published_at=None)
    for article in (gone, draft):
        before = (article.status, article.withdrawal_reason)
        assert client.get(take_down(article)).status_code == 404
        assert client.post(take_down(article), {"reason": "Second."}).status_code == 302
        article.refresh_from_db()
        assert (article.status, article.withdrawal_reason) == before
    assert client.get(take_down(Article(pk=9999))).status_code == 404


@pytest.mark.parametrize("role", [*ROLES, "superuser"])
def test_only_who_publishes_takes_down_and_corrects(client, role):
    user = make_user(*ROLES.keys() & {role}, is_superuser=role == "superuser")
    client.force_login(user)
    article = make_article(editor=user)
    may = role in ("editor", "superuser")
    assert client.get(take_down(article)).status_code == (200 if may else 403)
    data = {"headline": "Mine", "correction_text": "Mine.", "_correct": "Save"}
    if not may:
        assert client.post(address(article), data).status_code == 403
    answer = client.post(take_down(article), {"reason": "Mine."})
    assert answer.status_code == (302 if may else 403)
    assert Article.objects.published().exists() is not may


def test_a_reporter_writes_no_note_to_readers_with_their_draft(client):
    user = make_user("reporter")
    client.force_login(user)
    article = make_article(status="draft", published_at=None, editor=user)
    save(client, address(article), correction_text="Mine.", _correct="Save")
    assert article.corrections.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_story_that_two_take_down_at_once_keeps_the_first_reason():
    article, refused = make_article(), []

    def taking_down(reason):
        try:
            correcting.take_down(article, reason, by=None)
        except correcting.NotPublic:
            refused.append(reason)

    at_once(lambda: taking_down("First."), lambda: taking_down("Second."))
    article.refresh_from_db()
    assert {article.withdrawal_reason, *refused} == {"First.", "Second."}
    assert article.history.count() == 2

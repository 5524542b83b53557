"""Two editors in one story: the second is shown both texts, takes of each, and nobody's words are lost."""

import json
import re
from html import unescape

import pytest
from django.test import Client

from articles import publishing, versions, workingcopies
from articles.models import Article
from newsroom.models import User
from tests.articles.deskforms import ADD, address, form_data
from tests.make import make_article, make_user
from tests.together import at_once

pytestmark = pytest.mark.django_db

SAVE = {"_save": "Save"}
FIRST, SECOND, THIRD = (f"<p>{word} paragraph of it.</p>" for word in ("First", "Second", "Third"))


def desk(username, group="editor", **fields):
    client = Client()
    client.force_login(make_user(group, username=username, **fields))
    return client


def opened(client, article, **changes):
    """Return what the browser of an editor who opened the story now would post."""
    return form_data(client, address(article), **changes) | SAVE


def choices(page):
    """Return what the page of two texts asks, and which answer is ticked."""
    asked = {}
    for tag in re.findall(r'<input type="radio"[^>]*>', page.text):
        name, value = (re.search(rf'{each}="([^"]*)"', tag)[1] for each in ("name", "value"))
        asked.setdefault(name, "")
        if " checked" in tag:
            asked[name] = value
    return asked


def buttons(page):
    """Return the buttons of the page of two texts with what they say."""
    found = r'<input type="submit" (?:class="default" )?name="(_[^"]*)" value="([^"]*)"'
    return re.findall(found, page.text)


def answers(page, **chosen):
    """Return what the page of two texts would post with these answers beside those that are ticked."""
    data = dict(buttons(page)[:1])
    for name, value in re.findall(
        r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page.text
    ):
        data.setdefault(unescape(name), []).append(unescape(value))
    ticked = {name: value for name, value in choices(page).items() if value}
    return data | ticked | {f"take-{name}": value for name, value in chosen.items()}


def two(article, theirs, ours):
    """Let two editors save what they changed; return the second's client and the page that they get."""
    first, second = desk("anahit"), desk("narek")
    forms = opened(first, article, **theirs), opened(second, article, **ours)
    assert first.post(address(article), forms[0]).status_code == 302
    return second, second.post(address(article), forms[1])


def test_the_second_save_is_shown_both_texts_and_neither_is_lost():
    article = make_article(headline="Rain", deck="")
    _second, page = two(
        article, {"headline": "Rain at last"}, {"headline": "Heavy rain", "deck": "All night."}
    )
    assert page.status_code == 409
    assert Article.objects.get().headline == "Rain at last"
    assert "anahit saved this story on" in page.text
    assert choices(page) == {"take-headline-0": "", "take-deck-0": "mine"}
    assert [words for words in ("Rain at last", "Heavy rain") if words not in page.text] == []
    kept = workingcopies.all_of(User.objects.get(username="narek")).get()
    assert workingcopies.find(kept.writer_id, kept.token).posted()["headline"] == "Heavy rain"


@pytest.mark.parametrize(
    ("chosen", "headline"), [("theirs", "Rain at last"), ("mine", "Heavy rain")]
)
def test_either_is_taken(chosen, headline):
    article = make_article(headline="Rain", deck="")
    second, page = two(
        article, {"headline": "Rain at last"}, {"headline": "Heavy rain", "deck": "All night."}
    )
    saved = second.post(address(article), answers(page, **{"headline-0": chosen}))
    assert saved.status_code == 302
    article.refresh_from_db()
    assert (article.headline, article.deck) == (headline, "All night.")
    assert [version.history_user.username for version in article.history.all()[:2]] == [
        "narek",
        "anahit",
    ]
    assert list(workingcopies.all_of(User.objects.get(username="narek"))) == []


def test_where_both_wrote_nothing_is_saved_until_one_is_chosen():
    article = make_article(headline="Rain")
    second, page = two(article, {"headline": "Theirs"}, {"headline": "Ours"})
    again = second.post(address(article), answers(page))
    assert again.status_code == 422
    assert "Choose one of both" in again.text
    assert Article.objects.get().headline == "Theirs"
    assert (
        second.post(address(article), answers(again, **{"headline-0": "mine"})).status_code == 302
    )
    assert Article.objects.get().headline == "Ours"


@pytest.mark.parametrize(
    ("theirs", "ours", "ticked", "both"),
    [
        ([FIRST, THIRD], [FIRST, SECOND], ["theirs"], FIRST + THIRD),
        (
            [FIRST, "<p>Second paragraph of it, theirs.</p>"],
            ["<p>First paragraph of it, ours.</p>", SECOND],
            ["mine", "theirs"],
            "<p>First paragraph of it, ours.</p><p>Second paragraph of it, theirs.</p>",
        ),
        ([FIRST, SECOND, THIRD], [SECOND], ["mine", "theirs"], f"{SECOND}{THIRD}"),
        ([SECOND], [FIRST, SECOND, THIRD], ["theirs", "mine"], f"{SECOND}{THIRD}"),
    ],
)
def test_paragraphs_that_one_alone_changed_are_ticked(theirs, ours, ticked, both):
    article = make_article(body=FIRST + SECOND)
    second, page = two(article, {"body": "".join(theirs)}, {"body": "".join(ours), "deck": "x"})
    body = {name: value for name, value in choices(page).items() if name.startswith("take-body")}
    assert list(body.values()) == ticked
    assert second.post(address(article), answers(page)).status_code == 302
    assert Article.objects.get().body == both


@pytest.mark.parametrize(
    ("chosen", "body"),
    [
        ("theirs", "<p>The river rose by a metre.</p>"),
        ("mine", "<p>The river rose by two metres.</p>"),
        ("both", "<p>The river rose by a metre.</p><p>The river rose by two metres.</p>"),
    ],
)
def test_of_a_paragraph_that_both_changed_either_is_taken_or_both(chosen, body):
    article = make_article(body="<p>The river rose.</p>" + THIRD)
    second, page = two(
        article,
        {"body": "<p>The river rose by a metre.</p>" + THIRD},
        {"body": "<p>The river rose by two metres.</p>" + THIRD},
    )
    assert choices(page) == {"take-body-0": ""}
    second.post(address(article), answers(page, **{"body-0": chosen}))
    assert Article.objects.get().body == body + THIRD


def test_what_the_other_published_meanwhile_stays_out():
    article = make_article(status="draft", published_at=None)
    second, page = two(article, {"_publish": "Publish"}, {"deck": "One more line."})
    assert choices(page) == {
        "take-deck-0": "mine",
        "take-status-0": "theirs",
        "take-published_at-0": "theirs",
    }
    second.post(address(article), answers(page))
    assert Article.objects.published().get().deck == "One more line."


def test_who_saves_the_same_as_was_saved_is_asked_nothing():
    article = make_article(headline="Rain")
    same = {"headline": "Heavy rain", "body": "<p>It rained.</p>"}
    _second, answer = two(article, same, same)
    assert answer.status_code == 302
    assert Article.objects.get().headline == "Heavy rain"


def test_who_changed_nothing_takes_nothing_back():
    article = make_article(headline="Rain", body=FIRST + SECOND)
    _second, answer = two(article, {"headline": "Snow", "body": FIRST + THIRD}, {})
    assert answer.status_code == 302
    article.refresh_from_db()
    assert (article.headline, article.body) == ("Snow", FIRST + THIRD)


def test_a_third_save_meanwhile_shows_the_two_texts_again_with_what_was_chosen():
    article = make_article(headline="Rain", deck="")
    second, page = two(article, {"headline": "Theirs"}, {"headline": "Ours", "deck": "Our deck"})
    third = desk("mari")
    assert third.post(address(article), opened(third, article, headline="Hers")).status_code == 302
    again = second.post(address(article), answers(page, **{"headline-0": "mine"}))
    assert again.status_code == 409
    assert Article.objects.get().headline == "Hers"
    assert choices(again) == {"take-headline-0": "", "take-deck-0": "mine"}
    assert "mari saved this story" in again.text
    second.post(address(article), answers(again, **{"headline-0": "mine"}))
    article.refresh_from_db()
    assert (article.headline, article.deck) == ("Ours", "Our deck")


def test_a_fault_in_what_was_taken_comes_back_with_the_form():
    article = make_article(headline="Rain")
    second, page = two(article, {"headline": "Theirs"}, {"headline": "", "deck": "Our deck"})
    form = second.post(address(article), answers(page, **{"headline-0": "mine"}))
    assert form.context["errors"] == [["Give the story its headline."]]
    assert form.context["adminform"].form["deck"].value() == "Our deck"
    data = {name: value for name, value in answers(page).items() if name != "theirs"}
    fixed = data | {"seen": form.context["adminform"].form["seen"].value(), "headline": "Both"}
    assert second.post(address(article), fixed).status_code == 302


def test_what_a_browser_posts_of_an_untouched_list_of_choices_is_no_difference():
    article = make_article(headline="Rain")
    _second, page = two(
        article, {"headline": "Theirs"}, {"headline": "Ours", "correction_kind": "correction"}
    )
    assert choices(page) == {"take-headline-0": ""}


def test_all_that_is_shown_of_the_two_is_text():
    article = make_article(headline="Rain", body="<p>Rain</p>")
    evil = "<script>alert(1)</script>"
    first, second = desk("<b>anahit"), desk("narek")
    forms = (
        opened(first, article, headline=evil, body=f"<p>Theirs {evil}</p>"),
        opened(second, article, headline=f"{evil}2", body=f'<p onclick="x()">Ours {evil}</p>'),
    )
    first.post(address(article), forms[0])
    page = second.post(address(article), forms[1]).text
    assert [bad for bad in ("<script>alert", "<b>anahit", "<p onclick") if bad in page] == []
    assert "&lt;b&gt;anahit" in page


@pytest.mark.parametrize("theirs", ["", "{", "[]", '[["headline"]]', "[5]", "null"])
def test_a_page_that_was_tampered_with_saves_nothing_unseen(theirs):
    article = make_article(headline="Rain")
    second, page = two(article, {"headline": "Theirs"}, {"headline": "Ours"})
    answer = second.post(address(article), answers(page) | {"theirs": theirs, "opened": "[]"})
    assert answer.status_code in (409, 422)
    assert Article.objects.get().headline == "Theirs"


def test_what_readers_write_meanwhile_refuses_nobody():
    article = make_article()
    editor = desk("anahit")
    ours = opened(editor, article, headline="Ours")
    Article.objects.filter(pk=article.pk).update(comment_count=3)
    assert editor.post(address(article), ours).status_code == 302
    article.refresh_from_db()
    assert (article.headline, article.comment_count) == ("Ours", 3)


def test_the_door_itself_refuses_a_version_that_is_no_longer_the_newest():
    article = make_article(headline="Rain")
    seen = versions.newest(article)
    publishing.save(article, by=None, seen=seen)
    article.headline = "Snow"
    with pytest.raises(versions.Stale):
        publishing.save(article, by=None, seen=seen)
    assert Article.objects.get().headline == "Rain"


@pytest.mark.django_db(transaction=True)
def test_of_saves_in_one_moment_each_is_saved_or_shown_the_other():
    article = make_article()
    clients = [desk(name) for name in ("anahit", "narek", "mari")]
    forms = [opened(client, article, headline=f"By {n}") for n, client in enumerate(clients)]
    answered = []

    def post(client, form):
        return lambda: answered.append(client.post(address(article), form))

    at_once(*(post(*pair) for pair in zip(clients, forms, strict=True)))
    assert sorted(answer.status_code for answer in answered) == [302, 409, 409]
    assert article.history.count() == 2
    saved = Article.objects.get().headline
    kept = {copy.headline for copy in workingcopies.WorkingCopy.objects.unsaved()}
    assert kept == {"By 0", "By 1", "By 2"} - {saved}
    assert all(saved in answer.text for answer in answered if answer.status_code == 409)
    assert json.loads(answers(next(a for a in answered if a.status_code == 409))["theirs"][0])


@pytest.mark.django_db(transaction=True)
def test_a_new_story_that_is_sent_twice_in_one_moment_is_one_story():
    client = desk("anahit")
    data = form_data(client, ADD, headline="Once") | SAVE
    answers_of = []
    at_once(*[lambda: answers_of.append(client.post(ADD, data).status_code)] * 2)
    assert answers_of == [302, 302]
    assert Article.objects.get().headline == "Once"

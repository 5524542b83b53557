"""A story that somebody saved meanwhile is given to readers, or taken from them, by nobody who has not seen it."""

import pytest

from articles.models import Article
from tests.articles.deskforms import ADD, address, form_data
from tests.articles.test_two_editors import answers, buttons, desk
from tests.make import make_article, make_section

pytestmark = pytest.mark.django_db

OLD, NEW = "<p>It rained.</p>", "<p>The mayor is said to have made it rain.</p>"
SAVE = ("_save", "Save what is ticked")


def meanwhile(article, theirs, ours):
    """Let one editor save, and another, who had opened the story before, press a button; return what they get."""
    first, second = desk("anahit"), desk("narek")
    forms = [
        form_data(client, address(article), **changes)
        for client, changes in ((first, theirs), (second, ours))
    ]
    assert first.post(address(article), forms[0]).status_code == 302
    return second, second.post(address(article), forms[1])


def draft(**fields):
    return make_article(**{"status": "draft", "published_at": None, "body": OLD} | fields)


@pytest.mark.parametrize(
    ("button", "said"),
    [("_publish", "Publish what is ticked"), ("_schedule", "Schedule what is ticked")],
)
def test_what_a_colleague_wrote_meanwhile_goes_to_readers_once_it_was_seen(button, said):
    story = draft()
    ours = {button: "x"} | ({"published_at": "2031-03-28T06:05"} if button == "_schedule" else {})
    second, page = meanwhile(story, {"body": NEW, "_save": "Save"}, ours)
    assert (page.status_code, buttons(page)) == (409, [SAVE, (button, said)])
    assert "The mayor is said to have made it rain." in page.text
    assert Article.objects.get().status == Article.Status.DRAFT
    chosen = {name: value for name, value in answers(page).items() if name != "_save"}
    assert second.post(address(story), chosen | {button: said}).status_code == 302
    story.refresh_from_db()
    assert (story.status, story.body) == (Article.Status.READY, NEW)


def test_who_wanted_to_publish_may_save_first():
    story = draft()
    second, page = meanwhile(story, {"body": NEW, "_save": "Save"}, {"_publish": "Publish"})
    assert second.post(address(story), answers(page)).status_code == 302
    story.refresh_from_db()
    assert (story.status, story.body) == (Article.Status.DRAFT, NEW)


@pytest.mark.parametrize(
    ("theirs", "status"),
    [
        ({"status": "withdrawn", "withdrawal_reason": "A source."}, Article.Status.WITHDRAWN),
        ({"_send_back": "Send back"}, Article.Status.DRAFT),
    ],
)
def test_what_a_colleague_took_back_meanwhile_is_published_by_no_old_page(theirs, status):
    story = draft(status="review")
    second, page = meanwhile(story, theirs, {"_publish": "Publish"})
    assert (page.status_code, buttons(page)) == (409, [SAVE])
    assert second.post(address(story), answers(page)).status_code == 302
    assert Article.objects.get().status == status


def test_what_a_colleague_published_meanwhile_is_sent_back_by_no_old_page():
    story = draft(status="review")
    second, page = meanwhile(story, {"_publish": "Publish"}, {"_send_back": "Send back"})
    assert (page.status_code, buttons(page)) == (409, [SAVE])
    assert second.post(address(story), answers(page)).status_code == 302
    assert list(Article.objects.published()) == [story]


def test_publish_that_is_pressed_twice_publishes_once():
    make_section()
    editor, story = desk("anahit"), draft()
    for url in (address(story), ADD):
        data = form_data(editor, url, headline="Rain", _publish="Publish")
        assert [editor.post(url, data).status_code for _ in range(2)] == [302, 302]
    assert [each.headline for each in Article.objects.published()] == ["Rain", "Rain"]

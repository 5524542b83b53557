"""Notes between reporter and editor on a story."""

import pytest

from articles import notes
from articles.models import Article
from tests import make
from tests.articles.deskforms import ADD, address, form_data, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def reporter():
    return make.make_user("reporter", username="nare")


@pytest.fixture
def editor():
    return make.make_user("editor", username="ani")


@pytest.fixture
def story(reporter):
    return make.make_article(status=Article.Status.DRAFT, published_at=None, editor=reporter)


def leave(client, story, text="Read the last line again."):
    return client.post(f"/admin/articles/article/{story.pk}/note/", {"note": text})


def waits(user):
    return [note.text for note in notes.waiting_for(user)]


def test_a_note_is_saved_with_the_story_it_is_about(client, reporter):
    client.force_login(reporter)
    assert save(client, ADD, headline="Rain", note=" Names to check. ", _submit="Submit") == []
    note = Article.objects.get().notes.get()
    assert (note.text, note.by) == ("Names to check.", reporter)


def test_a_save_without_words_leaves_no_note(client, reporter, story):
    client.force_login(reporter)
    assert save(client, address(story), note="  ") == []
    assert not story.notes.exists()


def test_a_story_that_is_refused_keeps_the_note_in_the_form(client, reporter, story):
    client.force_login(reporter)
    assert len(save(client, address(story), headline="", note="Kept")) == 1
    assert not story.notes.exists()
    data = form_data(client, address(story), headline="", note="Kept") | {"_save": "Save"}
    assert ">\nKept</textarea>" in client.post(address(story), data).text


def test_the_newest_notes_stand_on_the_story_as_text(client, editor, story):
    for number in range(25):
        notes.write(story, editor, f"<b>note</b> {number}.")
    client.force_login(editor)
    page = client.get(address(story)).text
    shown = [number for number in range(25) if f"&lt;b&gt;note&lt;/b&gt; {number}." in page]
    assert shown == list(range(5, 25))


def test_who_may_only_read_a_story_of_theirs_leaves_a_note_on_it(client, reporter):
    story = make.make_article(editor=reporter)
    client.force_login(reporter)
    assert "Leave the note" in client.get(address(story)).text
    assert leave(client, story).status_code == 302
    assert [note.text for note in story.notes.all()] == ["Read the last line again."]


def test_nobody_leaves_a_note_on_somebody_else_s_story_but_an_editor(client, story, editor):
    for role in ("reporter", "moderator", "newsletter"):
        client.force_login(make.make_user(role))
        assert leave(client, story).status_code == 403
    assert not story.notes.exists()
    client.force_login(editor)
    assert leave(client, story).status_code == 302
    assert story.notes.count() == 1


def test_a_note_on_a_story_that_is_gone_is_no_failure(client, editor, story):
    client.force_login(editor)
    assert client.post("/admin/articles/article/99999/note/", {"note": "x"}).status_code == 302
    assert client.post("/admin/articles/article/x/note/", {"note": "x"}).status_code == 302
    assert leave(client, story, "").status_code == 302
    assert leave(client, story, "x" * 9000).status_code == 302
    assert [len(note.text) for note in story.notes.all()] == [2000]


def test_a_note_waits_for_the_other_until_the_story_is_saved(client, reporter, editor, story):
    notes.write(story, editor, "Who says so?")
    assert (waits(reporter), waits(editor)) == (["Who says so?"], [])
    client.force_login(reporter)
    assert save(client, address(story), body="<p>The mayor says so.</p>") == []
    assert (waits(reporter), waits(editor)) == ([], [])


def test_an_answer_waits_for_who_asked(reporter, editor, story):
    notes.write(story, editor, "Who says so?")
    notes.write(story, reporter, "The mayor.")
    assert (waits(reporter), waits(editor)) == ([], ["The mayor."])


def test_a_note_on_another_s_story_waits_for_no_other_reporter(editor, story):
    notes.write(story, editor, "Who says so?")
    assert waits(make.make_user("reporter")) == []


def test_readers_see_no_note(client, editor):
    story = make.make_article()
    notes.write(story, editor, "Not for the public.")
    for path in ("/", story.get_absolute_url(), "/feed/", f"{story.get_absolute_url()}feed/"):
        assert "Not for the public." not in client.get(path).text

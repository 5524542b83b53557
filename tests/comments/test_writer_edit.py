"""A writer changes a comment."""

import json
from unittest import mock

import pytest

from articles import publishing
from comments import moderation, screening
from comments.models import Comment, Revision, Writer
from tests.make import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db

ANI = "ani@example.org"
Status = Comment.Status
SAYS_YES = mock.patch.object(
    screening, "judge", return_value=("clear", screening.Verdict(Status.VISIBLE, ""))
)


@pytest.fixture
def edit(client, page_of):
    """Return a function that changes a comment by the link that its writer got by mail."""
    pages = {}

    def edit(comment, body, email=ANI):
        pages[email] = pages.get(email) or page_of(email)
        return client.post(f"{pages[email]}{comment.pk}/", {"body": body})

    return edit


def stored(comment):
    return Comment.objects.get(pk=comment.pk)


def history(comment):
    return list(comment.decisions.order_by("pk").values_list("step", "before", "after"))[1:]


def test_an_edit_is_screened_again_and_taken_from_readers_until_an_editor_agrees(client, edit):
    comment = make_comment(email=ANI, body="The first words")
    story = comment.article.get_absolute_url()
    answer = edit(comment, "The second words")
    assert answer.status_code == 303
    assert "They wait for an editor." in client.get(answer["Location"]).text
    assert (stored(comment).status, stored(comment).body) == (Status.PENDING, "The second words")
    assert stored(comment).article.comment_count == 0
    assert "words</p>" not in client.get(story).text
    assert history(comment) == [
        ("edit", "visible", "visible"),
        ("first_comment", "visible", "pending"),
    ]
    moderation.approve(stored(comment), by=make_user())
    page = client.get(story).text
    assert ("The second words" in page, "The first words" in page) == (True, False)
    assert page.count(" · edited") == 1


def test_an_edit_that_nothing_speaks_against_stands_at_once_and_is_marked(client, edit):
    comment = make_comment(email=ANI, body="The first words")
    make_comment(comment.article, body="Not changed")
    story = comment.article.get_absolute_url()
    with SAYS_YES:
        answer = edit(comment, "The second words")
    assert answer["Location"].endswith("?done=edited")
    page = client.get(story).text
    assert ("The second words" in page, "The first words" in page) == (True, False)
    assert page.count(" · edited") == 1
    assert stored(comment).article.comment_count == 2
    assert "The second words" in client.get(f"{story}feed/").text


def test_an_edit_shows_nothing_that_waited(edit):
    comment = make_comment(email=ANI, status=Status.PENDING)
    with SAYS_YES:
        edit(comment, "Quite harmless")
    assert stored(comment).status == Status.PENDING
    assert history(comment) == [("edit", "pending", "pending")]


def test_new_words_that_stand_elsewhere_wait(client, edit):
    known, comment = make_comment(email=ANI), make_comment(email=ANI)
    assert known.is_visible
    reply = {"name": "Bo", "email": "bo@example.org", "body": "Visit my shop"}
    client.post(f"{make_article().get_absolute_url()}comments/", reply)
    edit(comment, "Quite harmless")
    assert stored(comment).status == Status.VISIBLE
    edit(comment, "visit my  shop")
    assert stored(comment).status == Status.PENDING
    assert history(comment)[-1] == ("repeated", "visible", "pending")


def test_an_edit_may_become_spam(edit):
    comment = make_comment(email=ANI, status=Status.PENDING)
    spam = ("blocked_word", screening.Verdict(Status.SPAM, "pills"))
    with mock.patch.object(screening, "judge", return_value=spam):
        edit(comment, "Buy pills")
    assert stored(comment).status == Status.SPAM


def test_a_comment_may_be_changed_for_a_quarter_of_an_hour(client, clock, edit, page_of):
    comment = make_comment(email=ANI, body="As it was")
    address = page_of(ANI)
    clock.shift(899)
    assert f'href="{address}{comment.pk}/"' in client.get(address).text
    clock.shift(1)
    assert f'href="{address}{comment.pk}/"' not in client.get(address).text
    assert client.get(f"{address}{comment.pk}/").status_code == 302
    answer = client.post(f"{address}{comment.pk}/", {"body": "Too late by a moment"})
    assert answer.status_code == 422
    assert "This comment cannot be changed any more" in answer.text
    assert "Too late by a moment</textarea>" in answer.text
    assert stored(comment).body == "As it was"


@pytest.mark.parametrize("status", [Status.REJECTED, Status.SPAM, Status.TRASH, Status.WITHDRAWN])
def test_what_was_turned_down_or_taken_back_stays_as_it_was(edit, status):
    comment = make_comment(email=ANI, status=status, body="As it was")
    assert edit(comment, "Better words").status_code == 422
    assert (stored(comment).body, stored(comment).status) == ("As it was", status)


def test_nothing_is_changed_under_a_story_that_takes_no_comments(edit):
    comment = make_comment(email=ANI, body="As it was")
    comment.article.comments_open = False
    publishing.save(comment.article, by=None)
    answer = edit(comment, "Better words")
    assert (answer.status_code, stored(comment).body) == (422, "As it was")
    assert "Comments are closed." in answer.text


@pytest.mark.parametrize(
    ("body", "message"),
    [("", "Enter your comment"), ("x" * 10_001, "This has 10001 characters")],
)
def test_what_cannot_be_taken_comes_back_and_changes_nothing(edit, body, message):
    comment = make_comment(email=ANI, body="As it was")
    answer = edit(comment, body)
    assert (answer.status_code, stored(comment).body) == (422, "As it was")
    assert f'<a href="#edit-body">{message}' in answer.text


def test_a_form_without_a_field_is_no_change(client, page_of):
    comment = make_comment(email=ANI, body="As it was")
    answer = client.post(f"{page_of(ANI)}{comment.pk}/", {})
    assert (answer.status_code, stored(comment).body) == (422, "As it was")


def test_the_same_words_twice_under_a_story_stay_one(client, edit):
    story = make_article()
    reply = {"name": "Ani", "email": ANI, "body": "I was there"}
    client.post(f"{story.get_absolute_url()}comments/", reply)
    other = make_comment(story, email=ANI, body="As it was")
    answer = edit(other, "I was   there")
    assert (answer.status_code, stored(other).body) == (422, "As it was")
    assert "You have said the same here before." in answer.text


def test_the_same_words_again_change_nothing(edit):
    comment = make_comment(email=ANI, body="As it was")
    assert edit(comment, " As it was ").status_code == 303
    assert (stored(comment).edited_at, history(comment)) == (None, [])


def test_a_repeated_post_of_the_first_words_finds_no_second_row_for_the_changed_ones(client, edit):
    story = make_article()
    reply = {"name": "Ani", "email": ANI, "body": "I was there"}
    client.post(f"{story.get_absolute_url()}comments/", reply)
    edit(Comment.objects.get(), "I was not there")
    client.post(f"{story.get_absolute_url()}comments/", reply | {"body": "I was not there"})
    assert Comment.objects.count() == 1


def test_nobody_changes_the_comment_of_another(client, page_of):
    comment, other = make_comment(email=ANI), make_comment(email="eva@example.org", body="Eva's")
    address = page_of(ANI)
    for path in (f"{address}{other.pk}/", f"{address}{other.pk}/withdraw/", f"{address}{10**30}/"):
        assert client.post(path, {"body": "Mine now"}).status_code == 404
    assert (stored(other).body, stored(other).status) == ("Eva's", Status.VISIBLE)
    assert stored(comment).edited_at is None


def test_editors_and_the_writer_read_what_it_said_before(client, edit, page_of):
    comment = make_comment(email=ANI, body="The first words")
    edit(comment, "The second words")
    assert Revision.objects.get().body == "The first words"
    address = edit(comment, "Third")["Location"].partition("?")[0]
    assert "The first words" in client.get(address).text
    held = json.loads(client.get(f"{address}data/").text)
    assert [each["comment"] for each in held["comments"][0]["earlier"]] == [
        "The second words",
        "The first words",
    ]
    client.force_login(make_user("moderator"))
    assert "The first words" in client.get("/admin/comments/comment/").text


def test_a_moderator_does_not_approve_words_that_changed_meanwhile(edit):
    comment = make_comment(email=ANI, status=Status.PENDING)
    seen = {comment.pk: moderation.Seen(comment.decisions.first().pk)}
    edit(comment, "Other words")
    act = moderation.decide([comment], Status.VISIBLE, by=make_user(), seen=seen)
    assert (act.changed, len(act.overtaken)) == ([], 1)
    assert stored(comment).status == Status.PENDING


def test_changing_shows_that_the_address_is_the_writers(client, edit):
    comment = make_comment(email=ANI)
    edit(comment, "Other words")
    assert Writer.objects.confirmed().count() == 1


def test_who_changes_without_end_has_to_wait(clock, edit):
    comment = make_comment(email=ANI)
    for number in range(30):
        assert edit(comment, f"Words number {number}").status_code == 303
    answer = edit(comment, "One more")
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
    assert "One more</textarea>" in answer.text

"""Decisions that are taken back, and two moderators who decide about the same comments."""

import re
import threading

import pytest
from django.db import connection

from comments import moderation
from comments.models import Comment
from comments.moderation import Seen
from tests.make import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db

Status = Comment.Status
QUEUE = "/admin/comments/comment/"
UNDO = re.compile(r'form="changelist-form" name="_undo" value="([^"]+)"')


@pytest.fixture
def moderator(client):
    user = make_user("moderator", username="ani")
    client.force_login(user)
    return user


def statuses():
    return list(Comment.objects.order_by("pk").values_list("status", flat=True))


def seen(client):
    return re.findall(r'name="seen" value="([^"]+)"', client.get(QUEUE).text)


def press(client, **form):
    """Press a button of the queue and return the page that follows."""
    return client.post(QUEUE, form, follow=True).text


def messages(page):
    found = re.findall(r'<li class="(?:success|warning)">(.*?)</li>', page, re.DOTALL)
    return [re.sub(r"\s*<button.*?</button>", "", each) for each in found]


@pytest.mark.parametrize("name", ["approve", "reject", "spam", "trash"])
def test_each_decision_is_taken_back_with_its_button(client, moderator, name):
    comment = make_comment(status=Status.PENDING)
    page = press(client, **{f"_{name}": comment.pk})
    page = press(client, _undo=UNDO.findall(page)[0])

    assert (statuses(), messages(page)) == (["pending"], ["1 decision taken back."])
    newest = comment.decisions.first()
    assert (newest.user, newest.after, newest.reason) == (moderator, "pending", "taken back")


@pytest.mark.usefixtures("moderator")
def test_a_held_comment_is_visible_again_in_its_place(client):
    comment = make_comment()
    page = press(client, _hold=comment.pk)
    assert list(Comment.objects.visible()) == []
    press(client, _undo=UNDO.findall(page)[0])

    assert [(one.pk, one.page) for one in Comment.objects.visible()] == [(comment.pk, 1)]
    assert Comment.objects.get().article.comment_count == 1


@pytest.mark.usefixtures("moderator")
def test_many_decisions_of_one_press_are_taken_back_with_one(client):
    waiting = make_comment(status=Status.PENDING)
    rejected = make_comment(status=Status.REJECTED)
    ticked = [waiting.pk, rejected.pk]
    page = press(client, action="approve", index="0", _selected_action=ticked)
    assert statuses() == ["visible", "visible"]
    page = press(client, _undo=UNDO.findall(page)[0])
    assert (statuses(), messages(page)) == (["pending", "rejected"], ["2 decisions taken back."])
    press(client, _undo=UNDO.findall(page)[0])
    assert statuses() == ["visible", "visible"]


@pytest.mark.usefixtures("moderator")
def test_taking_back_twice_changes_nothing_more(client):
    comment = make_comment(status=Status.PENDING)
    mark = UNDO.findall(press(client, _approve=comment.pk))[0]
    press(client, _undo=mark)
    press(client, _undo=mark)

    assert (statuses(), comment.decisions.count()) == (["pending"], 3)


@pytest.mark.parametrize("mark", ["", "x", "0" * 32, "9" * 200])
@pytest.mark.usefixtures("moderator")
def test_what_no_press_did_is_not_taken_back(client, mark):
    make_comment(status=Status.PENDING)

    assert messages(press(client, _undo=mark)) == []
    assert statuses() == ["pending"]


def test_who_may_not_moderate_takes_nothing_back(client):
    act = moderation.decide([make_comment()], Status.SPAM, by=make_user())
    client.force_login(make_user("reporter"))

    assert client.post(QUEUE, {"_undo": str(act.key)}).status_code == 403
    assert statuses() == ["spam"]


def test_what_somebody_decided_since_is_not_taken_back():
    comment = make_comment(status=Status.PENDING)
    act = moderation.decide([comment], Status.VISIBLE, by=make_user())
    moderation.reject(comment, by=make_user(username="beth"))
    undone = moderation.undo(act.key, by=make_user())

    assert (statuses(), undone.changed) == (["rejected"], [])
    assert [str(each.user) for each in undone.overtaken] == ["beth"]


@pytest.mark.parametrize("form", [{"_approve": "{}"}, {"action": "approve", "index": "0"}])
@pytest.mark.usefixtures("moderator")
def test_the_second_of_two_moderators_is_told_what_the_first_decided(client, form):
    comment = make_comment(name="Reader", status=Status.PENDING)
    looked = seen(client)
    moderation.reject(comment, by=make_user(username="beth"))
    pressed = {name: value.format(comment.pk) for name, value in form.items()}
    page = press(client, seen=looked, _selected_action=[comment.pk], **pressed)

    assert statuses() == ["rejected"]
    assert messages(page) == [
        "Beth was quicker: the comment by Reader is rejected now, and stays so."
    ]
    assert comment.decisions.count() == 2


@pytest.mark.usefixtures("moderator")
def test_what_nobody_else_decided_goes_through_beside_what_somebody_did(client):
    comments = [make_comment(status=Status.PENDING) for _ in range(9)]
    looked = seen(client)
    moderation.decide(comments[:7], Status.SPAM, by=make_user(username="beth"))
    ticked = [each.pk for each in comments]
    page = press(client, seen=looked, action="approve", index="0", _selected_action=ticked)

    assert statuses() == ["spam"] * 7 + ["visible"] * 2
    said = messages(page)
    assert (said[0], said[-1], len(said)) == (
        "2 comments approved.",
        "So it is with 2 comments more.",
        7,
    )


@pytest.mark.usefixtures("moderator")
def test_a_name_that_is_markup_stays_text_in_what_is_told(client):
    comment = make_comment(name="<b>R</b>", status=Status.PENDING)
    looked = seen(client)
    moderation.reject(comment, by=make_user(username="beth"))

    assert "by &lt;b&gt;R&lt;/b&gt; is" in messages(press(client, seen=looked, _spam=comment.pk))[0]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told():
    comment = make_comment(make_article(), status=Status.PENDING)
    looked = {comment.pk: Seen(comment.decisions.first().pk)}
    editors = {status: make_user() for status in (Status.VISIBLE, Status.SPAM)}
    ready, acts = threading.Barrier(2), []

    def decide(status, editor):
        ready.wait()
        try:
            acts.append(moderation.decide([comment], status, by=editor, seen=looked))
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=pair) for pair in editors.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted((len(act.changed), len(act.overtaken)) for act in acts) == [(0, 1), (1, 0)]
    assert comment.decisions.count() == 2

"""What an editor decides about a comment."""

import threading

import pytest
from django.contrib.auth.models import Permission
from django.db import connection

from comments import moderation
from comments.models import Comment, Decision
from comments.permissions import may_moderate
from tests.make import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db

Status = Comment.Status


def steps(comment):
    fields = ("user", "before", "after", "why")
    return list(comment.decisions.order_by("pk").values_list(*fields))[
        1:
    ]  # the first is its arrival


def test_an_approved_comment_is_visible_and_the_decision_is_kept():
    comment, editor = make_comment(status=Status.PENDING), make_user()
    approved = moderation.approve(comment, by=editor, why="kind words")

    assert (approved.status, approved.page) == (Status.VISIBLE, 1)
    assert list(Comment.objects.visible()) == [comment]
    assert steps(comment) == [(editor.pk, "pending", "visible", "kind words")]


def test_a_rejected_comment_is_not_visible():
    comment, editor = make_comment(), make_user()
    moderation.reject(comment, by=editor)

    assert list(Comment.objects.visible()) == []
    assert steps(comment) == [(editor.pk, "visible", "rejected", "")]


def test_deciding_the_same_twice_is_one_decision():
    comment, editor = make_comment(status=Status.PENDING), make_user()
    moderation.approve(comment, by=editor)
    moderation.approve(comment, by=editor)

    assert steps(comment) == [(editor.pk, "pending", "visible", "")]


def test_a_decision_starts_from_what_stands_in_the_database():
    comment, editor = make_comment(status=Status.PENDING), make_user()
    stale = Comment.objects.get(pk=comment.pk)
    moderation.reject(comment, by=editor)
    moderation.approve(stale, by=editor)

    assert [step[1:3] for step in steps(comment)] == [
        ("pending", "rejected"),
        ("rejected", "visible"),
    ]


def test_many_comments_of_many_stories_are_decided_at_once():
    waiting = [make_comment(make_article(), status=Status.PENDING) for _ in range(3)]
    seen = make_comment(waiting[0].article)

    act = moderation.decide([*waiting, seen], Status.VISIBLE, by=make_user())
    assert act.changed == waiting
    counts = [Comment.objects.get(pk=one.pk).article.comment_count for one in waiting]
    assert counts == [2, 1, 1]
    assert Decision.objects.filter(before="pending").count() == 3


def test_the_permission_decides_who_moderates():
    stranger, moderator = make_user(), make_user()
    reader = make_user(is_staff=False)
    for user in (moderator, reader):
        user.user_permissions.add(Permission.objects.get(codename="moderate_comment"))

    assert may_moderate(moderator) is True
    assert may_moderate(stranger) is False
    assert may_moderate(reader) is False


@pytest.mark.django_db(transaction=True)
def test_editors_who_decide_at_once_about_one_story_lose_no_decision_and_no_count():
    article, editor = make_article(), make_user()
    waiting = [make_comment(article, status=Status.PENDING) for _ in range(8)]
    make_comment(article)
    ready = threading.Barrier(len(waiting))

    def decide(comment):
        ready.wait()
        try:
            moderation.approve(comment, by=editor)
        finally:
            connection.close()

    editors = [threading.Thread(target=decide, args=[comment]) for comment in waiting]
    for thread in editors:
        thread.start()
    for thread in editors:
        thread.join()

    article.refresh_from_db()
    assert article.comment_count == article.comments.visible().count() == 9
    assert list(article.comments.values_list("page", flat=True)) == [1] * 9
    assert Decision.objects.filter(before="pending", user=editor).count() == 8

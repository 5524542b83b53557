"""A moderator blocks the senders of many comments with one press."""

import re

import pytest

from comments import moderation
from comments.models import Ban, Comment
from tests.comments.test_bans import QUEUE, UNDO, press
from tests.make import make_ban, make_comment, make_user

pytestmark = pytest.mark.django_db

Status = Comment.Status


@pytest.fixture(autouse=True)
def moderator(client):
    user = make_user("moderator", username="ani")
    client.force_login(user)
    return user


def test_many_are_removed_and_their_addresses_blocked_with_one_press_and_undo_takes_all_back(
    client, moderator
):
    make_ban("b@spam.example")
    ticked = [make_comment(email=f"{name}@spam.example") for name in "aabc"]
    ticked += [make_comment(email="", by_staff=moderator), make_comment(status=Status.WITHDRAWN)]
    keys = [comment.pk for comment in ticked]
    page = press(client, action="block_addresses", _selected_action=keys)
    senders = ["a@spam.example", "b@spam.example", "c@spam.example"]

    assert "5 comments are spam. 2 addresses are blocked." in page
    assert list(Ban.objects.order_by("value").values_list("value", flat=True)) == senders
    assert Comment.objects.filter(pk__in=keys, status=Status.SPAM).count() == 5
    page = press(client, _undo=UNDO.findall(page)[0])
    assert "No longer blocked: a@spam.example, c@spam.example" in page
    assert Ban.objects.get().value == "b@spam.example"
    assert Comment.objects.filter(pk__in=keys, status=Status.VISIBLE).count() == 5


def test_of_many_nobody_is_blocked_about_whom_a_colleague_decided_meanwhile(client):
    late, other = [make_comment(status=Status.PENDING) for _ in range(2)]
    seen = re.findall(r'name="seen" value="([^"]+)"', client.get(QUEUE).text)
    moderation.approve(late, by=make_user(username="beth"))
    keys = [late.pk, other.pk]
    page = press(client, action="block_addresses", _selected_action=keys, seen=seen)

    assert "Beth was quicker" in page
    assert Ban.objects.get().value == other.email
    assert not Comment.objects.filter(pk=late.pk, status=Status.SPAM).exists()

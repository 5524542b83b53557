"""What the queue shows a moderator: in which order, and what is known of each writer."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments import history, screening
from comments.models import Comment
from tests.make import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db

Status = Comment.Status
QUEUE = "/admin/comments/comment/"


@pytest.fixture(autouse=True)
def moderator(client):
    client.force_login(make_user("moderator"))


def rows(page):
    return [int(pk) for pk in re.findall(r'name="_selected_action" value="(\d+)"', page.text)]


def histories(client):
    found = re.findall(r'<p class="comment-history">(.*?)</p>', client.get(QUEUE).text)
    return [re.sub(r"\s+", " ", each) for each in found]


def written(hours, **fields):
    return make_comment(created_at=timezone.now() - timedelta(hours=hours), **fields).pk


def test_the_longest_waiting_stand_first_and_the_newest_of_the_decided_after_them(client):
    decided = [written(1), written(9)]
    waiting = [written(hours, status=Status.PENDING) for hours in (8, 2, 5)]

    assert rows(client.get(QUEUE)) == [waiting[0], waiting[2], waiting[1], *decided]


def test_the_queue_is_turned_from_the_waiting_into_the_decided_and_back(client, monkeypatch):
    from comments.admin.queue import CommentAdmin

    monkeypatch.setattr(CommentAdmin, "list_per_page", 2)
    old, new = written(9), written(1)
    waiting = [written(hours, status=Status.PENDING) for hours in (8, 5, 2)]
    first = client.get(QUEUE)
    second = client.get(QUEUE + first.context["cl"].older)
    third = client.get(QUEUE + second.context["cl"].older)

    assert [rows(page) for page in (first, second, third)] == [
        waiting[:2],
        [waiting[2], new],
        [old],
    ]
    assert rows(client.get(QUEUE + third.context["cl"].newer)) == [waiting[2], new]
    assert rows(client.get(QUEUE + second.context["cl"].newer)) == waiting[:2]
    assert ("Next page" in first.text, "Older" in first.text) == (True, False)


def test_a_hundred_comments_are_one_page(client):
    article = make_article()
    Comment.objects.bulk_create(
        Comment(article=article, name="Ani", body=f"Number {number}") for number in range(101)
    )

    assert len(rows(client.get(QUEUE))) == 100


def test_what_became_of_the_writers_other_comments_is_said(client):
    article = make_article()
    for status in (Status.VISIBLE, Status.VISIBLE, Status.REJECTED, Status.SPAM, Status.PENDING):
        make_comment(article, email="ani@example.org", status=status)
    make_comment(article, email="beth@example.org", status=Status.PENDING)
    make_comment(article, email="", status=Status.PENDING)
    said = {each.email: each for each in history.with_history(Comment.objects.order_by("pk"))}

    assert (said["ani@example.org"].approved, said["ani@example.org"].turned_down) == (2, 2)
    assert (said["beth@example.org"].approved, said["beth@example.org"].turned_down) == (0, 0)
    assert histories(client)[:2] == ["2 approved, 2 rejected", "first time"]


def test_a_comment_is_no_history_of_itself(client):
    make_comment()

    assert histories(client) == ["first time"]


def test_a_writer_of_many_comments_is_counted_up_to_a_bound(client, monkeypatch):
    monkeypatch.setattr(history, "MOST", 2)
    for _ in range(4):
        make_comment(email="ani@example.org")

    assert set(histories(client)) == {"2 approved, 0 rejected"}


def test_the_histories_of_a_page_cost_no_query_of_their_own(client):
    make_comment()
    client.get(QUEUE)
    with CaptureQueriesContext(connection) as one:
        client.get(QUEUE)
    for number in range(6):
        make_comment(email=f"r{number % 3}@example.org", status=Status.REJECTED)
    with CaptureQueriesContext(connection) as seven:
        client.get(QUEUE)

    assert len(seven) == len(one)


def test_the_histories_of_a_page_are_each_one_look_at_an_index():
    known = {"article": make_article(), "name": "Ani", "body": "Snow."}
    became = (Status.VISIBLE, Status.REJECTED)
    Comment.objects.bulk_create(
        Comment(**known, email=f"r{number % 301}@example.org", status=became[number % 2])
        for number in range(3000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    plan = history.with_history(Comment.objects.newest_first()[:100]).explain()
    looks = re.findall(r"(?:SCAN|SEARCH) (?!found)| on comments_comment", plan)

    assert (len(looks), plan.count("comments_desk_writer")) == (1 + 2, 2)


def test_what_the_screening_said_stays_readable_after_a_decision(client):
    links = "http://a.example http://b.example http://c.example"
    comment = screening.receive(Comment(article=make_article(), name="Ani", body=links))
    client.post(QUEUE, {"_approve": comment.pk})
    said = re.findall(r'<p class="comment-screened">(.*?)</p>', client.get(QUEUE).text)

    assert said == ["Screening: links: 3"]


def test_who_may_only_look_gets_no_buttons(client):
    from django.contrib.auth.models import Permission

    user = make_user()
    user.user_permissions.set(Permission.objects.filter(codename="view_comment"))
    client.force_login(user)
    comment = make_comment(status=Status.PENDING)
    page = client.get(QUEUE).text

    buttons = [name for name in ("_approve", "index", "seen") if f'name="{name}"' in page]
    assert (comment.body in page, buttons) == (True, [])


def test_nothing_ticked_is_said(client):
    make_comment(status=Status.PENDING)
    page = client.post(QUEUE, {"action": ["approve", "spam"], "index": "1"}, follow=True)

    assert "Items must be selected" in page.text
    assert Comment.objects.get().status == Status.PENDING

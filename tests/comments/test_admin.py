"""The queue of comments in the admin."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments import moderation, screening
from comments.models import Comment
from tests.make import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db

Status = Comment.Status
QUEUE = "/admin/comments/comment/"


def allowed(*codenames):
    user = make_user()
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


@pytest.fixture
def moderator(client):
    user = allowed("view_comment", "moderate_comment", "view_decision")
    client.force_login(user)
    return user


def statuses():
    return list(Comment.objects.order_by("pk").values_list("status", flat=True))


def rows(client, **query):
    page = client.get(QUEUE, query).content.decode()
    return [int(pk) for pk in re.findall(r'name="_selected_action" value="(\d+)"', page)]


@pytest.mark.usefixtures("moderator")
def test_what_waits_stands_first_and_can_be_read_whole(client):
    waiting = make_comment(
        make_article(headline="A bridge"),
        name="Ani",
        body="First line\nlast",
        status=Status.PENDING,
    )
    visible = make_comment()
    page = client.get(QUEUE).content.decode()

    assert rows(client) == [waiting.pk, visible.pk]
    assert "First line<br>last" in page
    assert [word for word in ("A bridge", "Ani", waiting.email) if word not in page] == []


@pytest.mark.usefixtures("moderator")
def test_the_queue_can_be_cut_down_to_a_status(client):
    waiting = make_comment(status=Status.PENDING)
    make_comment()

    assert rows(client, status__exact="pending") == [waiting.pk]


@pytest.mark.parametrize(
    ("button", "before", "after"),
    [
        ("_approve", Status.PENDING, Status.VISIBLE),
        ("_reject", Status.VISIBLE, Status.REJECTED),
        ("_spam", Status.PENDING, Status.SPAM),
        ("_trash", Status.REJECTED, Status.TRASH),
        ("_hold", Status.VISIBLE, Status.PENDING),
    ],
)
def test_a_button_in_the_row_decides(client, moderator, button, before, after):
    comment = make_comment(status=before)
    other = make_comment(status=before)
    answer = client.post(f"{QUEUE}?status__exact={before}", {button: comment.pk})

    assert (answer.status_code, answer["Location"]) == (302, f"{QUEUE}?status__exact={before}")
    assert statuses() == [after, before]
    assert (comment.decisions.first().user, other.decisions.count()) == (moderator, 1)


@pytest.mark.parametrize(
    ("action", "after"),
    [("approve", "visible"), ("reject", "rejected"), ("spam", "spam"), ("trash", "trash")],
)
def test_many_are_decided_at_once(client, moderator, action, after):
    ticked = [make_comment(status=Status.PENDING) for _ in range(2)]
    make_comment(status=Status.PENDING)
    form = {"action": action, "_selected_action": [comment.pk for comment in ticked]}
    client.post(QUEUE, form)

    assert statuses() == [after, after, "pending"]
    assert [comment.decisions.first().user for comment in ticked] == [moderator] * 2


@pytest.mark.parametrize("pk", ["0", "x", "9" * 30, ""])
@pytest.mark.usefixtures("moderator")
def test_a_button_of_no_row_decides_nothing(client, pk):
    make_comment(status=Status.PENDING)

    assert client.post(QUEUE, {"_approve": pk}).status_code == 302
    assert statuses() == ["pending"]


def test_who_may_only_look_decides_nothing(client):
    client.force_login(allowed("view_comment"))
    comment = make_comment(status=Status.PENDING)
    page = client.get(QUEUE).content.decode()
    button = client.post(QUEUE, {"_approve": comment.pk})
    client.post(QUEUE, {"action": "approve", "_selected_action": [comment.pk]})

    assert (comment.body in page, button.status_code) == (True, 403)
    assert statuses() == ["pending"]


def test_who_has_no_part_in_comments_does_not_see_them(client):
    client.force_login(allowed("view_article"))

    assert client.get(QUEUE).status_code == 403
    assert client.post(QUEUE, {"_approve": "1"}).status_code == 403


@pytest.mark.usefixtures("moderator")
def test_a_comment_shows_its_decisions_and_nobody_rewrites_either(client):
    sent = Comment(article=make_article(), name="Ani", email="ani@example.org", body="Well said.")
    comment = screening.receive(sent)
    moderation.approve(comment, by=make_user(username="editor-in-chief"), why="kind words")
    address = f"{QUEUE}{comment.pk}/change/"
    page = client.get(address).content.decode()

    assert [
        word for word in ("the screening", "editor-in-chief", "kind words") if word not in page
    ] == []
    assert client.post(address, {"body": "Changed", "status": "rejected"}).status_code == 403
    assert client.post(f"{QUEUE}{comment.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.get(f"{QUEUE}add/").status_code == 403
    assert (Comment.objects.get().body, statuses()) == ("Well said.", ["visible"])


@pytest.mark.usefixtures("moderator")
def test_hostile_words_are_text_in_the_queue(client):
    make_comment(body="<script>x</script>", name="<b>N</b>", website="https://example.org/<i>")
    page = client.get(QUEUE).content.decode()

    assert [tag for tag in ("<script>x", "<b>N", "<i>") if tag in page] == []
    assert "&lt;script&gt;x&lt;/script&gt;" in page


@pytest.mark.usefixtures("moderator")
def test_the_queue_costs_the_same_queries_with_one_comment_and_with_three(client):
    make_comment()
    client.get(QUEUE)
    with CaptureQueriesContext(connection) as one:
        client.get(QUEUE)
    for _ in range(2):
        moderation.reject(make_comment(answers=make_comment(by_staff=make_user())), by=make_user())
    with CaptureQueriesContext(connection) as five:
        client.get(QUEUE)

    assert len(five) == len(one)


@pytest.mark.usefixtures("moderator")
def test_from_the_desk_one_comes_to_what_readers_see_alone(client):
    waiting, visible = make_comment(status=Status.PENDING), make_comment()

    for comment, there in ((waiting, 0), (visible, 1)):
        page = client.get(f"{QUEUE}{comment.pk}/change/").text
        assert page.count(">View on site</a>") == there


def test_whom_a_comment_answers_and_the_mark_of_staff_are_said_in_armenian(client, moderator):
    moderator.desk_language = "hy"
    moderator.save()
    make_comment(answers=make_comment(name="Aram"), name="Nora", email="", by_staff=moderator)
    page = client.get(QUEUE).text

    assert "· Ի պատասխան՝ <bdi>Aram</bdi>" in page
    assert "<bdi>Nora</bdi> · Խմբագրություն" in page


@pytest.mark.usefixtures("moderator")
def test_who_decided_is_said_in_words(client):
    screened = screening.receive(
        Comment(article=make_article(), name="Ani", email="a@example.org", body="Well said.")
    )
    brought, decided = make_comment(), make_comment()
    gone = make_user(username="gone")
    moderation.reject(decided, by=gone)
    gone.delete()
    said = {
        screened: "the screening",
        brought: "an import",
        decided: "somebody who has left",
    }
    queue = client.get(QUEUE).text
    assert set(re.findall(r"<small>(.*?)</small>", queue)) == {
        "the screening: the first comment of this address",
        "an import",
        "somebody who has left",
    }
    for comment, who in said.items():
        page = client.get(f"{QUEUE}{comment.pk}/change/").text
        assert re.findall(r'class="field-who">\s*<p>(.*?)</p>', page)[0] == who

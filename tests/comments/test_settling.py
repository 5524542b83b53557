"""What readers reported, from the queue: shown, found by a filter, settled by a decision, and back when that is."""

import re

import pytest

from comments import moderation
from comments.models import Comment
from tests.make import make_article, make_comment, make_report, make_user

pytestmark = pytest.mark.django_db

Status = Comment.Status
QUEUE = "/admin/comments/comment/"
REPORTED = f"{QUEUE}?reported=yes"
UNDO = re.compile(r'form="changelist-form" name="_undo" value="([^"]+)"')


@pytest.fixture(autouse=True)
def moderator(client):
    user = make_user("moderator", username="ani")
    client.force_login(user)
    return user


def rows(page):
    return [int(pk) for pk in re.findall(r'name="_selected_action" value="(\d+)"', page.text)]


def seen(client):
    return re.findall(r'name="seen" value="([^"]+)"', client.get(QUEUE).text)


def waiting(comment):
    return [report.words for report in comment.reports.waiting().order_by("pk")]


def press(client, **form):
    return client.post(QUEUE, form, follow=True)


def undo(client, page):
    return press(client, _undo=UNDO.findall(page.text)[0])


def test_the_filter_shows_what_was_reported_and_stands(client):
    reported = [make_comment(), make_comment(status=Status.PENDING)]
    for comment in (*reported, make_comment(status=Status.REJECTED)):
        make_report(comment)
        make_report(comment)
    make_comment()

    assert sorted(rows(client.get(REPORTED))) == [comment.pk for comment in reported]
    assert len(rows(client.get(QUEUE))) == 4


@pytest.mark.parametrize("name", ["reject", "spam", "trash", "hold"])
def test_a_decision_settles_the_reports_and_undo_brings_them_back(client, name):
    comment = make_comment()
    make_report(comment, words="Look")
    page = press(client, **{f"_{name}": comment.pk})
    assert (waiting(comment), "1 report is settled" in page.text) == ([], True)
    page = undo(client, page)
    assert (waiting(comment), rows(client.get(REPORTED))) == (["Look"], [comment.pk])
    undo(client, page)
    assert waiting(comment) == []


@pytest.mark.parametrize("form", [{"_keep": "{}"}, {"action": "approve", "index": "0"}])
def test_a_reported_comment_is_left_as_it_is(client, moderator, form):
    comment, other = make_comment(), make_comment()
    make_report(comment)
    make_report(other)
    pressed = {name: value.format(comment.pk) for name, value in form.items()}
    page = press(client, _selected_action=[comment.pk], **pressed)

    assert (waiting(comment), len(waiting(other)), rows(client.get(REPORTED))) == (
        [],
        1,
        [other.pk],
    )
    decision = comment.decisions.first()
    assert (decision.user, decision.before, decision.after) == (moderator, "visible", "visible")
    assert decision.reason == "left as it is"
    undo(client, page)
    assert (len(waiting(comment)), Comment.objects.visible().count()) == (1, 2)


def test_only_what_is_reported_and_visible_offers_to_be_left(client):
    for status in (Status.VISIBLE, Status.PENDING, Status.REJECTED):
        make_report(make_comment(status=status))
    make_comment()
    kept = re.findall(r'name="_keep" value="(\d+)"', client.get(QUEUE).text)

    assert kept == [str(Comment.objects.earliest("pk").pk)]


def test_leaving_what_nobody_reported_leaves_no_decision(client):
    comment = make_comment()
    press(client, _keep=comment.pk)

    assert comment.decisions.count() == 1


def test_a_report_that_came_after_the_moderator_looked_waits(client):
    comment = make_comment()
    make_report(comment, words="First")
    looked = seen(client)
    make_report(comment, words="Later")
    page = press(client, _keep=comment.pk, seen=looked)
    assert waiting(comment) == ["Later"]
    undo(client, page)
    assert waiting(comment) == ["First", "Later"]


def test_where_a_colleague_was_quicker_the_reports_wait(client):
    comment = make_comment()
    looked = seen(client)
    moderation.decide([comment], Status.PENDING, by=make_user(username="beth"))
    make_report(comment, words="Look")
    page = press(client, _spam=comment.pk, seen=looked)

    assert ("Beth was quicker" in page.text, waiting(comment)) == (True, ["Look"])


def test_taking_back_an_older_press_leaves_the_reports_that_another_settled(client):
    comment = make_comment()
    first = press(client, _hold=comment.pk)
    make_report(comment)
    moderation.decide([comment], Status.VISIBLE, by=make_user(username="beth"))
    undo(client, first)

    assert (waiting(comment), Comment.objects.get().status) == ([], "visible")


def test_many_reports_are_counted_beyond_the_first_five(client):
    comment = make_comment()
    for number in range(7):
        make_report(comment, words=f"Word {number}")
    page = client.get(QUEUE).text

    assert re.findall(r"Word \d", page) == [f"Word {number}" for number in range(5)]
    assert "2 reports more" in page


def test_the_desks_first_page_names_what_was_reported(client):
    make_report(make_comment(make_article(headline="A bridge"), name="Reader"))
    page = client.get("/admin/").text

    assert "Reported: a comment by Reader on “A bridge”" in page
    assert REPORTED in page


def test_a_decision_about_many_costs_as_much_as_about_one(django_assert_max_num_queries):
    user = make_user()
    article = make_article()
    comments = [make_comment(article) for _ in range(9)]
    for comment in comments:
        make_report(comment)
    with django_assert_max_num_queries(12):
        moderation.decide(comments, None, by=user)

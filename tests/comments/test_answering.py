"""What the paper answers to readers, from the desk."""

import re

import pytest

from comments import moderation
from comments.models import Comment
from newsroom.models import Masthead
from tests.make import make_comment, make_user

pytestmark = pytest.mark.django_db

Status = Comment.Status
QUEUE = "/admin/comments/comment/"
UNDO = re.compile(r'form="changelist-form" name="_undo" value="([^"]+)"')


@pytest.fixture
def moderator(client):
    user = make_user("moderator", username="login", first_name="Ani", last_name="Petrosyan")
    client.force_login(user)
    return user


def post(client, comment, words="Thank you.", **fields):
    return client.post(f"{QUEUE}{comment.pk}/answer/", {"words": words} | fields, follow=True)


def answers(comment):
    fields = ("name", "body", "status", "by_staff", "page")
    return list(Comment.objects.filter(answers=comment).values_list(*fields))


def test_an_answer_stands_at_once_and_is_marked_as_the_papers(client, moderator):
    comment = make_comment()
    page = post(client, comment)
    assert "Your answer is posted." in page.text
    assert answers(comment) == [("Ani Petrosyan", "Thank you.", "visible", moderator.pk, 1)]
    read = client.get(comment.article.get_absolute_url()).text

    assert re.findall(r"<bdi>(.*?)</bdi></b> <span class=\"staff\">", read) == ["Ani Petrosyan"]
    assert Comment.objects.get(pk=comment.pk).article.comment_count == 2


def test_a_comment_that_waits_is_approved_with_its_answer_and_undo_takes_both_back(
    client, moderator
):
    comment = make_comment(status=Status.PENDING)
    mark = UNDO.findall(post(client, comment).text)[0]
    assert Comment.objects.visible().count() == 2
    client.post(QUEUE, {"_undo": mark})

    states = list(Comment.objects.order_by("pk").values_list("status", flat=True))
    assert states == ["pending", "trash"]
    client.post(QUEUE, {"_undo": UNDO.findall(client.get(QUEUE).text)[0]})
    assert Comment.objects.visible().count() == 2


def test_who_has_no_name_answers_as_the_paper_and_never_as_their_login(client):
    Masthead(name="The Valley Post").save()
    client.force_login(make_user("moderator", username="login"))
    comment = make_comment()
    post(client, comment)

    assert answers(comment)[0][0] == Masthead.current().name == "The Valley Post"


@pytest.mark.parametrize("words", ["", " \n ", "\u200b", "x" * 10_001])
@pytest.mark.usefixtures("moderator")
def test_what_is_no_answer_comes_back_with_every_word(client, words):
    comment = make_comment(status=Status.PENDING)
    page = post(client, comment, words)

    assert 'class="errorlist"' in page.text
    assert page.context["form"]["words"].value() == words
    assert (answers(comment), Comment.objects.get().status) == ([], "pending")


@pytest.mark.usefixtures("moderator")
def test_the_same_answer_sent_twice_is_one(client):
    comment = make_comment()
    for _ in range(2):
        post(client, comment)

    assert len(answers(comment)) == 1


@pytest.mark.usefixtures("moderator")
def test_an_answer_that_was_taken_back_can_be_given_again(client):
    comment = make_comment()
    client.post(QUEUE, {"_undo": UNDO.findall(post(client, comment).text)[0]})
    post(client, comment)

    assert [answer[2] for answer in answers(comment)] == ["trash", "visible"]


@pytest.mark.usefixtures("moderator")
def test_what_a_colleague_rejected_meanwhile_is_not_answered_and_the_words_stay(client):
    comment = make_comment(status=Status.PENDING)
    form = client.get(f"{QUEUE}{comment.pk}/answer/").text
    seen = re.findall(r'name="seen" value="([^"]+)"', form)
    moderation.reject(comment, by=make_user(username="beth"))
    page = post(client, comment, seen=seen)

    assert ("Beth was quicker" in page.text, "Thank you.</textarea>" in page.text) == (True, True)
    assert (answers(comment), Comment.objects.get().status) == ([], "rejected")


@pytest.mark.parametrize(
    ("referer", "leads_to"),
    [
        (f"https://news.example{QUEUE}?status__exact=pending", f"{QUEUE}?status__exact=pending"),
        ("https://elsewhere.example/?x=1", f"{QUEUE}?"),
    ],
)
@pytest.mark.usefixtures("moderator")
def test_after_an_answer_one_is_back_in_the_same_list(client, referer, leads_to):
    comment = make_comment()
    form = client.get(f"{QUEUE}{comment.pk}/answer/", headers={"referer": referer})
    page = post(client, comment, list=form.context["list"])

    assert page.redirect_chain == [(leads_to, 302)]


def test_who_may_not_moderate_answers_nobody(client):
    client.force_login(make_user("reporter"))
    comment = make_comment()

    assert post(client, comment).status_code == 403
    assert answers(comment) == []

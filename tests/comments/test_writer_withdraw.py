"""A writer takes a comment from readers."""

import pytest

from comments import answering, held, moderation, withdrawing
from comments.models import Comment, Writer
from tests.make import make_article, make_ban, make_comment, make_user
from tests.together import at_once

pytestmark = pytest.mark.django_db

ANI = "ani@example.org"
Status = Comment.Status
HIS_WORDS = "An editor removed this comment."
OWN_WORDS = "The writer removed this comment."


@pytest.fixture
def withdraw(client, page_of):
    """Return a function that withdraws a comment by the link that its writer got by mail."""

    def withdraw(comment):
        return client.post(f"{page_of(ANI)}{comment.pk}/withdraw/")

    return withdraw


def stored(comment):
    return Comment.objects.get(pk=comment.pk)


def test_a_withdrawn_comment_is_gone_from_everywhere(client, withdraw):
    comment = make_comment(email=ANI, body="Words to take back")
    make_comment(comment.article)
    story = comment.article.get_absolute_url()
    pages = [story, f"{story}feed/", "/comments/feed/"]
    assert ["Words to take back" in client.get(page).text for page in pages] == [True] * 3
    answer = withdraw(comment)
    assert answer.status_code == 303
    own = client.get(answer["Location"]).text
    assert ("The comment is withdrawn." in own, "You withdrew it" in own) == (True, True)
    assert ["Words to take back" in client.get(page).text for page in pages] == [False] * 3
    assert OWN_WORDS not in client.get(story).text
    assert (stored(comment).page, stored(comment).article.comment_count) == (None, 1)
    assert client.get(f"/comment/{comment.pk}/").status_code == 404
    assert client.get(f"/comment/held/{held.token(comment)}/").status_code == 404
    assert Writer.objects.confirmed().count() == 1


def test_answers_to_a_withdrawn_comment_keep_their_place(client, withdraw):
    comment = make_comment(email=ANI)
    answer = make_comment(answers=comment)
    removed = make_comment(comment.article)
    make_comment(answers=removed)
    moderation.reject(removed, by=make_user())
    withdraw(comment)
    page = client.get(comment.article.get_absolute_url()).text
    assert (page.count(OWN_WORDS), page.count(HIS_WORDS)) == (1, 1)
    assert page.index(OWN_WORDS) < page.index(f'id="comment-{answer.pk}"') < page.index(HIS_WORDS)
    assert (stored(answer).parent_id, stored(answer).page) == (comment.pk, 1)


def test_it_can_be_withdrawn_long_after_and_before_anybody_saw_it(client, clock, page_of):
    comments = [make_comment(email=ANI, status=status) for status in (Status.VISIBLE, "pending")]
    clock.shift(400 * 86400)
    address = page_of(ANI)
    for comment in comments:
        client.post(f"{address}{comment.pk}/withdraw/")
        assert stored(comment).status == Status.WITHDRAWN


def test_withdrawing_again_is_no_error_and_one_decision(client, page_of):
    comment = make_comment(email=ANI)
    address = page_of(ANI)
    for _ in range(2):
        assert client.post(f"{address}{comment.pk}/withdraw/").status_code == 303
    steps = comment.decisions.order_by("pk").values_list("step", "before", "after")
    assert list(steps)[1:] == [("withdraw", "visible", "withdrawn")]
    assert comment.decisions.first().who == "its writer"


def test_reading_the_address_changes_nothing(client, page_of):
    comment = make_comment(email=ANI)
    assert client.get(f"{page_of(ANI)}{comment.pk}/withdraw/").status_code == 405
    assert stored(comment).status == Status.VISIBLE


@pytest.mark.parametrize("deed", ["_approve", "_reject", "_spam", "_trash", "_hold", "_block"])
def test_no_editor_decides_about_it_any_more(client, withdraw, deed):
    comment = make_comment(email=ANI, body="Words to take back")
    withdraw(comment)
    client.force_login(make_user("moderator"))
    value = f"address-{comment.pk}" if deed == "_block" else comment.pk
    client.post("/admin/comments/comment/", {deed: value})
    assert stored(comment).status == Status.WITHDRAWN
    row = client.get("/admin/comments/comment/?status__exact=withdrawn").text
    assert ("Words to take back" in row, "withdrawn by its writer" in row) == (True, True)
    assert f'name="_approve" value="{comment.pk}"' not in row


def test_a_moderator_is_told_that_its_writer_was_quicker(client, withdraw):
    comment = make_comment(email=ANI, status="pending", name="Ani")
    seen = f"{comment.pk}-{comment.decisions.first().pk}-0"
    withdraw(comment)
    client.force_login(make_user("moderator"))
    posted = {"_approve": comment.pk, "seen": seen}
    page = client.post("/admin/comments/comment/", posted, follow=True).text
    assert "Its writer was quicker: the comment by Ani is withdrawn by its writer now" in page


def test_nobody_answers_it_in_the_papers_name(withdraw):
    comment = make_comment(email=ANI)
    withdraw(comment)
    answering.answer(comment, "You are right.", by=make_user())
    assert Comment.objects.count() == 1


def test_undoing_a_decision_does_not_bring_it_back(withdraw):
    comment, editor = make_comment(email=ANI), make_user()
    act = moderation.decide([comment], Status.REJECTED, by=editor)
    withdraw(comment)
    moderation.undo(act.key, by=editor)
    assert stored(comment).status == Status.WITHDRAWN


def test_the_same_words_may_be_sent_anew(client, withdraw):
    story = make_article()
    reply = {"name": "Ani", "email": ANI, "body": "I was there"}
    client.post(f"{story.get_absolute_url()}comments/", reply)
    withdraw(Comment.objects.get())
    client.post(f"{story.get_absolute_url()}comments/", reply)
    assert list(Comment.objects.order_by("pk").values_list("status", flat=True)) == [
        "withdrawn",
        "pending",
    ]


def test_a_blocked_writer_still_withdraws(withdraw):
    make_ban(ANI)
    comment = make_comment(email=ANI)
    withdraw(comment)
    assert stored(comment).status == Status.WITHDRAWN


@pytest.mark.django_db(transaction=True)
def test_an_approval_in_the_same_moment_does_not_bring_it_back():
    story, editor = make_article(), make_user()
    comments = [make_comment(story, email=ANI, status="pending") for _ in range(4)]

    def approve(comment):
        return lambda: moderation.approve(comment, by=editor)

    def withdraw(comment):
        return lambda: withdrawing.withdraw(comment)

    deeds = [deed for comment in comments for deed in (approve(comment), withdraw(comment))]
    at_once(*deeds)
    assert {stored(comment).status for comment in comments} == {Status.WITHDRAWN}
    story.refresh_from_db()
    assert story.comment_count == 0

"""Somebody has everything erased that we hold about their address."""

import pytest
from django.apps import apps
from django.db import connection

from comments import erasing, moderation, notices, reporting, waiting, writers
from comments.models import Comment, Decision, Notice, Rules, Writer
from newsroom.press.models import Hit, Letter
from tests.comments.waiting import make_waiting
from tests.make import make_article, make_ban, make_comment, make_rules, make_user
from tests.together import at_once

pytestmark = pytest.mark.django_db

ANI = "ani@example.org"
Status = Comment.Status
EMPTY_PLACE = "The writer removed this comment."


@pytest.fixture
def erase(client, page_of):
    """Return a function that erases an address by the link that was mailed to it."""

    def erase(email=ANI):
        return client.post(f"{page_of(email)}erase/")

    return erase


def everything():
    """Return all that stands in the tables of comments and of the press, as text."""
    models = [
        model for name in ("comments", "press") for model in apps.get_app_config(name).get_models()
    ]
    return " ".join(str(list(model.objects.values())) for model in models)


def test_nothing_of_the_address_remains_in_any_table(client, erase):
    story = make_article()
    make_rules(trusted_addresses="eva@example.org\ncanary.bird@example.org")
    said = {"name": "Canary Name", "email": "Canary.Bird@example.org", "body": "Canary words"}
    client.post(
        f"{story.get_absolute_url()}comments/", said | {"website": "https://canary.example"}
    )
    comment = Comment.objects.get()
    moderation.approve(comment, by=make_user(), why="canary reason")
    reporting.report(comment, reason="other", words="canary report", source="203.0.113.1")
    make_comment(answers=comment, email="eva@example.org")
    digest = Comment.objects.get(pk=comment.pk).digest
    assert (digest in everything(), everything().lower().count("canary") > 6) == (True, True)
    answer = erase("canary.bird@example.org")
    assert (answer.status_code, answer["Location"]) == (303, "/comments/yours/erased/")
    assert ("canary" in everything().lower(), digest in everything()) == (False, False)
    assert Comment.objects.filter(source="127.0.0.1").count() == 0
    counted = ["comment link for", "comment address"]
    assert Hit.objects.filter(action__in=counted).count() == 0
    assert Rules.objects.get().trusted_addresses == "eva@example.org"
    assert (Letter.objects.count(), Writer.objects.count()) == (0, 0)


def test_letters_and_notices_go_with_the_address_and_with_the_words(mailbox, erase):
    for email in (ANI, "eva@example.org"):
        writers.of_address(email, "en").confirm()
    hers = make_comment(email="eva@example.org", wants_notices=True)
    mine = make_comment(answers=hers, email=ANI, body="Canary words", wants_notices=True)
    notices.send([mine, make_comment(answers=mine, email="eva@example.org")])
    assert Letter.objects.count() == 2
    Letter.objects.filter(to="eva@example.org").update(status=Letter.Status.FAILED)
    erase()
    assert "Canary" not in everything()
    assert list(Letter.objects.values_list("to", flat=True)) == []
    assert Notice.objects.count() == 0


@pytest.mark.parametrize("status", ["queued", "handover", "failed"])
def test_letters_to_moderators_lose_what_is_erased(moderator, status):
    make_waiting(email=ANI, name="Canary Name", body="Canary words")
    make_waiting(email="eva@example.org", body="It stays.")
    waiting.tell()
    Letter.objects.update(status=status)
    erasing.erase(writers.of_address(ANI, "en"))
    letter = Letter.objects.get()
    assert [each["words"] for each in letter.context["comments"]] == ["It stays."]
    assert (letter.status, letter.context["count"], letter.context["more"]) == (status, 1, 0)
    assert "Canary" not in everything()


def test_a_letter_to_a_moderator_that_tells_nothing_any_more_goes(moderator, erase):
    make_waiting(email=ANI)
    waiting.tell()
    Letter.objects.update(status=Letter.Status.FAILED)
    erase()
    assert Letter.objects.filter(template=waiting.LETTER).count() == 0


@pytest.mark.django_db(transaction=True)
def test_what_is_erased_while_moderators_are_told_stands_in_no_letter(moderator):
    make_waiting(email=ANI, body="Canary words")
    writer = writers.of_address(ANI, "en")
    at_once(waiting.tell, lambda: erasing.erase(writer))
    assert "Canary" not in everything()


def test_the_last_page_says_so_to_everyone_alike(client, erase):
    make_comment(email=ANI)
    page = client.get(erase()["Location"])
    assert "Nothing is left" in page.text
    assert ANI not in page.text


def test_comments_without_answers_go_and_the_others_leave_an_empty_place(client, erase):
    story = make_article()
    alone = make_comment(story, email=ANI, body="Words without an answer")
    answered = make_comment(story, email=ANI, body="Words with an answer", name="Ani")
    answer = make_comment(answers=answered)
    last = make_comment(answers=answer, email=ANI, body="Words of the last level")
    beside = make_comment(answers=last)
    erase()
    page = client.get(story.get_absolute_url()).text
    assert ("Words" in page, ">Ani<" in page, page.count(EMPTY_PLACE)) == (False, False, 1)
    assert page.index(EMPTY_PLACE) < page.index(f'id="comment-{answer.pk}"')
    assert f'id="comment-{beside.pk}"' in page
    assert list(Comment.objects.order_by("pk").values_list("pk", "status", "page")) == [
        (answered.pk, "erased", 1),
        (answer.pk, "visible", 1),
        (beside.pk, "visible", 1),
    ]
    story.refresh_from_db()
    assert story.comment_count == 2
    assert [row.pk for row in Comment.objects.filter(pk=alone.pk)] == []


def test_a_conversation_with_oneself_goes_whole(erase):
    first = make_comment(email=ANI)
    second = make_comment(answers=first, email=ANI)
    third = make_comment(answers=second, email=ANI)
    make_comment(answers=third, email=ANI)
    erase()
    assert Comment.objects.count() == 0


def test_an_answer_that_still_waits_keeps_its_place_too(client, erase):
    comment = make_comment(email=ANI)
    answer = make_comment(answers=comment, status=Status.PENDING)
    erase()
    moderation.approve(answer, by=make_user())
    page = client.get(comment.article.get_absolute_url()).text
    assert page.index(EMPTY_PLACE) < page.index(f'id="comment-{answer.pk}"')


def test_an_empty_place_goes_with_the_last_answer(client, mailbox, page_of):
    comment = make_comment(email=ANI)
    make_comment(answers=comment, email="eva@example.org")
    for email in (ANI, "eva@example.org"):
        client.post(f"{page_of(email)}erase/")
    assert Comment.objects.count() == 0


def test_reading_the_page_asks_and_changes_nothing(client, page_of):
    make_comment(email=ANI)
    address = page_of(ANI)
    page = client.get(f"{address}erase/")
    assert (page.status_code, page["Cache-Control"]) == (200, "private, no-store")
    assert "Erase everything?" in page.text
    assert (Comment.objects.count(), Writer.objects.count()) == (1, 1)


def test_the_old_link_shows_that_nothing_is_left_and_erasing_again_is_no_error(client, page_of):
    make_comment(email=ANI)
    address = page_of(ANI)
    for _ in range(2):
        answer = client.post(f"{address}erase/")
        assert (answer.status_code, answer["Location"]) == (303, "/comments/yours/erased/")
    assert client.get(address)["Location"] == "/comments/yours/erased/"


def test_pages_of_comments_and_the_printed_ones_stay_right(client, erase):
    story = make_article()
    comments = [
        make_comment(story, email=ANI if number < 5 else f"r{number}@example.org")
        for number in range(23)
    ]
    assert Comment.objects.get(pk=comments[-1].pk).page == 2
    erase()
    assert set(Comment.objects.values_list("page", flat=True)) == {1}
    page = client.get(story.get_absolute_url()).text
    assert page.count('<li id="comment-') == 18
    assert client.get(f"{story.get_absolute_url()}comments/2/").status_code == 404


def test_that_an_address_is_blocked_remains_and_is_said_before(client, page_of):
    make_ban(ANI)
    make_comment(email=ANI)
    address = page_of(ANI)
    assert "That the address is blocked remains." in client.get(f"{address}erase/").text
    client.post(f"{address}erase/")
    assert writers.bans_of(ANI).count() == 1


def test_what_others_wrote_and_what_the_paper_wrote_stays(erase):
    make_comment(email=ANI)
    other = make_comment(email="eva@example.org")
    paper = make_comment(email=ANI, by_staff=make_user())
    erase()
    assert set(Comment.objects.values_list("pk", flat=True)) == {other.pk, paper.pk}
    assert Comment.objects.get(pk=other.pk).email == "eva@example.org"


def test_an_empty_place_is_nothing_to_decide_about(client, erase):
    comment = make_comment(email=ANI)
    make_comment(answers=comment)
    seen = {comment.pk: moderation.Seen(comment.decisions.first().pk)}
    erase()
    act = moderation.decide([comment], Status.VISIBLE, by=make_user(), seen=seen)
    assert (act.changed, len(act.overtaken)) == ([], 1)
    moderation.approve(comment, by=make_user())
    assert Comment.objects.get(pk=comment.pk).status == Status.ERASED
    assert list(Decision.objects.filter(comment=comment).values_list("step", "why")) == [
        ("erase", "")
    ]
    client.force_login(make_user("moderator"))
    assert client.get("/admin/comments/comment/").status_code == 200
    assert client.get(f"/admin/comments/comment/{comment.pk}/change/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_erasing_and_deciding_at_once_leaves_nothing_and_a_right_count():
    story, editor = make_article(), make_user()
    comments = [make_comment(story, email=ANI, status=Status.PENDING) for _ in range(4)]
    make_comment(answers=comments[0])
    writer = writers.of_address(ANI, "en")
    approvals = [lambda comment=comment: decide(comment, editor) for comment in comments]
    at_once(*approvals, *[lambda: erasing.erase(writer)] * 2)
    assert connection.in_atomic_block is False
    story.refresh_from_db()
    assert story.comment_count == 1
    assert sorted(Comment.objects.values_list("status", flat=True)) == ["erased", "visible"]


def decide(comment, editor):
    moderation.decide([comment], Status.VISIBLE, by=editor)

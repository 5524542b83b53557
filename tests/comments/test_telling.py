"""A decision with its reason, mailed to the writer, and the one answer to it."""

import datetime
import re

import pytest

from comments import mails, moderation, withdrawing, writers
from comments.models import Comment, Objection
from newsroom.press import tokens
from tests.make import make_article, make_comment, make_report, make_told, make_user
from tests.together import at_once

pytestmark = pytest.mark.django_db

Status = Comment.Status
QUEUE = "/admin/comments/comment/"
WHY = "It names a private person."
UNDO = re.compile(r'form="changelist-form" name="_undo" value="([^"]+)"')


@pytest.fixture
def moderator(client):
    user = make_user("moderator", username="beth")
    client.force_login(user)
    return user


def tell(client, comment, status="rejected", why=WHY, **fields):
    form = {"status": status, "why": why} | fields
    return client.post(f"{QUEUE}{comment.pk}/why/", form, follow=True)


def confirmed(comment):
    writers.of_address(comment.email, "en").confirm()
    return comment


def link(decision):
    return f"/comment/yours/{tokens.sign(mails.OBJECTION, decision.pk)}/objection/"


def objections(comment):
    return list(Objection.objects.filter(decision__comment=comment).values_list("words", flat=True))


@pytest.mark.parametrize("status", ["rejected", "spam", "trash"])
def test_the_reason_of_a_decision_stays_in_the_history(client, moderator, mailbox, status):
    comment = confirmed(make_comment())
    tell(client, comment, status)
    decision = comment.decisions.first()

    assert (decision.user, decision.after, decision.why, decision.told) == (
        *(moderator, status, WHY),
        False,
    )
    assert mailbox.fetch() == []


@pytest.mark.usefixtures("moderator")
def test_a_decision_that_stands_can_be_given_its_reason_later(client):
    comment = make_comment(status=Status.REJECTED)
    tell(client, comment)

    assert [each.why for each in comment.decisions.all()] == [WHY, ""]


@pytest.mark.usefixtures("moderator")
def test_the_reason_is_mailed_where_the_moderator_ticks_it(client, mailbox):
    comment = confirmed(make_comment(make_article(headline="A bridge & a mill")))
    page = tell(client, comment, tell="on")
    letters = mailbox.fetch()

    assert "The reason is on its way." in page.text
    assert [letter.to for letter in letters] == [[comment.email]]
    assert "under “A bridge & a mill” was not published." in letters[0].body
    assert WHY in letters[0].body
    assert comment.decisions.first().told


@pytest.mark.usefixtures("moderator")
def test_an_address_that_nobody_confirmed_gets_no_word(client, mailbox):
    comments = [make_comment(), make_comment(email=""), make_comment(by_staff=make_user())]
    writers.of_address(comments[0].email, "en")
    for comment in comments:
        page = tell(client, comment, tell="on")
        assert "on its way" not in page.text

    assert mailbox.fetch() == []
    assert [each.decisions.first().told for each in comments] == [False] * 3
    assert "The address is not confirmed" in client.get(f"{QUEUE}{comments[0].pk}/why/").text


@pytest.mark.parametrize(
    "form", [{"why": ""}, {"why": "x" * 301}, {"status": "visible"}, {"status": ""}]
)
@pytest.mark.usefixtures("moderator")
def test_what_is_no_decision_comes_back_with_what_was_typed(client, mailbox, form):
    comment = confirmed(make_comment())
    page = tell(client, comment, tell="on", **form)

    assert 'class="errorlist"' in page.text
    assert page.context["form"]["why"].value() == form.get("why", WHY)
    assert (comment.decisions.count(), mailbox.fetch()) == (1, [])


@pytest.mark.usefixtures("moderator")
def test_where_a_colleague_was_quicker_nothing_is_mailed_and_the_reason_stays_on_the_page(
    client, mailbox
):
    comment = confirmed(make_comment(status=Status.PENDING))
    seen = re.findall(r'name="seen" value="([^"]+)"', client.get(f"{QUEUE}{comment.pk}/why/").text)
    moderation.approve(comment, by=make_user(username="carl"))
    page = tell(client, comment, tell="on", seen=seen)
    assert ("Carl was quicker" in page.text, WHY in page.text) == (True, True)
    assert (Comment.objects.get().status, mailbox.fetch()) == ("visible", [])
    tell(client, comment, seen=page.context["seen"])
    assert Comment.objects.get().status == "rejected"


@pytest.mark.usefixtures("moderator")
def test_nothing_is_decided_about_what_its_writer_took_back(client, mailbox):
    comment = confirmed(make_comment())
    withdrawing.withdraw(comment)

    assert tell(client, comment, tell="on").status_code == 404
    assert (Comment.objects.get().status, mailbox.fetch()) == ("withdrawn", [])


def test_who_may_not_moderate_tells_nobody(client):
    client.force_login(make_user("reporter"))
    comment = make_comment()

    assert (tell(client, comment).status_code, comment.decisions.count()) == (403, 1)


def test_a_writer_follows_the_link_of_the_letter_and_answers(client, mailbox):
    comment = make_comment()
    make_told(comment, WHY)
    address = re.findall(r"https?://[^/]+(/comment/yours/\S+)", mailbox.fetch()[0].body)[0]
    page = client.get(address)
    assert (page.status_code, page["Cache-Control"]) == (200, "private, no-store")
    assert (page["Referrer-Policy"], dict(page.cookies)) == ("no-referrer", {})
    assert (WHY in page.text, comment.body in page.text) == (True, True)
    assert (objections(comment), Comment.objects.get().status) == ([], "rejected")
    said = client.post(address, {"words": "It is my own street."}, follow=True)
    assert "Your answer has reached the editors." in said.text
    assert (objections(comment), Comment.objects.get().status) == (
        ["It is my own street."],
        "pending",
    )


def test_the_answer_lands_in_the_queue_and_is_settled_by_a_decision(client, moderator):
    comment = make_comment()
    client.post(link(make_told(comment, WHY)), {"words": "It is my <own> street."})
    page = client.get(f"{QUEUE}?status__exact=pending").text
    assert "It is my &lt;own&gt; street." in page
    assert "Screening:" not in page
    assert "its writer: answered a decision" in re.sub(r"\s+", " ", page)
    client.post(QUEUE, {"_approve": comment.pk})
    assert Comment.objects.visible().count() == 1


def test_a_writer_answers_once(client):
    comment = make_comment()
    address = link(make_told(comment))
    client.post(address, {"words": "First"})
    moderation.reject(comment, by=make_user())
    page = client.post(address, {"words": "Second"}, follow=True)

    assert (objections(comment), Comment.objects.get().status) == (["First"], "rejected")
    assert ("First" in page.text, 'name="words"' in page.text) == (True, False)


@pytest.mark.django_db(transaction=True)
def test_many_answers_at_once_are_one(client):
    comment = make_comment()
    address = link(make_told(comment))
    at_once(*[lambda: type(client)().post(address, {"words": "Mine"}) for _ in range(8)])

    assert len(objections(comment)) == 1
    assert comment.decisions.filter(step="object").count() == 1


def test_the_answer_to_a_decision_that_an_editor_changed_leaves_the_comment_as_it_is(client):
    comment = make_comment()
    address = link(make_told(comment))
    moderation.approve(comment, by=make_user())
    client.post(address, {"words": "Thank you."})

    assert (objections(comment), Comment.objects.get().status) == (["Thank you."], "visible")


@pytest.mark.parametrize("words", ["", "\u200b", "x" * 2_001])
def test_what_is_no_answer_comes_back(client, words):
    comment = make_comment()
    page = client.post(link(make_told(comment)), {"words": words})

    assert (page.status_code, page.context["form"]["words"].value()) == (422, words)
    assert "There is a problem" in page.text
    assert (objections(comment), Comment.objects.get().status) == ([], "rejected")


def test_a_link_works_for_a_month(client, time_machine):
    address = link(make_told(make_comment()))
    now = datetime.datetime.now(datetime.UTC)
    time_machine.move_to(now + datetime.timedelta(days=29))
    assert client.get(address).status_code == 200
    time_machine.move_to(now + datetime.timedelta(days=31))
    assert client.post(address, {"words": "Late"}).status_code == 410
    assert Objection.objects.count() == 0


def test_only_a_mailed_decision_is_answered_and_only_by_its_own_link(client):
    comment = make_comment()
    told = make_told(comment)
    silent = make_comment()
    moderation.reject(silent, by=make_user())
    for token in (
        tokens.sign(mails.OBJECTION, silent.decisions.first().pk),
        tokens.sign(mails.LINK, told.pk),
        "nonsense",
    ):
        address = f"/comment/yours/{token}/objection/"
        assert client.post(address, {"words": "No"}).status_code == 404
    assert Objection.objects.count() == 0


def test_undo_after_the_writer_answered_leaves_the_comment_to_the_next_look(client, moderator):
    comment = make_comment()
    decision = make_told(comment, by=moderator)
    client.post(link(decision), {"words": "It is my own street."})
    page = client.post(QUEUE, {"_undo": str(decision.act)}, follow=True)

    assert "Its writer was quicker" in page.text
    assert Comment.objects.get().status == "pending"


def test_reasons_and_reports_go_together(client, moderator):
    comment = make_comment()
    make_report(comment)
    page = tell(client, comment)
    assert comment.reports.waiting().count() == 0
    client.post(QUEUE, {"_undo": UNDO.findall(page.text)[0]})
    assert (comment.reports.waiting().count(), Comment.objects.get().status) == (1, "visible")

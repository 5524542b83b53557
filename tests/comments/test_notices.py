"""Readers hear by mail of answers to their comments: of each once, when others can read it."""

from types import SimpleNamespace

import pytest

from comments import answering, moderation, notices, withdrawing, writers
from comments.models import Comment, Notice
from newsroom.press.mail import deliver_due
from newsroom.press.models import Letter
from tests.harness.mail_server import Server, serving
from tests.make import make_article, make_comment, make_user
from tests.together import at_once

pytestmark = pytest.mark.django_db

ANI, EVA = "ani@example.org", "eva@example.org"
Status = Comment.Status


@pytest.fixture
def answered():
    """A comment whose writer, confirmed, wants to hear of answers."""
    writers.of_address(ANI, "en").confirm()
    return make_comment(make_article(headline="The bridge"), email=ANI, wants_notices=True)


def answer(comment, status=Status.PENDING, **fields):
    fields = {"email": EVA, "name": "Eva", "body": "I saw it too."} | fields
    return make_comment(answers=comment, status=status, **fields)


def approve(comment):
    return moderation.approve(comment, by=make_user())


def test_an_answer_is_told_when_it_can_be_read(mailbox, answered):
    waiting = answer(answered)
    assert mailbox.fetch() == []
    approve(waiting)
    (letter,) = mailbox.fetch()
    assert letter.to == [ANI]
    assert letter.subject == "New answer to your comment on The bridge"
    for said in (letter.body, letter.alternatives[0].content):
        assert "I saw it too." in said
        assert f"http://testserver/comment/{waiting.pk}/" in said
    assert "Eva answered your comment on “The bridge”:" in letter.body


def test_an_answer_that_stands_at_once_is_told_at_once(client, mailbox, answered):
    make_comment(email=EVA)  # not her first
    story = answered.article.get_absolute_url()
    reply = {"name": "Eva", "email": EVA, "body": "I saw it too.", "parent": answered.pk}
    headers = {"Sec-Fetch-Site": "same-origin"}
    for _ in range(2):
        client.post(f"{story}comments/", reply, headers=headers)
    assert Comment.objects.get(body="I saw it too.").is_visible is True
    assert [letter.to for letter in mailbox.fetch()] == [[ANI]]


def test_an_answer_of_the_paper_is_told(mailbox, answered):
    answering.answer(answered, "We shall ask the mayor.", by=make_user())
    (letter,) = mailbox.fetch()
    assert "We shall ask the mayor." in letter.body


def test_each_answer_is_told_once(mailbox, answered):
    waiting = answer(answered)
    for _ in range(2):
        approve(waiting)
        mailbox.fetch()
        moderation.reject(waiting, by=make_user())
    approve(waiting)
    assert (mailbox.fetch(), Letter.objects.count()) == ([], 1)
    approve(answer(answered, body="Another answer."))
    assert len(mailbox.fetch()) == 1


def test_many_answers_approved_with_one_press_are_each_told(mailbox, answered):
    other = make_comment(email="tigran@example.org", wants_notices=True)
    writers.of_address("tigran@example.org", "hy").confirm()
    waiting = [answer(answered), answer(answered, body="And I."), answer(other)]
    moderation.decide(waiting, Status.VISIBLE, by=make_user())
    assert sorted(letter.to[0] for letter in mailbox.fetch()) == [ANI, ANI, "tigran@example.org"]


def test_who_did_not_ask_or_did_not_confirm_hears_nothing(mailbox, answered):
    quiet = make_comment(email=ANI)
    unconfirmed = make_comment(email="tigran@example.org", wants_notices=True)
    writers.of_address("tigran@example.org", "en")
    for comment in (quiet, unconfirmed):
        approve(answer(comment))
    assert (mailbox.fetch(), Notice.objects.count()) == ([], 0)


@pytest.mark.parametrize("email", [ANI, "Ani@Example.org"])
def test_nobody_is_told_of_their_own_answer(mailbox, answered, email):
    approve(answer(answered, email=email))
    answering.answer(answered, "As I said.", by=make_user(email=email))
    assert mailbox.fetch() == []


def test_only_answers_to_the_comment_itself_are_told(mailbox, answered):
    first = answer(answered, status=Status.VISIBLE)
    approve(answer(first, email="tigran@example.org"))
    approve(make_comment(answered.article, email=EVA, status=Status.PENDING))
    assert mailbox.fetch() == []


def test_in_the_last_level_whoever_is_named_is_told(mailbox, answered):
    second = answer(answered, status=Status.VISIBLE)
    last = answer(second, email=ANI, status=Status.VISIBLE, wants_notices=True)
    beside = answer(last)
    assert beside.parent_id == second.pk
    approve(beside)
    assert [letter.to for letter in mailbox.fetch()] == [[ANI]]


@pytest.mark.parametrize("status", [Status.REJECTED, Status.SPAM, Status.WITHDRAWN])
def test_nothing_is_told_about_an_answer_to_what_readers_do_not_see(mailbox, answered, status):
    waiting = answer(answered)
    Comment.objects.filter(pk=answered.pk).update(status=status)
    approve(waiting)
    assert mailbox.fetch() == []


def test_nothing_is_told_of_a_story_that_readers_do_not_have(mailbox, answered):
    waiting = answer(answered)
    answered.article.return_to_draft()
    answered.article.save()
    approve(waiting)
    assert mailbox.fetch() == []


@pytest.mark.parametrize("which", ["the answer", "the comment"])
def test_a_letter_that_has_not_gone_is_taken_back_with_what_it_is_about(mailbox, answered, which):
    waiting = approve(answer(answered))
    assert Letter.objects.count() == 1
    withdrawing.withdraw(waiting if which == "the answer" else answered)
    assert (mailbox.fetch(), Letter.objects.count(), Notice.objects.count()) == ([], 0, 0)


def test_an_answer_that_was_taken_back_untold_and_comes_again_is_told(mailbox, answered):
    waiting, editor = answer(answered), make_user()
    act = moderation.decide([waiting], Status.VISIBLE, by=editor)
    moderation.undo(act.key, by=editor)
    assert mailbox.fetch() == []
    approve(waiting)
    assert len(mailbox.fetch()) == 1


def test_an_imported_answer_is_not_told(mailbox, answered):
    answer(answered, status=Status.VISIBLE)
    assert mailbox.fetch() == []


def test_words_of_an_answer_are_text_in_both_parts(mailbox, answered):
    approve(answer(answered, name="<b>Eva</b>", body="<script>1</script>\r\nBcc: x@example.org"))
    (letter,) = mailbox.fetch()
    assert "<b>Eva</b> answered" in letter.body
    assert "&lt;script&gt;1&lt;/script&gt;" in letter.alternatives[0].content
    assert letter.recipients() == [ANI]


def test_the_letter_speaks_the_readers_language(mailbox, answered):
    writer = writers.of_address(ANI, "en")
    writer.language = "hyw"
    writer.save()
    approve(answer(answered))
    (letter,) = mailbox.fetch()
    assert "Կարդալ եւ պատասխանել" in letter.body


def test_what_the_mail_server_gets_says_how_to_stop(settings, answered):
    approve(answer(answered))
    with serving(settings, Server()) as server:
        deliver_due()
        deliver_due()
    [message] = server.accepted
    assert (message["To"], message["List-Unsubscribe-Post"]) == (ANI, "List-Unsubscribe=One-Click")
    stop = message["List-Unsubscribe"].strip(" <>")
    assert stop.startswith("http://testserver/comment/notices/")
    assert stop in "".join(message.get_body(["plain"]).get_content().split())
    assert EVA not in message.as_string()


def test_a_letter_is_queued_with_the_decision_or_not_at_all(mailbox, answered, monkeypatch):
    waiting = answer(answered)

    def dies(*_):
        raise OSError("the machine goes down")

    monkeypatch.setattr("newsroom.press.mail.deliver", SimpleNamespace(enqueue=dies))
    with pytest.raises(OSError, match="goes down"):
        approve(waiting)
    waiting.refresh_from_db()
    assert (waiting.status, Letter.objects.count(), Notice.objects.count()) == ("pending", 0, 0)


def test_telling_costs_the_same_questions_for_one_and_for_three_that_nobody_waits_for(
    django_assert_num_queries,
):
    for many in (1, 3):
        told = [answer(make_comment(), status=Status.VISIBLE) for _ in range(many)]
        with django_assert_num_queries(1):
            notices.send(told)


@pytest.mark.django_db(transaction=True)
def test_two_editors_at_once_set_off_one_letter():
    writers.of_address(ANI, "en").confirm()
    answered = make_comment(email=ANI, wants_notices=True)
    waiting, editor = answer(answered), make_user()
    at_once(*[lambda: moderation.approve(waiting, by=editor)] * 4)
    assert (Letter.objects.count(), Notice.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_a_letter_that_goes_while_it_is_taken_back_is_sent_or_gone(mailbox):
    writers.of_address(ANI, "en").confirm()
    answered = make_comment(email=ANI, wants_notices=True)
    waiting = approve(answer(answered))
    at_once(lambda: withdrawing.withdraw(waiting), deliver_due)
    told = list(Letter.objects.values_list("status", flat=True))
    assert told in ([], ["sent"])
    assert Notice.objects.count() == len(told)

"""An editor changes the words of a comment from the queue, and takes that back."""

import re

import pytest

from comments import editing, moderation, withdrawing
from comments.models import Comment
from comments.revising import Words
from tests.make import make_article, make_comment, make_report, make_user

pytestmark = pytest.mark.django_db

Status = Comment.Status
QUEUE = "/admin/comments/comment/"
UNDO = re.compile(r'form="changelist-form" name="_undo" value="([^"]+)"')


@pytest.fixture
def moderator(client):
    user = make_user("moderator", username="ani")
    client.force_login(user)
    return user


@pytest.fixture
def comment():
    return make_comment(name="Reader", body="A fool and a good point.")


def save(client, comment, body="A good point.", **fields):
    form = {"body": body, "name": comment.name, "website": comment.website} | fields
    return client.post(f"{QUEUE}{comment.pk}/edit/", form, follow=True)


def undo(client, page):
    return client.post(QUEUE, {"_undo": UNDO.findall(page.text)[0]}, follow=True)


def read(client, comment):
    """Return what readers are shown of the comment, and whether an editor changed it."""
    page = client.get(comment.article.get_absolute_url()).text
    item = re.search(rf'<li id="comment-{comment.pk}">(.*?)</li>', page, re.DOTALL)[1]
    return re.findall(r"<p[^>]*>(.*?)</p>", item)[1], "edited by an editor" in item


def said():
    comment = Comment.objects.get()
    return comment.body, comment.name, comment.website, comment.status, comment.edited_by_paper


@pytest.mark.usefixtures("moderator")
def test_readers_see_the_other_words_at_once_and_are_told(client, comment):
    assert read(client, comment) == ("A fool and a good point.", False)
    page = save(client, comment)
    assert "The comment is changed." in page.text
    assert read(client, comment) == ("A good point.", True)
    page = undo(client, page)
    assert read(client, comment) == ("A fool and a good point.", False)
    undo(client, page)
    assert read(client, comment) == ("A good point.", True)


def test_the_change_is_in_the_history_with_what_the_comment_said_before(client, moderator, comment):
    save(client, comment, why="no insults")
    decision = comment.decisions.first()
    assert (decision.user, decision.before, decision.after) == (moderator, "visible", "visible")
    assert decision.reason == "changed the words – no insults"
    page = client.get(QUEUE).text
    assert "Before an editor changed it" in page
    assert "A fool and a good point." in page


@pytest.mark.usefixtures("moderator")
def test_name_and_website_are_changed_and_come_back(client):
    comment = make_comment(name="The Mayor", website="https://casino.example", body="Hello")
    page = save(client, comment, "Hello", name="A reader", website="")
    assert said() == ("Hello", "A reader", "", "visible", True)
    undo(client, page)
    assert said() == ("Hello", "The Mayor", "https://casino.example", "visible", False)


@pytest.mark.parametrize("status", [Status.PENDING, Status.REJECTED])
@pytest.mark.usefixtures("moderator")
def test_what_waits_or_was_rejected_is_changed_where_it_stands(client, status):
    comment = make_comment(status=status)
    save(client, comment, "Better.")
    assert (Comment.objects.get().body, Comment.objects.get().status) == ("Better.", status)
    assert Comment.objects.visible().count() == 0
    client.post(QUEUE, {"_approve": comment.pk})
    assert read(client, comment) == ("Better.", True)


@pytest.mark.parametrize(
    "form",
    [
        *({"body": ""}, {"body": "\u200b"}, {"body": "x" * 10_001}, {"name": ""}),
        *({"name": "x" * 81}, {"website": "javascript:alert(1)"}, {"why": "x" * 301}),
    ],
)
@pytest.mark.usefixtures("moderator")
def test_what_cannot_be_taken_comes_back_and_changes_nothing(client, comment, form):
    page = save(client, comment, **form)
    name, value = next(iter(form.items()))
    assert 'class="errorlist"' in page.text
    assert page.context["form"][name].value() == value
    assert said()[0] == "A fool and a good point."


@pytest.mark.usefixtures("moderator")
def test_saving_the_same_words_changes_nothing(client, comment):
    save(client, comment, comment.body)
    assert (comment.decisions.count(), comment.revisions.count(), said()[4]) == (1, 0, False)


@pytest.mark.usefixtures("moderator")
def test_the_reports_wait_for_a_decision_about_what_is_left(client, comment):
    make_report(comment)
    save(client, comment)
    assert comment.reports.waiting().count() == 1


def form_of(client, comment):
    page = client.get(f"{QUEUE}{comment.pk}/edit/").text
    return re.findall(r'name="seen" value="([^"]+)"', page)


@pytest.mark.usefixtures("moderator")
def test_where_a_colleague_was_quicker_nothing_is_changed_and_the_words_stay_on_the_page(
    client, comment
):
    seen = form_of(client, comment)
    words = Words("Reader", "", "A point.")
    moderation.edit(comment, words, by=make_user(username="beth"))
    page = save(client, comment, seen=seen)
    assert "Beth was quicker" in page.text
    assert "A good point.</textarea>" in page.text
    assert said()[0] == "A point."
    save(client, comment, seen=page.context["seen"])
    assert said()[0] == "A good point."


@pytest.mark.usefixtures("moderator")
def test_what_its_writer_changed_meanwhile_is_neither_changed_nor_approved_unseen(client, comment):
    seen = form_of(client, comment)
    editing.edit(Comment.objects.get(), "A fool, I say.")
    page = save(client, comment, seen=seen)
    assert ("The screening was quicker" in page.text, said()[0]) == (True, "A fool, I say.")


@pytest.mark.usefixtures("moderator")
def test_its_writer_does_not_bring_back_what_an_editor_took_out(client, comment):
    save(client, comment)
    with pytest.raises(editing.TooLate):
        editing.edit(Comment.objects.get(), "A fool, I say.")
    assert said()[0] == "A good point."


@pytest.mark.usefixtures("moderator")
def test_what_its_writer_took_back_is_not_changed(client, comment):
    withdrawing.withdraw(comment)
    assert save(client, comment).status_code == 404
    act = moderation.edit(comment, Words("Reader", "", "A point."), by=make_user())
    assert (act.changed, said()[0]) == ([], "A fool and a good point.")


@pytest.mark.usefixtures("moderator")
def test_undo_leaves_what_somebody_did_since(client, comment):
    page = save(client, comment)
    moderation.decide([comment], Status.SPAM, by=make_user(username="beth"))
    undo(client, page)
    assert (said()[0], said()[3]) == ("A good point.", "spam")


@pytest.mark.usefixtures("moderator")
def test_the_same_words_sent_again_by_their_writer_are_still_one_comment(client):
    from comments import screening

    article = make_article()
    fields = {"article": article, "name": "Ani", "email": "ani@example.org", "body": "Fool."}
    comment = screening.receive(Comment(**fields))
    save(client, comment, "Well.")
    again = screening.receive(Comment(**fields))

    assert (again.pk, Comment.objects.count(), said()[0]) == (comment.pk, 1, "Well.")


def test_who_may_not_moderate_changes_nothing(client, comment):
    client.force_login(make_user("reporter"))
    assert (save(client, comment).status_code, said()[0]) == (403, "A fool and a good point.")


@pytest.mark.usefixtures("moderator")
def test_markup_stays_text(client, comment):
    save(client, comment, "<b>Point</b> https://example.org")
    assert read(client, comment)[0].startswith("&lt;b&gt;Point&lt;/b&gt; <a href=")

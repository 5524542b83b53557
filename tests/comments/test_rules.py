"""The rules that an editor sets at the desk, and what they make of a comment."""

import datetime

import pytest
from django.utils import timezone

from comments import moderation, screening
from comments.models import Comment, Decision, Rules
from newsroom.models import Masthead
from tests.articles.deskforms import opened
from tests.make import (
    make_article,
    make_ban,
    make_comment,
    make_report,
    make_rules,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db

Status, Hold = Comment.Status, Rules.Hold
PAGE = "/admin/comments/rules/1/change/"
FORM = {
    "hold": "first",
    "trusted_addresses": "",
    "hold_colleagues": "on",
    "links_allowed": "2",
    "blocked_words": "",
    "blocked_become": "pending",
    "comments_close_after": "",
    "sources_kept": "30",
}


def send(article=None, browser="", **fields):
    """Send a comment as a reader does; return what became of it and by which step."""
    usual = {"name": "Ani", "email": "ani@example.org", "body": "Well said.", "source": "192.0.2.7"}
    comment = Comment(article=article or make_article(), **usual | fields)
    comment = screening.receive(comment, screening.Arrival(browser=browser))
    return comment.status, comment.decisions.get().step


HELD, SHOWN = (Status.PENDING, "first_comment"), (Status.VISIBLE, "clear")


@pytest.mark.parametrize(
    ("hold", "first", "later"),
    [
        (Hold.EVERYONE, (Status.PENDING, "everyone"), (Status.PENDING, "everyone")),
        (Hold.FIRST, HELD, SHOWN),
        (Hold.NOBODY, SHOWN, SHOWN),
    ],
)
def test_whose_comments_wait(hold, first, later):
    make_rules(hold=hold)
    known = make_comment(email="known@example.org")
    make_comment(email="refused@example.org", status=Status.REJECTED)

    assert send(known.article, email="new@example.org") == first
    assert send(known.article, email="refused@example.org", body="Once more.") == first
    assert send(known.article, email="known@example.org", body="Me again.") == later


def test_a_reader_whose_comment_was_approved_does_not_wait_again():
    article = make_article()
    assert send(article) == HELD
    moderation.approve(Comment.objects.get(), by=make_user())
    assert send(article, body="And another thing.") == SHOWN


@pytest.mark.parametrize("typed", ["friend@example.org", "FRIEND@Example.org"])
def test_a_trusted_address_does_not_wait(typed):
    make_rules(hold=Hold.EVERYONE, trusted_addresses="other@example.org\nfriend@example.org")
    assert send(email=typed) == (Status.VISIBLE, "trusted")
    assert send(email="end@example.org", body="I am no friend.") == (Status.PENDING, "everyone")


def test_a_trusted_address_does_not_pass_what_the_other_rules_stop():
    make_rules(trusted_addresses="friend@example.org", blocked_words="casino*", hold=Hold.NOBODY)
    links = "http://a.example http://b.example http://c.example"
    assert send(email="friend@example.org", body="Casinos!") == (Status.PENDING, "blocked_word")
    assert send(email="friend@example.org", body=links) == (Status.PENDING, "many_links")


@pytest.mark.parametrize("links", [0, 4])
def test_more_links_than_allowed_wait(links):
    make_rules(links_allowed=links, hold=Hold.NOBODY)
    body = " ".join(f"http://{number}.example" for number in range(links + 1))
    assert send(body=body) == (Status.PENDING, "many_links")
    assert send(body=body.rpartition(" ")[0] or "None at all.", email="b@example.org") == SHOWN


def test_a_colleague_s_address_waits_when_it_is_typed_in_public():
    make_user(email="Editor@example.org")
    make_user(email="left@example.org", is_active=False)
    rules = make_rules(hold=Hold.NOBODY)
    assert send(email="editor@example.ORG") == (Status.PENDING, "colleague")
    assert send(email="left@example.org", body="I left.") == SHOWN
    rules.hold_colleagues = False
    rules.save()
    assert send(email="editor@example.org", body="It is really me.") == SHOWN


def test_the_same_words_elsewhere_within_a_day_wait():
    make_rules(hold=Hold.NOBODY)
    article = make_article()
    assert send(article, body="Read   my page!") == SHOWN
    repeated = (Status.PENDING, "repeated")
    assert send(email="b@example.org", body="READ my\npage!") == repeated
    assert send(article, email="c@example.org", body="Read my page!") == repeated
    long_ago = timezone.now() - datetime.timedelta(days=1, minutes=1)
    Comment.objects.update(created_at=long_ago)
    assert send(email="d@example.org", body="Read my page!") == SHOWN


def test_words_that_were_spam_elsewhere_are_spam():
    make_rules(hold=Hold.NOBODY)
    make_ban("spam@example.org")
    assert send(email="spam@example.org", body="Buy now") == (Status.SPAM, "banned")
    assert send(email="spam@example.org", body="Buy now") == (Status.SPAM, "repeated")
    assert send(email="other@example.org", body="Buy now") == (Status.SPAM, "repeated")


def test_an_address_whose_reported_comment_was_left_as_it_is_does_not_wait():
    make_rules(hold=Hold.NOBODY)
    before = make_comment(email="ani@example.org")
    make_report(before)
    assert send() == (Status.PENDING, "reported")
    moderation.decide([before], None, by=make_user())
    assert send(body="Once more.") == SHOWN


@pytest.mark.parametrize(
    ("days", "status", "step"),
    [
        (29, Status.VISIBLE, "reported"),
        (31, Status.VISIBLE, "clear"),
        (31, Status.TRASH, "reported"),
    ],
)
def test_an_address_that_was_reported_waits(time_machine, days, status, step):
    make_rules(hold=Hold.NOBODY)
    before = make_comment(email="ani@example.org")
    time_machine.move_to(timezone.now() - datetime.timedelta(days=days))
    before.reports.create(reason="abuse", source="x")
    time_machine.move_to(timezone.now() + datetime.timedelta(days=days))
    Comment.objects.update(status=status)

    assert send()[1] == step
    assert send(email="b@example.org", body="Nobody reported me.") == SHOWN


def test_the_order_of_the_steps():
    assert [step.__name__ for step in screening.STEPS][:7] == [
        *("closed_story", "trap", "repeated", "banned", "blocked_word", "many_links", "reported")
    ]
    assert [step.__name__ for step in screening.STEPS][-2:] == ["first_comment", "clear"]


@pytest.fixture
def desk(client):
    client.force_login(make_user("moderator"))
    return client


def test_a_moderator_sets_the_rules_on_one_page(desk):
    shown = desk.get("/admin/comments/rules/", follow=True)
    assert (shown.redirect_chain, shown.status_code) == ([(PAGE, 302)], 200)
    words = "Casino*\n\n casino* \nխաբեբա"
    told = {"hold": "nobody", "blocked_words": words, "trusted_addresses": "A@Example.org b@x.org"}
    assert desk.post(PAGE, opened(desk, PAGE) | FORM | told).status_code == 302
    rules = Rules.objects.get()
    assert (rules.hold, rules.blocked_words) == (Hold.NOBODY, "Casino*\nխաբեբա")
    assert rules.trusted_addresses == "a@example.org\nb@x.org"
    assert send(body="ԽԱԲԵԲԱ։") == (Status.PENDING, "blocked_word")
    assert Decision.objects.get().reason == "blocked word: խաբեբա"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("blocked_words", "casino\n***", "“***” holds no word."),
        ("trusted_addresses", "ani@example.org ani@", "“ani@” is no email address."),
        ("links_allowed", "101", "less than or equal to 100"),
        ("sources_kept", "0", "greater than or equal to 1"),
        ("comments_close_after", "3651", "less than or equal to 3650"),
        ("hold", "somebody", "somebody is not one of the available choices"),
    ],
)
def test_what_cannot_be_a_rule_comes_back_with_what_was_typed(desk, field, typed, said):
    make_rules()
    answer = desk.post(PAGE, opened(desk, PAGE) | FORM | {field: typed, "blocked_become": "spam"})
    assert (answer.status_code, said in answer.text) == (200, True)
    assert (Rules.objects.get().blocked_become, typed in answer.text or field == "hold") == (
        "pending",
        True,
    )


def test_the_days_of_the_paper_are_set_with_the_other_rules(desk, client):
    make_rules()
    article = make_article(
        section=make_section(), published_at=timezone.now() - datetime.timedelta(days=10)
    )
    assert "<textarea" in client.get(article.get_absolute_url()).text
    Masthead(name="The Paper").save()
    assert (
        desk.post(PAGE, opened(desk, PAGE) | FORM | {"comments_close_after": "9"}).status_code
        == 302
    )
    paper = Masthead.current()
    assert (paper.name, paper.comments_close_after) == ("The Paper", 9)
    assert 'name="comments_close_after" value="9"' in desk.get(PAGE).text
    assert "Comments are closed." in client.get(article.get_absolute_url()).text


def test_the_days_are_set_in_one_place(admin_client):
    Masthead().save()
    assert "comments_close_after" not in admin_client.get("/admin/newsroom/masthead/1/change/").text


def test_there_is_one_set_of_rules(admin_client):
    make_rules()
    assert admin_client.get("/admin/comments/rules/add/").status_code == 403
    assert admin_client.get("/admin/comments/rules/2/change/").status_code == 302
    assert admin_client.post("/admin/comments/rules/1/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("role", ["reporter", "newsletter"])
def test_who_does_not_moderate_sets_no_rules(client, role):
    make_rules()
    client.force_login(make_user(role))
    assert client.post(PAGE, FORM | {"hold": "nobody"}).status_code == 403
    assert Rules.objects.get().hold == Hold.FIRST

"""Senders that a moderator blocks."""

import re

import pytest
from django.contrib.admin.models import ADDITION, DELETION, LogEntry

from comments import bans, moderation, screening
from comments.models import Ban, Comment
from tests.make import make_article, make_ban, make_comment, make_user

pytestmark = pytest.mark.django_db

Kind, Status = Ban.Kind, Comment.Status
QUEUE, BANS = "/admin/comments/comment/", "/admin/comments/ban/"
UNDO = re.compile(r'form="changelist-form" name="_undo" value="([^"]+)"')


@pytest.fixture
def moderator(client):
    user = make_user("moderator", username="ani")
    client.force_login(user)
    return user


def sent(**fields):
    usual = {
        "name": "Sender",
        "email": "a@mail.spam.example",
        "body": "Buy.",
        "source": "192.0.2.7",
    }
    return screening.receive(Comment(article=make_article(), **usual | fields))


def press(client, **form):
    return client.post(QUEUE, form, follow=True).text


@pytest.mark.parametrize(
    ("kind", "value", "sender"),
    [
        ("address", "a@mail.spam.example", {}),
        ("address", "a@mail.spam.example", {"email": "A@Mail.spam.example"}),
        ("domain", "mail.spam.example", {}),
        ("domain", "spam.example", {}),
        ("range", "192.0.2.0/24", {}),
        ("range", "192.0.2.7/32", {}),
        ("range", "192.0.0.0/8", {"source": "192.9.9.9"}),
        ("range", "2001:db8::/48", {"source": "2001:db8:0:7::"}),
    ],
)
def test_what_a_blocked_sender_writes_is_spam(kind, value, sender):
    make_ban(value, kind=kind)
    comment = sent(**sender)

    judged = list(comment.decisions.values_list("step", "after", "why"))
    assert judged == [("banned", "spam", value)]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("address", "b@mail.spam.example"),
        ("address", "mail.spam.example"),
        ("domain", "am.example"),
        ("domain", "other.mail.spam.example"),
        ("domain", "example"),
        ("range", "192.0.3.0/24"),
        ("range", "2001:db8::/48"),
    ],
)
def test_other_senders_are_not_blocked_with_one(kind, value):
    make_ban(value, kind=kind)

    assert sent().status == Status.PENDING


@pytest.mark.parametrize("source", [None, ""])
def test_a_comment_of_unknown_source_is_in_no_range(source):
    make_ban("192.0.2.0/24", kind=Kind.RANGE)

    assert sent(source=source or None).status == Status.PENDING


def test_the_screening_asks_for_bans_once(django_assert_num_queries):
    comment = sent()
    make_ban(comment.email)
    with django_assert_num_queries(1):
        assert bans.find(comment).value == comment.email


@pytest.mark.parametrize(
    ("fields", "offered"),
    [
        (
            {"email": "A@spam.example", "source": "192.0.2.7"},
            {"address": "a@spam.example", "domain": "spam.example", "range": "192.0.2.0/24"},
        ),
        ({"email": "a@gmail.com"}, {"address": "a@gmail.com"}),
        ({"email": "", "source": "2001:db8:1:2::"}, {"range": "2001:db8:1::/48"}),
        ({"email": ""}, {}),
    ],
)
def test_what_may_be_blocked_of_a_sender(fields, offered):
    assert bans.offered(Comment(**fields)) == offered


def test_a_colleague_is_not_offered_to_be_blocked():
    assert bans.offered(make_comment(by_staff=make_user(), source="192.0.2.7")) == {}


@pytest.mark.parametrize("kind", Kind.values)
def test_a_press_removes_a_comment_and_blocks_its_sender_and_undo_takes_both_back(
    client, moderator, kind
):
    comment = sent()
    page = press(client, _block=f"{kind}-{comment.pk}")
    ban = Ban.objects.get()
    assert (ban.kind, ban.value, ban.user) == (kind, bans.offered(comment)[kind], moderator)
    assert Comment.objects.get().status == sent(body="More.").status == Status.SPAM
    page = press(client, _undo=UNDO.findall(page)[0])

    assert f"No longer blocked: {ban.value}" in page
    comment.refresh_from_db()
    assert (Ban.objects.count(), comment.status) == (0, Status.PENDING)


@pytest.mark.usefixtures("moderator")
def test_who_sent_spam_that_was_decided_already_is_blocked_too(client):
    comment = make_comment(status=Status.SPAM)
    page = press(client, _block=f"address-{comment.pk}")
    assert Ban.objects.get().value == comment.email
    press(client, _undo=UNDO.findall(page)[0])

    assert (Ban.objects.count(), Comment.objects.get().status) == (0, Status.SPAM)


@pytest.mark.usefixtures("moderator")
def test_blocking_twice_is_one_ban(client):
    for _ in range(2):
        press(client, _block=f"address-{make_comment(email='a@spam.example').pk}")

    assert Ban.objects.count() == 1


@pytest.mark.usefixtures("moderator")
def test_nobody_is_blocked_for_what_a_colleague_approved_meanwhile(client):
    comment = make_comment(status=Status.PENDING)
    seen = re.findall(r'name="seen" value="([^"]+)"', client.get(QUEUE).text)
    moderation.approve(comment, by=make_user(username="beth"))
    page = press(client, _block=f"address-{comment.pk}", seen=seen)

    assert "Beth was quicker" in page
    assert (Ban.objects.count(), Comment.objects.get().status) == (0, Status.VISIBLE)


@pytest.mark.parametrize("value", ["", "address-", "address-x", "address-0", "planet-1", "-"])
@pytest.mark.usefixtures("moderator")
def test_a_press_that_names_no_sender_blocks_nobody(client, value):
    make_comment(status=Status.PENDING)

    assert client.post(QUEUE, {"_block": value}).status_code == 302
    assert (Ban.objects.count(), Comment.objects.get().status) == (0, Status.PENDING)


def test_who_may_not_moderate_blocks_nobody(client):
    client.force_login(make_user("reporter"))
    comment = make_comment()

    assert client.post(QUEUE, {"_block": f"address-{comment.pk}"}).status_code == 403
    assert client.post(f"{BANS}add/", {"kind": "domain", "value": "a.example"}).status_code == 403
    assert Ban.objects.count() == 0


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("address", " A@Spam.example ", "a@spam.example"),
        ("domain", "@Spam.example", "spam.example"),
        ("range", "192.0.2.7/24", "192.0.2.0/24"),
        ("range", "192.0.2.7", "192.0.2.7/32"),
    ],
)
def test_a_sender_that_is_typed_is_kept_as_the_screening_looks_for_it(
    client, moderator, kind, typed, kept
):
    client.post(f"{BANS}add/", {"kind": kind, "value": typed})

    assert [(ban.value, ban.user) for ban in Ban.objects.all()] == [(kept, moderator)]


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("address", "spam.example"),
        ("address", "a@example"),
        ("domain", "com"),
        ("domain", "a@spam.example"),
        ("domain", "two words.example"),
        ("range", "0.0.0.0/0"),
        ("range", "::/8"),
        ("range", "spam.example"),
    ],
)
@pytest.mark.usefixtures("moderator")
def test_what_is_no_sender_or_far_too_many_comes_back_with_a_word(client, kind, typed):
    page = client.post(f"{BANS}add/", {"kind": kind, "value": typed}).text

    assert (f'value="{typed}"' in page, "Write an email address, a domain" in page) == (True, True)
    assert Ban.objects.count() == 0


@pytest.mark.usefixtures("moderator")
def test_the_list_of_bans_has_a_name(client):
    assert "<h1>Blocked senders</h1>" in client.get(BANS).text


@pytest.mark.usefixtures("moderator")
def test_a_ban_is_lifted_in_its_list_and_never_changed(client):
    ban = make_ban("a@spam.example")
    client.post(f"{BANS}{ban.pk}/change/", {"kind": "domain", "value": "b.example"})
    assert Ban.objects.get().value == "a@spam.example"
    client.post(f"{BANS}{ban.pk}/delete/", {"post": "yes"})

    assert Ban.objects.count() == 0


@pytest.mark.usefixtures("moderator")
def test_a_sender_who_is_typed_twice_is_refused_with_a_word(client):
    make_ban("a@spam.example")
    page = client.post(f"{BANS}add/", {"kind": "address", "value": "A@spam.example"})

    assert (page.status_code, "already exists" in page.text) == (200, True)
    assert Ban.objects.count() == 1


def test_the_history_of_the_desk_keeps_no_address_of_a_ban_that_is_lifted(client):
    client.force_login(make_user(is_superuser=True))
    typed = [{"kind": "address", "value": f"{name}@example.org"} for name in ("eva", "aram")]
    for fields in typed:
        client.post(f"{BANS}add/", fields)
    first, second = Ban.objects.order_by("pk")
    client.post(f"{BANS}{first.pk}/delete/", {"post": "yes"})
    ticked = {"action": "delete_selected", "_selected_action": [second.pk], "post": "yes"}
    client.post(BANS, ticked)
    assert Ban.objects.count() == 0
    logged = LogEntry.objects.order_by("pk").values_list("object_repr", "action_flag")
    names = [f"blocked sender {ban.pk}" for ban in (first, second)]
    assert list(logged) == [(name, flag) for flag in (ADDITION, DELETION) for name in names]

"""What becomes of two mailboxes when a reader moves from one to the other."""

import pytest
from django.utils import timezone

from newsletter import bounces, links, sending
from newsletter.models import Subscriber
from newsletter.sending import postbox
from tests.harness.mail_server import Server, serving
from tests.make import make_article, make_issue, make_newsletter, make_subscriber
from tests.newsletter.sent import send

pytestmark = pytest.mark.django_db
OLD, NEW = "old@example.com", "New@Example.org"


def path(link):
    return link.removeprefix("http://testserver")


@pytest.fixture
def morning():
    return make_newsletter(name="Morning")


@pytest.fixture
def reader(morning):
    return make_subscriber(OLD, morning)


@pytest.fixture
def page(reader):
    return path(links.own(reader)) + "address/"


@pytest.fixture
def asked(client, page, post):
    client.post(page, {"email": NEW})
    return post.link("address")


@pytest.fixture
def confirmed_in_hand(client, asked, monkeypatch):
    """The reader confirms the new mailbox when the mail server has taken the letter's address, and no word yet."""
    offer = postbox.MailServer.offer

    def offer_meanwhile(self, letter):
        offer(self, letter)
        client.post(asked)

    monkeypatch.setattr(postbox.MailServer, "offer", offer_meanwhile)


def addresses():
    return sorted(Subscriber.objects.values_list("email", flat=True))


def test_a_mailbox_that_waits_for_a_confirmation_becomes_the_same_reader(
    client, reader, morning, asked
):
    evening = make_newsletter(name="Evening")
    make_subscriber("new@example.org", pending=[morning, evening])
    client.post(asked)
    assert addresses() == [NEW]
    statuses = dict(reader.subscriptions.values_list("newsletter__name", "status"))
    assert statuses == {"Morning": "confirmed", "Evening": "pending"}


def test_of_two_mailboxes_that_both_read_one_remains_with_the_lists_of_both(
    client, reader, morning, asked
):
    evening = make_newsletter(name="Evening")
    reader.subscriptions.all().leave()
    other = make_subscriber("new@example.org", morning, evening)
    leave = path(links.unsubscribe(other, evening))
    client.post(asked)
    statuses = dict(reader.subscriptions.values_list("newsletter__name", "status"))
    assert (addresses(), statuses) == ([NEW], {"Morning": "confirmed", "Evening": "confirmed"})
    assert client.get(leave).context["page_language"] == "en"
    client.post(leave, {"List-Unsubscribe": "One-Click"})
    assert reader.subscriptions.get(newsletter=evening).status == "left"


def test_an_issue_on_its_way_to_both_goes_once(client, reader, morning, asked):
    other = make_subscriber("new@example.org", morning)
    both, only_theirs = make_issue(morning), make_issue(morning)
    for issue, who in [(both, reader), (both, other), (only_theirs, other)]:
        issue.deliveries.create(subscriber=who, language="en")
    client.post(asked)
    assert list(reader.deliveries.order_by("issue").values_list("issue", flat=True)) == [
        both.pk,
        only_theirs.pk,
    ]
    assert both.deliveries.filter(subscriber=None).count() == 1


QUEUED, DROPPED, SENT, DOUBT = {}, {"status": "dropped"}, {"status": "sent"}, {"status": "doubt"}


@pytest.mark.parametrize(
    ("own", "theirs", "kept", "left"),
    [
        (DROPPED, QUEUED, "queued", "dropped"),
        (DROPPED, SENT, "sent", "dropped"),
        ({"status": "failed"}, QUEUED, "queued", "failed"),
        ({"status": "bounced"}, DOUBT, "doubt", "bounced"),
        (QUEUED, SENT, "sent", "dropped"),  # it is there already
        (QUEUED, QUEUED, "queued", "dropped"),
        (QUEUED, DROPPED, "queued", "dropped"),
        (SENT, QUEUED, "sent", "dropped"),
        (SENT, SENT, "sent", "sent"),
    ],
)
def test_of_two_letters_with_one_issue_that_remains_which_is_further_on_its_way(
    client, reader, morning, asked, own, theirs, kept, left
):
    other, issue = make_subscriber("new@example.org", morning), make_issue(morning)
    for who, fields in ((reader, own), (other, theirs)):
        issue.deliveries.create(
            subscriber=who,
            language="en",
            answer=f"said of {who.email}",
            sent_at=timezone.now(),
            **fields,
        )
    client.post(asked)
    rows = issue.deliveries.values_list("subscriber", "status")
    assert sorted(rows, key=str) == sorted([(reader.pk, kept), (None, left)], key=str)
    assert issue.deliveries.get(subscriber=None).answer == ""  # it repeats an address


def test_an_issue_that_only_the_other_mailbox_waits_for_arrives(
    client, reader, morning, asked, settings
):
    make_subscriber("new@example.org", morning)
    issue = make_issue(morning, make_article())
    sending.start(issue)
    reader.deliveries.update(status="dropped")  # while its mails were paused
    client.post(asked)
    with serving(settings, Server()) as server:
        send()
    assert [to for _sender, to, _content in server.envelopes] == [NEW]
    assert list(reader.deliveries.values_list("status", flat=True)) == ["sent"]


def test_a_letter_in_hand_is_let_be_once_the_other_mailbox_has_the_issue(
    reader, morning, confirmed_in_hand, settings
):
    other = make_subscriber("new@example.org", morning)
    issue = make_issue(morning, make_article())
    sending.start(issue)
    other.deliveries.update(status="sent", sent_at=timezone.now())
    with serving(settings, Server()) as server:
        send()
    assert server.envelopes == []
    assert list(reader.deliveries.values_list("status", flat=True)) == ["sent"]


def test_a_letter_that_a_sender_has_in_hand_goes_to_whom_its_reader_has_become(
    reader, morning, confirmed_in_hand, settings
):
    reader.subscriptions.all().leave()
    make_subscriber("new@example.org", morning)
    issue = make_issue(morning, make_article())
    sending.start(issue)
    with serving(settings, Server()) as server:
        send()
    assert [to for _sender, to, _content in server.envelopes] == [NEW]
    assert list(issue.deliveries.values_list("subscriber", "status")) == [(reader.pk, "sent")]


def test_what_came_back_from_the_mailbox_before_speaks_against_the_new_one_no_more(
    clock, client, reader, morning, page, post
):
    issues = [make_issue(morning) for _ in range(4)]
    sent = {"status": "sent", "sent_at": timezone.now(), "handed_over_at": timezone.now()}
    rows = [issue.deliveries.create(subscriber=reader, language="en", **sent) for issue in issues]
    for delivery in rows:
        bounces.soft(reader, delivery=delivery)
    clock.shift(60)
    client.post(page, {"email": NEW})
    client.post(post.link("address"))
    assert bounces.find(rows[3].pk) is None  # it went to the old one
    after = make_issue(morning).deliveries.create(
        subscriber=reader,
        language="en",
        **sent | {"handed_over_at": timezone.now()},
    )
    bounces.soft(reader, delivery=bounces.find(after.pk))
    reader.refresh_from_db()
    assert (reader.state, reader.soft_bounces) == ("active", 1)

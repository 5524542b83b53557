"""From an address in the box to a reader who has said yes from that mailbox (double opt-in)."""

from django.db import transaction
from django.utils import timezone

from newsletter import links, mails, wording
from newsletter.addresses import canonical
from newsletter.models import Farewell, Newsletter, Question, Subscriber, Subscription
from newsroom.models import Masthead

ASKED_FOR = "signup for"  # what is counted of an address


@transaction.atomic
def ask(email: str, newsletters: list[Newsletter], *, page: str, language: str) -> None:
    """Note who asked for which lists and post the one letter that is due; the caller learns nothing."""
    if Farewell.objects.of(email).silent().exists():
        return
    subscriber = _at(email, language)
    if not subscriber.can_be_written_to:
        return
    if subscriber.subscriptions.confirmed().exists():
        _note(subscriber, newsletters, page, again=False)
        _send_preferences(subscriber)
        return
    letter_is_due = Question.claim(email)
    _note(subscriber, newsletters, page, again=letter_is_due)
    if letter_is_due:
        _spell(subscriber, email, language)
        mails.confirmation(subscriber, newsletters)


def asked(token: str):
    """Return the subscriptions that a mailed link is about; raises `tokens.Bad` or `Expired`."""
    return _asked(*links.read(links.CONFIRM, token))


@transaction.atomic
def confirm(token: str) -> None:
    """Confirm what a mailed link asks for; raises `tokens.Bad` or `tokens.Expired`."""
    subscriber_id, newsletter_ids = links.read(links.CONFIRM, token)
    subscriber = Subscriber.objects.hold(subscriber_id)
    pending = list(_asked(subscriber, newsletter_ids).pending())
    for row in pending:
        row.confirm()
    if pending:
        Farewell.objects.of(subscriber.canonical).delete()
    if pending and subscriber.can_be_written_to:
        mails.welcome(subscriber, [row.newsletter for row in pending])


@transaction.atomic
def renew_confirmation(token: str) -> None:
    """Post a new link for what an old one still waits for; raises `tokens.Bad`."""
    subscriber_id, newsletter_ids = links.read_at_any_age(links.CONFIRM, token)
    subscriber = Subscriber.objects.hold(subscriber_id)
    waiting = [row.newsletter for row in _asked(subscriber, newsletter_ids).pending()]
    if waiting and subscriber.can_be_written_to and Question.claim(subscriber.email):
        _spell(subscriber, subscriber.email, subscriber.language)
        mails.confirmation(subscriber, waiting)


@transaction.atomic
def renew_preferences(token: str) -> None:
    """Post a new link to the page of preferences; raises `tokens.Bad`."""
    subscriber_id, _ = links.read_at_any_age(links.PREFERENCES, token)
    subscriber = Subscriber.objects.hold(subscriber_id)
    if subscriber and subscriber.can_be_written_to:
        _send_preferences(subscriber)


def _asked(subscriber, newsletter_ids):
    rows = Subscription.objects.filter(subscriber=subscriber, newsletter__in=newsletter_ids)
    return rows.select_related("newsletter")


def _at(email, language):
    subscriber, _ = Subscriber.objects.select_for_update().get_or_create(
        canonical=canonical(email), defaults={"email": email, "language": language}
    )
    return subscriber


def _spell(subscriber, email, language):
    """Until someone has confirmed, we write to the address as it was typed last."""
    subscriber.email, subscriber.language = email, language
    subscriber.confirmation_posted_at = timezone.now()
    subscriber.save(update_fields=["email", "language", "confirmation_posted_at"])


def _note(subscriber, newsletters, page, *, again):
    """Keep the words of an ask; one that waits for its letter keeps the words that the letter is for."""
    site_name = Masthead.current().name
    known = {row.newsletter_id: row for row in subscriber.subscriptions.all()}
    for newsletter in newsletters:
        row = known.get(newsletter.pk) or Subscription(subscriber=subscriber, newsletter=newsletter)
        if row.may_be_asked(again=again):
            row.ask(wording.of_box(newsletter, site_name), page)


def _send_preferences(subscriber):
    if subscriber.claim("preferences_posted_at"):
        mails.preferences(subscriber)

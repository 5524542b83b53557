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
    """Note who asked for which lists and post the one letter that is due.

    Whoever asks learns nothing, not by a clock either: what an address must not have is written and taken back.
    """
    wants_silence = Farewell.objects.of(email).silent().exists()
    with transaction.atomic():
        subscriber = _at(email, language)
        reads = subscriber.subscriptions.confirmed().exists()
        is_due = _claim(subscriber, email, reads)
        _note(subscriber, newsletters, page, again=is_due and not reads)
        if not reads:
            _spell(subscriber, email, language)
        _post(subscriber, newsletters, reads, is_due)
        _keep(not wants_silence and subscriber.can_be_written_to)


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
        subscriber.confirmation_posted_at = timezone.now()
        subscriber.save(update_fields=["confirmation_posted_at"])
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
    new = Subscriber(email=email, canonical=canonical(email), language=language)
    Subscriber.objects.bulk_create([new], ignore_conflicts=True)
    return Subscriber.objects.select_for_update().get(canonical=new.canonical)


def _spell(subscriber, email, language):
    """Until someone has confirmed, we write to the address as it was typed last."""
    subscriber.email, subscriber.language = email, language
    subscriber.confirmation_posted_at = timezone.now()


def _claim(subscriber, email, reads):
    """Take the right to the one letter that is due: of the two kinds that of the other is given back."""
    with transaction.atomic():
        question_is_due = Question.claim(email)
        _keep(not reads)
    with transaction.atomic():
        link_is_due = subscriber.claim("preferences_posted_at")
        _keep(reads)
    return link_is_due if reads else question_is_due


def _post(subscriber, newsletters, reads, is_due):
    with transaction.atomic():
        subscriber.save(update_fields=["email", "language", "confirmation_posted_at"])
        if reads:
            mails.preferences(subscriber)
        else:
            mails.confirmation(subscriber, newsletters)
        _keep(is_due)


def _keep(is_kept):
    """Let the work of the innermost transaction stand, or take it back when it ends."""
    if not is_kept:
        transaction.set_rollback(True)


def _note(subscriber, newsletters, page, *, again):
    """Keep the words of an ask; one that waits for its letter keeps the words that the letter is for."""
    site_name = Masthead.current().name
    known = {row.newsletter_id: row for row in subscriber.subscriptions.all()}
    for newsletter in newsletters:
        row = known.get(newsletter.pk) or Subscription(subscriber=subscriber, newsletter=newsletter)
        with transaction.atomic():
            may_be_asked = row.may_be_asked(again=again)
            row.ask(wording.of_box(newsletter, site_name), page)
            _keep(may_be_asked)


def _send_preferences(subscriber):
    if subscriber.claim("preferences_posted_at"):
        mails.preferences(subscriber)

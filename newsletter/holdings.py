"""Everything that we hold about a reader, to read and to take away."""

from newsletter import mails
from newsletter.models import NewAddress, Subscriber


def everything(subscriber: Subscriber) -> dict:
    """Return all that we hold about a reader as JSON holds it."""
    asked = NewAddress.objects.filter(subscriber=subscriber).first()
    return {
        "address": subscriber.email,
        "mailbox": subscriber.canonical,
        "language": subscriber.language,
        "state": subscriber.state,
        "letters_that_came_back_in_a_row": subscriber.soft_bounces,
        "first_asked": subscriber.created_at,
        "wants_no_issue_before": subscriber.paused_until,
        "came_from_another_mailbox": subscriber.moved_at,
        "new_address_that_waits": asked and {"address": asked.email, "asked": asked.asked_at},
        "last_question": subscriber.confirmation_posted_at,
        "last_link": subscriber.preferences_posted_at,
        "newsletters": [_subscription(each) for each in _subscriptions(subscriber)],
        "issues": [_delivery(each) for each in _deliveries(subscriber)],
        "came_back": [_bounce(each) for each in subscriber.bounces.order_by("pk")],
        "letters": list(_letters(subscriber)),
    }


def _subscriptions(subscriber):
    return subscriber.subscriptions.select_related("newsletter")


def _subscription(row):
    return {
        "newsletter": row.newsletter.name,
        "status": row.status,
        "rhythm": row.cadence,
        "asked_with_these_words": row.wording,
        "asked_on_this_page": row.page,
        "asked": row.asked_at,
        "confirmed": row.confirmed_at,
        "left": row.left_at,
    }


def _deliveries(subscriber):
    return subscriber.deliveries.select_related("issue__newsletter").order_by("pk")


def _delivery(row):
    return {
        "newsletter": row.issue.newsletter.name,
        "issue": row.issue.subject,
        "status": row.status,
        "handed_over": row.handed_over_at,
        "sent": row.sent_at,
        "answer_of_the_mail_server": row.answer,
    }


def _bounce(row):
    return {"kind": row.kind, "reported": row.reported_at, "code": row.code, "said": row.text}


def _letters(subscriber):
    letters = mails.to_mailbox(subscriber.canonical).order_by("pk")
    return letters.values("template", "to", "status", "created_at", "sent_at")

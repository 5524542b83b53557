"""What a mail provider tells us of our letters, where one hands them over (EMAIL_PROVIDER, by django-anymail).

A letter is known by the token that `mark` puts beside it, and by its reader's address where a provider keeps none.
"""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.core.mail import EmailMessage

from newsletter import bouncecodes, bounces, returnpath
from newsletter.addresses import canonical
from newsletter.models import Delivery, Subscriber

NAME = "delivery"
# Of a mailbox that is not there, and of one that the provider no longer writes to for that reason.
FOR_GOOD = {"bounced", "invalid"}
# How providers say that it was for now: Postmark, Brevo, Amazon SES, Mailgun, and others.
FOR_NOW = {"softbounce", "soft_bounce", "transient", "undetermined", "temporary", "soft"}
SAYING_SO = ("Type", "event", "type", "severity", "bounceType", "bounce_type")


def mark(message: EmailMessage, delivery_pk: int) -> None:
    """Put beside a message what its provider says again when it speaks of it."""
    message.metadata = {NAME: returnpath.token(delivery_pk)}


def listen() -> None:
    """Hear what providers report, where one is set up."""
    if not settings.EMAIL_PROVIDER:
        return
    from anymail.signals import tracking

    tracking.connect(hear, dispatch_uid="newsletter.provider")


def reports() -> Callable | None:
    """Return the view that takes the provider's reports, None without a provider or a secret to know it by."""
    if not (settings.EMAIL_PROVIDER and settings.ANYMAIL.get("WEBHOOK_SECRET")):
        return None
    from anymail import urls

    name = f"{settings.EMAIL_PROVIDER}_tracking_webhook"
    return next((known.callback for known in urls.urlpatterns if known.name == name), None)


def hear(event, **_about) -> None:
    """Do what one report asks for; the same report again changes nothing."""
    verb = VERBS.get(event.event_type)
    delivery = bounces.find(returnpath.read_token((event.metadata or {}).get(NAME) or ""))
    reader = delivery.subscriber if delivery else _at(event.recipient)
    if verb and reader:
        verb(reader, event, delivery)


def _at(recipient) -> Subscriber | None:
    return Subscriber.objects.filter(canonical=canonical(recipient or "")).first()


def _come_back(reader, event, delivery):
    _verb(event)(reader, **_report(event, delivery))


def _verb(event):
    """Return for good or for now: what the provider says in so many words, then the mail server's code, then why."""
    if _is_for_now(event.esp_event):
        return bounces.soft
    text = _text(event)
    if bouncecodes.ENHANCED.search(text) or bouncecodes.BASIC.search(text):
        return bounces.came_back
    return bounces.hard if event.reject_reason in FOR_GOOD else bounces.soft


def _refuse(reader, event, delivery):
    """The provider did not even try: because of what it knows of the mailbox, or for a reason of its own."""
    verb = {"spam": _complain, "unsubscribed": _leave}.get(event.reject_reason, _come_back)
    verb(reader, event, delivery)


def _complain(reader, event, delivery):
    bounces.complaint(reader, **_report(event, delivery))


def _leave(reader, event, delivery):
    bounces.goodbye(reader, **_report(event, delivery))


def _arrive(reader, _event, delivery: Delivery | None):
    if delivery:
        bounces.delivered(reader, delivery=delivery)


def _report(event, delivery):
    name = str(event.message_id or event.event_id or "")
    return {"delivery": delivery, "event": name, "text": _text(event), "code": _code(event)}


def _text(event):
    return str(event.mta_response or event.description or "")


def _code(event):
    found = bouncecodes.ENHANCED.search(_text(event)) or bouncecodes.BASIC.search(_text(event))
    return found[0] if found else ""


def _is_for_now(report):
    if not isinstance(report, Mapping):
        return False
    inner = report.get("bounce")
    said = [report.get(name) for name in SAYING_SO]
    said += [inner.get(name) for name in SAYING_SO] if isinstance(inner, Mapping) else []
    return any(str(word).lower() in FOR_NOW for word in said)


VERBS: dict[str, Callable] = {
    "bounced": _come_back,
    "rejected": _refuse,
    "complained": _complain,
    "unsubscribed": _leave,
    "delivered": _arrive,
}

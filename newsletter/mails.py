"""The letters to a reader that are no issue; nothing in them was typed by whoever set them off."""

from django.urls import reverse

from newsletter import links
from newsletter.models import NewAddress, Newsletter, Subscriber
from newsroom.press import mail
from newsroom.press.links import absolute

TEMPLATES = [
    "newsletter_confirm",
    "newsletter_preferences",
    "newsletter_welcome",
    "newsletter_new_address",
    "newsletter_moved",
]


def confirmation(subscriber: Subscriber, newsletters: list[Newsletter]) -> None:
    """Ask a mailbox whether it wants these lists."""
    _post(
        "newsletter_confirm", subscriber, newsletters, link=links.confirm(subscriber, newsletters)
    )


def preferences(subscriber: Subscriber) -> None:
    """Send a reader the link to the page of preferences, which opens all of it."""
    _post("newsletter_preferences", subscriber, [], link=links.own(subscriber))


def new_address(change: NewAddress) -> None:
    """Ask a mailbox whether what a reader gets shall come to it."""
    context = {"link": links.new_address(change)}
    language = change.subscriber.language
    mail.post("newsletter_new_address", change.email, context, language=language)


def moved(email: str, language: str) -> None:
    """Tell the mailbox of before that its reader has another one; which one is not its business."""
    context = {"lists": absolute(reverse("newsletter_list"))}
    mail.post("newsletter_moved", email, context, language=language)


def welcome(subscriber: Subscriber, newsletters: list[Newsletter]) -> None:
    """Tell a reader what was confirmed, and how to change it."""
    leave = links.unsubscribe(subscriber)
    _post(
        "newsletter_welcome",
        subscriber,
        newsletters,
        headers=mail.one_click_headers(leave),
        link=links.preferences(subscriber),
        leave=leave,
    )


def _post(template, subscriber, newsletters, headers=None, **addresses):
    lists = [{"name": n.name, "about": n.description, "often": n.frequency} for n in newsletters]
    context = {"newsletters": lists} | addresses
    mail.post(template, subscriber.email, context, language=subscriber.language, headers=headers)

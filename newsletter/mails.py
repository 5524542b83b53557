"""The letters to a reader that are no issue; nothing in them was typed by whoever set them off."""

from django.db.models import QuerySet
from django.urls import reverse

from newsletter import links
from newsletter.addresses import LONGEST, canonical
from newsletter.models import NewAddress, Newsletter, Subscriber
from newsroom.press import mail
from newsroom.press.links import absolute
from newsroom.press.models import Letter

NEW_ADDRESS = "newsletter_new_address"
TEMPLATES = [
    "newsletter_confirm",
    "newsletter_preferences",
    "newsletter_welcome",
    NEW_ADDRESS,
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
    _to(NEW_ADDRESS, change.email, context, language=change.subscriber.language)


def moved(email: str, language: str) -> None:
    """Tell the mailbox of before that its reader has another one; which one is not its business."""
    context = {"lists": absolute(reverse("newsletter_list"))}
    _to("newsletter_moved", email, context, language=language)


def follow(before: str, after: str) -> None:
    """Let what was written to a mailbox be found by that to which its reader moved: nothing else leads there."""
    to_mailbox(before).update(mailbox=mailbox(after))


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


def to_mailbox(address: str) -> QuerySet[Letter]:
    """Return our letters to a mailbox, in whichever spelling they went there."""
    return Letter.objects.filter(mailbox=mailbox(address), template__in=TEMPLATES)


def mailbox(address: str) -> str:
    """Return by what the letters to an address are found: of one that no mail server takes, the beginning."""
    return canonical(address)[:LONGEST]


def _post(template, subscriber, newsletters, headers=None, **addresses):
    lists = [{"name": n.name, "about": n.description, "often": n.frequency} for n in newsletters]
    context = {"newsletters": lists} | addresses
    language = subscriber.language
    _to(template, subscriber.email, context, language=language, headers=headers)


def _to(template, address, context, **fields):
    mail.post(template, address, context, mailbox=mailbox(address), **fields)

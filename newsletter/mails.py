"""The letters that follow a signup; nothing in them was typed by whoever signed up."""

from newsletter import links
from newsletter.models import Newsletter, Subscriber
from newsroom.press import mail


def confirmation(subscriber: Subscriber, newsletters: list[Newsletter]) -> None:
    """Ask a mailbox whether it wants these lists."""
    _post(
        "newsletter_confirm", subscriber, newsletters, link=links.confirm(subscriber, newsletters)
    )


def preferences(subscriber: Subscriber) -> None:
    """Send a reader the link to the page of preferences."""
    _post("newsletter_preferences", subscriber, [], link=links.preferences(subscriber))


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

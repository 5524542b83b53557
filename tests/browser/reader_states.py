"""How a window comes to the pages of somebody who reads newsletters."""

import datetime

import time_machine
from django.utils import timezone

from newsletter import links
from newsletter.models import DigestRule, NewAddress
from tests import make

STATUS = {
    "signup with errors": 422,
    "confirm, expired": 410,
    "change of address with errors": 422,
    "new address, expired": 410,
}


def of_readers(reader, newsletters, at, press):
    """Return the states by name; `at` makes one of an address, and `press` presses a button."""
    for cadence in ("daily", "weekly"):
        DigestRule.objects.create(newsletter=newsletters[0], cadence=cadence, at="07:00")

    def sign_up(email, choice=None):
        def go(page):
            page.goto("/newsletter/")
            if choice is not None:
                page.get_by_role("checkbox").nth(choice).check()
            page.locator("#signup-email").fill(email)
            return press(page, "Sign up")

        return go

    return {
        "newsletters": at("/newsletter/"),
        "signup with errors": sign_up("ani@nowhere"),
        "signup that went out": sign_up("ani@example.com", 0),
        "confirm": at(links.confirm(reader, newsletters)),
        "confirm, expired": at(_old(lambda: links.confirm(reader, newsletters))),
        "unsubscribe": at(links.unsubscribe(reader)),
        "reader erased": at("/newsletter/erased/"),
        **_preferences(reader, at, press),
        **_paused(newsletters[1], at),
        **_own(reader, at, press),
        **_new_addresses(at),
    }


def _preferences(reader, at, press):
    def send_link(page):
        page.goto(links.preferences(reader))
        return press(page, "Mail me the link")

    return {
        "preferences": at(links.preferences(reader)),
        "preferences, saved": at(f"{links.preferences(reader)}?done=saved"),
        "preferences, link to all of them sent": send_link,
    }


def _paused(newsletter, at):
    reader = make.make_subscriber("mariam@example.com", newsletter, language="hyw")
    reader.pause(2)
    return {"preferences, paused": at(f"{links.preferences(reader)}?done=paused")}


def _own(reader, at, press):
    own = links.own(reader)

    def change(email):
        def go(page):
            page.goto(f"{own}address/")
            page.locator("#address-email").fill(email)
            return press(page, "Mail me the link")

        return go

    return {
        "preferences, all of them": at(own),
        "change of address": at(f"{own}address/"),
        "change of address with errors": change("ani@nowhere"),
        "change of address that was asked for": change("ani@a.example"),
        "erasing a reader": at(f"{own}erase/"),
    }


def _new_addresses(at):
    waits, used = _new_address("bo"), _new_address("eva")
    used_link, expired = links.new_address(used), _old(lambda: links.new_address(waits))
    used.delete()
    return {
        "new address": at(links.new_address(waits)),
        "new address, used": at(used_link),
        "new address, expired": at(expired),
    }


def _new_address(name):
    reader = make.make_subscriber(f"{name}@example.com")
    return NewAddress.objects.create(subscriber=reader, email=f"{name}@a.example")


def _old(link):
    with time_machine.travel(timezone.now() - datetime.timedelta(days=8)):
        return link()

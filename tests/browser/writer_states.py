"""How a window comes to the pages of somebody who wrote comments."""

from datetime import timedelta

import time_machine
from django.urls import reverse
from django.utils import timezone

from comments import mails, writers
from newsroom.press import tokens
from tests import make

TIGRAN, NAIRA = "tigran@example.com", "naira@example.com"

STATUS = {
    "link to one's comments with errors": 422,
    "link to one's comments, expired": 410,
    "changing a comment with errors": 422,
}


def of_writers(story, at, press):
    """Return the states by name; `at` makes one of an address, and `press` presses a button."""
    comment = _comments(story)
    own, expired = _own(TIGRAN), _expired()
    question = tokens.sign(mails.QUESTION, writers.of_address(NAIRA, "en").pk)
    stop = tokens.sign(mails.STOP, [writers.of_address(TIGRAN, "en").pk, comment.pk])

    def ask(email):
        def go(page):
            page.goto("/comments/yours/")
            page.locator("#link-email").fill(email)
            return press(page, "Mail me the link")

        return go

    def change(page):
        page.goto(f"{own}{comment.pk}/")
        page.locator("#edit-body").fill("")
        return press(page, "Change the comment")

    return {
        "link to one's comments": at("/comments/yours/"),
        "link to one's comments with errors": ask("tigran@nowhere"),
        "link to one's comments that was sent": ask("nobody@example.com"),
        "link to one's comments, expired": at(expired),
        "one's comments": at(own),
        "one's comments, in Armenian": at(_own("anahit@example.com", "hyw")),
        "changing a comment": at(f"{own}{comment.pk}/"),
        "changing a comment with errors": change,
        "erasing everything": at(f"{own}erase/"),
        "everything erased": at("/comments/yours/erased/"),
        "notices, to be confirmed": at(reverse("notices_confirm", args=[question])),
        "notices, to be stopped": at(reverse("notices_stop", args=[stop])),
    }


def _comments(story):
    comment = make.make_comment(
        story,
        email=TIGRAN,
        name="Tigran",
        body="I crossed it every morning.\n\nhttps://bridge.example/a/very/long/address/"
        + "x" * 90,
        website="https://tigran.example",
        wants_notices=True,
    )
    comment.revisions.create(body="I crossed it once.")
    for status in ("pending", "rejected", "withdrawn"):
        make.make_comment(story, email=TIGRAN, name="Tigran", status=status)
    make.make_comment(story, email="anahit@example.com", name="Անահիտ", body="Լաւ է։")
    writers.of_address(TIGRAN, "en")
    return comment


def _own(email, language="en"):
    token = tokens.sign(mails.LINK, writers.of_address(email, language).pk)
    return reverse("writer_page", args=[token])


def _expired():
    with time_machine.travel(timezone.now() - timedelta(days=2)):
        return _own(NAIRA)

"""What the tests of the comments share: replies as readers send them, and the mail of who writes comments."""

import re

import pytest
from django.core import mail

from newsroom.press.mail import deliver_due
from tests.comments.answering import OURS, REPLY
from tests.make import make_user


class Mailbox:
    """The letters that went out, as those who get them read them."""

    def fetch(self):
        """Send what is queued and return the letters that this sent."""
        already = len(mail.outbox)
        deliver_due()
        return mail.outbox[already:]

    def link(self, start="/comment/"):
        """Send what is queued and return the path of the first link of this kind in the last letter."""
        self.fetch()
        return re.search(rf"http://testserver({start}\S+)", mail.outbox[-1].body)[1]


@pytest.fixture
def mailbox(db):
    return Mailbox()


@pytest.fixture
def clock(time_machine):
    """A clock that stands still until the test moves it; ask for it before anything that has a time."""
    time_machine.move_to("2026-03-01 10:00Z", tick=False)
    return time_machine


@pytest.fixture
def page_of(client, mailbox):
    """Return the path of the page that a mailed link opens for an address."""

    def open_page(email):
        client.post("/comments/yours/send/", {"email": email})
        return mailbox.link("/comment/yours/")

    return open_page


@pytest.fixture
def post(client):
    """Return a function that sends a reply to a story."""

    def post(article, headers=OURS, **fields):
        return client.post(
            f"{article.get_absolute_url()}comments/", REPLY | fields, headers=headers
        )

    return post


@pytest.fixture
def moderator():
    return make_user("moderator", username="ani", email="ani@news.example")

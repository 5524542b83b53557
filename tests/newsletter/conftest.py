"""What the tests of the newsletters share: reading one's mail."""

import re

import pytest
from django.core import mail

from newsroom.press.mail import deliver_due


class Post:
    """The letters that went out, as the reader who gets them reads them."""

    def fetch(self):
        """Send what is queued and return the letters that this sent."""
        already = len(mail.outbox)
        deliver_due()
        return mail.outbox[already:]

    def link(self, name):
        """Send what is queued and return the path of the link of this kind in the last letter."""
        self.fetch()
        return re.search(rf"http://testserver(/newsletter/{name}/\S+)", mail.outbox[-1].body)[1]


@pytest.fixture
def post(db):
    return Post()


@pytest.fixture
def clock(time_machine):
    """A clock that stands still until the test moves it; ask for it before anything that has a time."""
    time_machine.move_to("2026-03-01 10:00Z", tick=False)
    return time_machine

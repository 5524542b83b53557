"""Issues on their way, for tests of the sender."""

import threading

from newsletter import sending
from newsletter.models import Subscriber
from newsletter.sending.pace import Pace
from newsletter.sending.sender import Sender
from tests.make import make_article, make_issue, make_newsletter, make_subscriber


def started(*names, languages=(), **fields):
    """Start an issue of one story for these readers, the first of them in these languages."""
    newsletter = make_newsletter()
    for name in names:
        make_subscriber(f"{name}@example.com", newsletter)
    for name, language in zip(names, languages, strict=False):
        Subscriber.objects.filter(email=f"{name}@example.com").update(language=language)
    issue = make_issue(newsletter, make_article(), **fields)
    sending.start(issue)
    return issue


def send():
    """Send what is due, in this thread."""
    Sender(threading.Event(), Pace(0)).run()


def states(issue):
    """Return where the letter to each reader stands, by the reader's name."""
    rows = issue.deliveries.values_list("subscriber__email", "status")
    return {email.partition("@")[0]: status for email, status in rows}

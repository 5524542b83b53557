"""Several senders side by side in one process, each with a thread and a connection of its own."""

import logging
import threading

from django.conf import settings
from django.db import connections
from django.utils.translation import gettext as _

from newsletter.addresses import hidden
from newsletter.models import Issue
from newsletter.sending.pace import Pace
from newsletter.sending.refusals import Unreachable
from newsletter.sending.sender import Sender

logger = logging.getLogger(__name__)

PATIENCE = 15  # seconds until a mail server that did not answer is asked again


def work(stopped: threading.Event) -> None:
    """Send what is due, and wait a little where the mail server does not answer."""
    if not send(stopped):
        stopped.wait(PATIENCE)


def send(stopped: threading.Event) -> bool:
    """Send until nothing is due, or until `stopped`; return False where the mail server does not answer."""
    if not Issue.objects.sending().exists():
        return True
    pace, failures = Pace(settings.NEWSLETTER_RATE), []
    crew = [
        threading.Thread(target=_run, args=[Sender(stopped, pace), failures], daemon=True)
        for _number in range(settings.NEWSLETTER_CONNECTIONS)
    ]
    for thread in crew:
        thread.start()
    for thread in crew:
        thread.join()
    if failures:
        remark = _("The mail server does not answer: %s") % hidden(str(failures[0]))
        Issue.objects.sending().update(remark=remark[:300])
    return not failures


def _run(sender, failures):
    try:
        sender.run()
    except Unreachable as reason:
        failures.append(reason)
    except Exception:
        logger.exception("A sender of newsletters failed; another takes its place")
    finally:
        connections.close_all()

"""What a newsletter costs its sender, beside a loop of `send_mail`: `python -m tests.bench.mailing PORT READERS`.

Runs in the place of a site, whose database is filled with readers and one issue; prints what it measured as JSON.
"""

import json
import sys
import threading
import time

import django
from django.conf import settings

READERS, BESIDE = 10_000, 1_000
STORIES = 8


def main(port, readers):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(port)
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    issue = _issue(int(readers))
    sender = _measured(lambda: _send(issue), int(readers))
    loop = _measured(lambda: _send_mail(issue), BESIDE)
    sys.stdout.write(json.dumps({"sender": sender, "loop": loop}))


def _issue(readers):
    from newsroom.models import Masthead
    from tests.make import make_article
    from tests.newsletter.sent import started_for

    Masthead(name="The Bench Courier").save()
    stories = [
        make_article(headline=f"The bridge over the river, part {n}") for n in range(STORIES)
    ]
    return started_for(readers, stories=stories, subject="The week on the river")


def _send(issue):
    from newsletter.models import Delivery
    from newsletter.sending import crew

    crew.send(threading.Event())
    assert not issue.deliveries.exclude(status=Delivery.Status.SENT).exists()


def _send_mail(issue):
    from django.core.mail import send_mail

    printed = issue.prints.get()
    for number in range(BESIDE):
        to = [f"reader{number}@example.com"]
        send_mail(issue.subject, printed.text, None, to, html_message=printed.html)


def _measured(work, letters):
    began, cpu = time.perf_counter(), time.process_time()
    work()
    return {
        "seconds": time.perf_counter() - began,
        "cpu": time.process_time() - cpu,
        "letters": letters,
    }


if __name__ == "__main__":
    main(*sys.argv[1:])

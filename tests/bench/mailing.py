"""What a newsletter costs its sender, beside a plain loop of `send_mail`.

`python -m tests.bench.mailing PORT READERS` runs in the place of a site, fills its database with readers and one
issue, and prints what it measured as JSON.
"""

import json
import sys
import threading
import time

import django
from django.conf import settings

READERS, BESIDE = 10_000, 1_000


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
    """Start an issue as a paper has it: as many stories as a letter tells, each with picture, deck and author."""
    from newsletter.printing import CARDS
    from newsroom.models import Masthead
    from tests.make import make_article, make_contributor, make_picture
    from tests.newsletter.sent import started_for

    Masthead(name="The Bench Courier").save()
    stories = [
        make_article(
            headline=f"Սևանա լճի մակարդակը բարձրացել է {number} սանտիմետրով",
            deck="Ձկնորսները վերադարձել են իրենց նավակներին, իսկ ափամերձ գյուղերում սպասում են գարնանը: "
            * 2,
            lead_picture=make_picture(),
            by=[make_contributor(name="Անի Հովհաննիսյան")],
        )
        for number in range(CARDS)
    ]
    return started_for(readers, stories=stories, subject="Շաբաթը Սևանում")


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

"""Senders in processes of their own, stopped at named points of their way: `python -m tests.harness.mailing PORT`.

Each is `manage.py send_newsletters --once` as it ships. It reads from its standard input one line for each sender:
the point, the number of the letter with which it gets there, and the signal that it gets from itself, SIGKILL or
SIGSTOP; `anywhere` and a time in milliseconds for one that is killed from outside; `nowhere` for one that is let be.
Two of them run at the same time.
"""

import io
import os
import signal
import sys
import threading
from contextlib import suppress
from datetime import timedelta

import django
from django.conf import settings

POINTS = {
    "claimed": 0,  # some letters are in hand
    "offered": 0,  # the mail server would take this one
    "handed over": 1,  # that it goes is written down: from here on it is in doubt
    "begun": 1,  # the mail server waits for it
    "given": 1,  # the mail server has all of it
    "accepted": 1,  # the mail server has said so
    "recorded": 0,  # that is written down too
}
END = b".\r\n"
LANES = 2
LEASE = timedelta(seconds=3)
IN_HAND = 8  # letters


def main(port):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(port)
    django.setup()
    running = set()
    for line in sys.stdin:
        if len(running) == LANES:
            running.remove(os.wait()[0])
        running.add(_begin(*line.split(",")))
    while running:
        running.remove(os.wait()[0])


def _begin(point, number, signal_number):
    child = os.fork()
    if not child:
        _send(point, int(number), int(signal_number))
    if point == "anywhere":
        threading.Timer(int(number) / 1000, _kill, [child]).start()
    return child


def _kill(child):
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)


def _send(point, number, signal_number):
    from django.core.management import call_command

    from newsletter.models import delivery
    from newsletter.sending import crew, sender

    delivery.LEASE, sender.AT_ONCE = LEASE, IN_HAND
    if point == "anywhere":
        settings.NEWSLETTER_RATE = 100
    if point in POINTS:
        _stop_after(*_place(point), number=number, signal_number=signal_number)
    try:
        if signal_number == signal.SIGSTOP:
            crew.send(threading.Event())  # another thread might be stopped in the middle of a write
        call_command("send_newsletters", once=True, stdout=io.StringIO())
    finally:
        os._exit(0)


def _place(point):
    """Return where in the program a point is: the function after which it comes, and all who have one of their own."""
    from newsletter.sending import claiming
    from newsletter.sending.handover import Claim
    from newsletter.sending.line import Line
    from newsletter.sending.postbox import MailServer, Pipelined

    return {
        "claimed": ("take", claiming),
        "offered": ("offer", MailServer, Pipelined),
        "handed over": ("hand_over", Claim),
        "begun": ("_begin", MailServer, Pipelined),
        "given": ("write", Line),
        "accepted": ("hand", MailServer),
        "recorded": ("record", Claim),
    }[point]


def _stop_after(name, *owners, number, signal_number):
    passed = []

    def stopping(function):
        def and_stop(*arguments):
            result = function(*arguments)
            if name != "write" or END in arguments:  # a letter has an end, a command has none
                passed.append(name)
            if len(passed) == number:
                signal.pthread_kill(
                    threading.get_ident(), signal_number
                )  # this thread, before its next step
            return result

        return and_stop

    for owner in owners:
        setattr(owner, name, stopping(getattr(owner, name)))


if __name__ == "__main__":
    main(*sys.argv[1:])

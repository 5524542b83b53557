"""`manage.py send_newsletters`: a sender beside the worker's, on this machine or another."""

import signal
import threading

from django.core.management.base import BaseCommand, CommandError

from newsletter.sending import terminal


class Command(BaseCommand):
    help = "Sends the newsletters that are on their way, until stopped, and tells how far they are."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="send what is due now, then stop")

    def handle(self, *, once, **options):
        stopped = threading.Event()
        _stop_on_a_signal(stopped)
        if not terminal.send(stopped, self.stdout, once=once):
            raise CommandError("The mail server does not answer.")


def _stop_on_a_signal(stopped):
    heard = []

    def hear(number, _):
        if heard:
            return  # the lock inside `stopped` may be in the hands of what this signal interrupts
        heard.append(number)
        stopped.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, hear)

"""Sending from a terminal, which is told how far it is."""

import logging
import threading
import time

from django.db import connections

from newsletter.models import Issue
from newsletter.sending import claiming, crew, overdue
from newsletter.sending.meter import Meter

logger = logging.getLogger(__name__)

SECOND, MINUTE = 1, 60
LINE_IN_A_LOG = 10  # seconds
NEVER = float("-inf")
AGAIN = "\r\033[K"  # on a screen each line takes the place of the last


def send(stopped: threading.Event, out, *, once: bool) -> bool:
    """Send until `stopped`, or what is due `once`; return False where the mail server does not answer."""
    failures: list[str] = []
    sending = threading.Thread(target=_go_on, args=[stopped, once, failures], daemon=True)
    watch, looked_after = Watch(out), NEVER
    watch.tell()
    sending.start()
    while sending.is_alive():
        if time.monotonic() - looked_after > MINUTE:
            overdue.look_after()
            claiming.tidy()
            looked_after = time.monotonic()
        sending.join(SECOND)
        watch.tell()
    watch.end()
    return not failures


class Watch:
    """Tells of every issue that is on its way, once more when it has come to its end."""

    def __init__(self, out):
        self._out, self._meters, self._told = out, {}, NEVER
        self._pause = SECOND if out.isatty() else LINE_IN_A_LOG

    def tell(self):
        """Say where the issues are, unless that was said just now."""
        if time.monotonic() - self._told < self._pause:
            return
        self._told = time.monotonic()
        going = self._follow()
        if self._meters:
            self._write("; ".join(meter.line() for meter in self._meters.values()))
        self._meters = {pk: meter for pk, meter in self._meters.items() if pk in going}

    def end(self):
        self._told = NEVER
        self.tell()
        if self._out.isatty():
            self._out.write("\n")

    def _follow(self):
        going = {issue.pk: issue for issue in Issue.objects.sending()}
        for pk, issue in going.items():
            self._meters.setdefault(pk, Meter(issue))
        return going

    def _write(self, line):
        screen = self._out.isatty()
        self._out.write(f"{AGAIN}{line}" if screen else line, ending="" if screen else "\n")
        self._out.flush()


def _go_on(stopped, once, failures):
    while not stopped.is_set():
        failures[:] = [] if _sent(stopped) else ["no answer"]
        if once:
            return
        stopped.wait(crew.PATIENCE if failures else SECOND)


def _sent(stopped):
    try:
        return crew.send(stopped)
    except Exception:
        logger.exception("The newsletters cannot be sent just now")
        return False
    finally:
        connections.close_all()

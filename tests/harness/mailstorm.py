"""A storm of senders: many are killed on their way, and every letter has to arrive once or be listed as in doubt."""

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field

import psutil

from newsletter.models import Delivery, Issue
from newsletter.sending import claiming
from tests.harness.mailing import POINTS
from tests.harness.site import ROOT
from tests.newsletter.sent import send

PATIENCE = 60  # seconds for what is left over when the storm is gone


@dataclass
class MailStorm:
    """An issue whose senders are killed: at each named point, and at any moment."""

    issue: Issue
    rounds: int
    kills: int = 0
    arrived: Counter = field(default_factory=Counter)

    def rage(self, server, port, environment) -> "MailStorm":
        """Let the senders begin, kill them all, and then let one finish what they left."""
        with senders(port, environment) as start:
            for _ in range(self.rounds):
                for deed in self._deeds():
                    start(*deed)
                    self.kills += 1
            start("nowhere", 0, 0)
            start("nowhere", 0, 0)
        self._finish()
        self.arrived = Counter(recipient for _sender, recipient, _content in server.envelopes)
        return self

    def _deeds(self):
        chance = random.Random(self.kills)
        named = [(point, chance.randint(1, 3), signal.SIGKILL) for point in POINTS]
        anywhere = [("anywhere", chance.randint(50, 1500), signal.SIGKILL) for _ in range(3)]
        return [*named, *anywhere]

    def _finish(self):
        end = time.monotonic() + PATIENCE
        while self.issue.deliveries.open().exists() and time.monotonic() < end:
            claiming.tidy()
            send()
            time.sleep(0.1)
        claiming.tidy()
        self.issue.refresh_from_db()

    @property
    def doubled(self) -> list[str]:
        return [recipient for recipient, count in self.arrived.items() if count > 1]

    @property
    def missed_in_silence(self) -> list[str]:
        """Return who got nothing and stands nowhere as in doubt."""
        told = self._readers(Delivery.Status.IN_DOUBT)
        return sorted(self._readers() - told - set(self.arrived))

    @property
    def said_to_be_sent(self) -> set[str]:
        return self._readers(Delivery.Status.SENT)

    @property
    def in_doubt(self) -> int:
        return len(self._readers(Delivery.Status.IN_DOUBT))

    def _readers(self, *statuses):
        rows = self.issue.deliveries.filter(status__in=statuses or Delivery.Status.values)
        return set(rows.values_list("subscriber__email", flat=True))

    def __str__(self):
        return (
            f"{self.issue.deliveries.count()} letters, {self.kills} senders killed: {len(self.arrived)} arrived, "
            f"{len(self.doubled)} doubled, {self.in_doubt} in doubt, {len(self.missed_in_silence)} missed in silence"
        )


@contextmanager
def senders(port, environment):
    """Yield a function that starts a sender, two at a time; at the end all of them are waited for."""
    command = [sys.executable, "-m", "tests.harness.mailing", str(port)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    ) as process:

        def start(point, number, signal_number):
            process.stdin.write(f"{point},{number},{int(signal_number)}\n")
            process.stdin.flush()

        try:
            yield start
        except BaseException:
            for child in psutil.Process(process.pid).children():
                child.kill()  # one that is stopped would be waited for in vain
            process.kill()
            raise

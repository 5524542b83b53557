"""What a sender has in hand, and what becomes of each letter of it.

A letter is queued, claimed, in handover, sent. Who stops before the handover has sent nothing; who stops after it may
have. So that step is committed before the mail server gets the first line of the letter, and only for a row that still
carries the sender's own claim and whose reader still wants it.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Now

from newsletter import bounces
from newsletter.models import Delivery, Issue, Subscriber, Subscription
from newsletter.sending import durability
from newsletter.sending.ledger import Statement
from newsletter.sending.starting import recipients
from newsroom.press.models import Letter as Mail

logger = logging.getLogger(__name__)

PAUSES = (1, 2, 5, 10, 30, 60, 60, 60)  # seconds between attempts to write down what is known
RENEWED = 60  # seconds after which a claim says again that its sender lives
ANYBODY = -1  # stands for a reader where SQL is written once

Status = Delivery.Status
Result = TypeVar("Result")

# One statement is one commit, and one way to the database and back: the last letter went, the next one goes.
HAND_OVER = """
UPDATE newsletter_delivery SET
    status = CASE id WHEN %s THEN 'sent' ELSE 'handover' END,
    sent_at = CASE id WHEN %s THEN {now} ELSE sent_at END,
    handed_over_at = CASE id WHEN %s THEN handed_over_at ELSE {now} END,
    claimed_at = {now}
WHERE id IN (%s, %s) AND claim = %s AND (
    id = %s AND status IN ('handover', 'doubt')
    OR id = %s AND status IN ('claimed', 'handover')
        AND EXISTS (SELECT 1 FROM newsletter_issue WHERE id = %s AND status = 'sending')
        AND EXISTS ({wanted})
)
RETURNING id
"""


@dataclass(frozen=True, slots=True)
class Letter:
    """A row of the ledger as its sender needs it."""

    pk: int
    subscriber: int
    email: str
    language: str
    attempts: int = 0
    moved_at: datetime | None = None  # to this address, from another


@dataclass
class Claim:
    """Letters of an issue that one sender has, under a name that no other sender knows."""

    issue: Issue
    letters: list[Letter]
    readers: QuerySet[Subscription]  # whom it goes to at present
    token: str = field(default_factory=durability.new_claim)

    def __post_init__(self):
        self._accepted = 0  # by the mail server, and not written down yet
        self._in_hand = len(self.letters)  # and not handed over
        self._heard = time.monotonic()
        self._statement, self._wanted, self._readers = _hand_over(self.readers)

    def hand_over(self, letter: Letter) -> bool:
        """Write down that the last letter went and that this one goes; False where it must not go."""
        sent, wanted = self._accepted, self._wanted.copy()
        for place in self._readers:
            wanted[place] = letter.subscriber
        values = [sent, sent, sent, sent, letter.pk, self.token, sent, letter.pk, self.issue.pk]
        changed = insist(lambda: self._statement.keys(values + wanted))
        self._accepted = 0
        goes = letter.pk in changed
        self._in_hand -= goes
        return goes

    def accept(self, letter: Letter) -> None:
        """Keep in mind that the mail server took a letter: it is written down with the next one, or by `record`."""
        self._accepted = letter.pk

    def record(self) -> None:
        """Write down what the mail server took."""
        if self._accepted:
            self._become(self._accepted, Status.SENT, sent_at=Now(), claimed_at=Now())
            self._accepted = 0

    def doubt(self, letter: Letter, answer: str) -> None:
        """Note that nobody knows whether a letter went: only a person may send it again."""
        self._become(letter.pk, Status.IN_DOUBT, answer=answer[:300])

    def take_back(self, letter: Letter) -> None:
        """Note that nothing of a letter has gone, though it had been written down that it goes."""
        self._in_hand += 1
        self._become(letter.pk, Status.CLAIMED)

    def fail(self, letter: Letter, answer: str) -> None:
        self._become(letter.pk, Status.FAILED, answer=answer[:300])

    def bounce(self, letter: Letter, answer: str) -> None:
        """Note that there is no such mailbox, and write to it no more."""
        self._become(letter.pk, Status.BOUNCED, answer=answer[:300])
        delivery = Delivery.objects.get(pk=letter.pk)
        reader = Subscriber.objects.filter(pk=letter.subscriber).first()
        if reader and delivery.status == Status.BOUNCED:
            bounces.hard(reader, delivery=delivery, code=answer[:3], text=answer)

    def postpone(self, letter: Letter, answer: str) -> None:
        """Put a letter back for later; give it up after the last pause."""
        if letter.attempts >= len(Mail.PAUSES):
            return self.fail(letter, answer)
        due_at = Now() + Mail.PAUSES[letter.attempts]
        return insist(lambda: self._queue(letter, due_at, answer))

    def drop_unwanted(self, letter: Letter) -> None:
        """Note that a reader left after the letter had been claimed, if so; it waits for whom it is by now."""
        if recipients(self.issue).filter(subscriber=letter.subscriber).exists():
            return
        ours = self._rows(letter.pk).exclude(subscriber=None)
        somebody_elses = ours.exclude(subscriber=letter.subscriber)  # two mailboxes became one
        if not insist(somebody_elses.release):
            self._become(letter.pk, Status.DROPPED)

    def still_ours(self) -> set[int]:
        """Return which letters may still go: nobody stopped the issue, or took them from so slow a sender."""
        ours = self._all().filter(status=Status.CLAIMED)
        return set(ours.filter(issue__status=Issue.Status.SENDING).values_list("pk", flat=True))

    def renew(self) -> None:
        """Say, once a minute, that the sender lives."""
        if time.monotonic() - self._heard > RENEWED:
            ours = self._all().filter(status=Status.CLAIMED)
            insist(lambda: ours.update(claimed_at=Now()))
            self._heard = time.monotonic()

    def give_back(self) -> None:
        """Write down what the mail server took, and leave the rest to the next sender."""
        self.record()
        if self._in_hand:
            insist(self._all().release)

    def _become(self, pk, status, **values):
        rows = self._rows(pk).filter(status__in=[Status.CLAIMED, Status.HANDOVER, Status.IN_DOUBT])
        return insist(lambda: rows.update(status=status, **values))

    @transaction.atomic
    def _queue(self, letter, due_at, answer):
        Issue.objects.hold(self.issue)
        is_over = self.issue.status == Issue.Status.CANCELLED
        row = self._rows(letter.pk).filter(status__in=[Status.CLAIMED, Status.HANDOVER])
        row.update(
            status=Status.CANCELLED if is_over else Status.QUEUED,
            claim="",
            due_at=due_at,
            attempts=F("attempts") + 1,
            answer=answer[:300],
        )

    def _rows(self, *keys):
        """Return these rows, as far as nobody has taken them away."""
        return Delivery.objects.filter(pk__in=keys, claim=self.token)

    def _all(self):
        """Return what nobody has taken away, by its claim: to name a hundred rows costs more than to find them."""
        keys = [letter.pk for letter in self.letters] or [0]
        return Delivery.objects.filter(pk__range=(min(keys), max(keys)), claim=self.token)


def insist(write: Callable[[], Result]) -> Result:
    """Do a write again while the database does not answer: what is known of a letter must not be lost."""
    for pause in PAUSES:
        try:
            return write()
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block:
                raise
            logger.warning("The ledger cannot be written; trying again", exc_info=True)
            connection.close()
            time.sleep(pause)
    return write()


def _hand_over(readers):
    """Return the statement for one issue, the parameters of who wants it, and which of them are a reader."""
    wanted = readers.filter(subscriber=ANYBODY).order_by().values("pk")
    sql, parameters = wanted.query.sql_with_params()
    now, _ = wanted.query.get_compiler(connection=connection).compile(Now())
    readers = [place for place, value in enumerate(parameters) if value == ANYBODY]
    plain = [str(value) if isinstance(value, str) else value for value in parameters]
    return Statement(HAND_OVER.format(now=now, wanted=sql)), plain, readers

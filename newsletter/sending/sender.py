"""One sender: a connection, and what it does with one letter after another."""

import logging
import math
import threading
from collections import deque
from functools import lru_cache

from django.utils.translation import gettext as _

from newsletter import bouncecodes
from newsletter.models import Issue, IssuePrint
from newsletter.sending import claiming, durability, postbox, steering
from newsletter.sending.handover import Claim, Letter
from newsletter.sending.pace import Pace
from newsletter.sending.refusals import CutOff, Doubtful, Refused, Unreachable, Unwelcome
from newsletter.sending.wire import Wire

logger = logging.getLogger(__name__)

AT_ONCE = 500  # letters that a sender takes in hand, where no power cut puts them in doubt
SECONDS_IN_HAND = 30  # for which it takes some where there is a pace
MOST_DOUBTS, MOST_REFUSALS = 3, 25  # in a row, after which a person has to look at what is wrong


class Sender:
    """Sends what is due, one letter after the other, until nothing is or until it is told to stop."""

    def __init__(self, stopped: threading.Event, pace: Pace):
        self._stopped, self._pace = stopped, pace
        most = durability.most_in_hand(AT_ONCE)
        self._at_once = min(most, math.ceil(SECONDS_IN_HAND * (pace.per_second or most)))
        self._postbox = None
        self._doubts = self._refusals = 0
        self._wire = lru_cache(maxsize=8)(_wire)

    def run(self) -> None:
        """Send; raises `Unreachable`."""
        try:
            while not self._stopped.is_set() and self._round():
                pass
        finally:
            self._close()

    def _round(self):
        """Send a batch of each issue that is on its way; say whether there was any."""
        issues = Issue.objects.sending().select_related("newsletter").order_by("started_at")
        batches = [self._batch(issue) for issue in issues]  # of each, whatever came of the first
        return any(batches)

    def _batch(self, issue):
        claim = claiming.take(issue, claiming.share(issue, self._at_once))
        if claim is None:
            claiming.end(issue)
            return False
        try:
            with durability.swift():
                self._send_all(claim)
        except Unwelcome as reason:
            self._doubts = self._refusals = 0
            self._close()
            steering.pause(issue, str(reason))
        else:
            _answered(issue)
        finally:
            claim.give_back()
        return True

    def _send_all(self, claim):
        letters = deque(claim.letters)
        while letters and not self._stopped.is_set():
            self._wait(claim)
            letter = letters.popleft()
            if not self._send(claim, letter, self._next(letters)):
                ours = claim.still_ours()
                letters = deque(other for other in letters if other.pk in ours)
            claim.renew()

    def _next(self, letters):
        """Return the letter that goes at once after the one in hand, None where there is a pace."""
        return letters[0] if letters and not self._pace.per_second else None

    def _wait(self, claim):
        seconds = self._pace.take()
        if seconds:
            claim.record()
            self._stopped.wait(seconds)

    def _send(self, claim: Claim, letter: Letter, following: Letter | None) -> bool:
        """Send one letter; return False where it was not ours to send any more."""
        try:
            return self._hand_over(claim, letter, following)
        except Refused as answer:
            self._refused(claim, letter, answer)
        except Doubtful as reason:
            self._in_doubt(claim, letter, reason)
        return True

    def _hand_over(self, claim, letter, following):
        message = self._connected().write(self._wire(claim.issue.pk, letter.language), letter)
        box = self._offered(letter)
        if not claim.hand_over(letter):
            box.withdraw()
            claim.drop_unwanted(letter)
            return False
        try:
            box.hand(message, following)
        except CutOff as reason:
            claim.postpone(letter, str(reason))  # it may be this letter: others go first
            raise
        except (Unreachable, Unwelcome):
            claim.take_back(letter)
            raise
        claim.accept(letter)
        self._doubts = self._refusals = 0
        return True

    def _offered(self, letter):
        """Offer a letter; a connection that has done enough, or waited too long, is replaced by another once."""
        box = self._connected()
        try:
            box.offer(letter)
        except Unreachable:
            if not box.is_proven:
                raise
            self._close()
            box = self._connected()
            box.offer(letter)
        return box

    def _refused(self, claim, letter, answer):
        claim.record()
        if answer.is_for_now:
            claim.postpone(letter, str(answer))
            return
        if answer.at_the_reader and bouncecodes.is_for_good(str(answer.code), answer.text):
            claim.bounce(letter, str(answer))
        else:
            claim.fail(letter, str(answer))
        self._refusals += 1
        if self._refusals >= MOST_REFUSALS:
            raise Unwelcome(_("The mail server refuses one letter after another: %s") % answer)

    def _in_doubt(self, claim, letter, reason):
        claim.doubt(letter, str(reason))
        self._close()
        self._doubts += 1
        if self._doubts >= MOST_DOUBTS:
            raise Unwelcome(_("The mail server ends one connection after another: %s") % reason)

    def _connected(self):
        if not (self._postbox and self._postbox.is_open):
            self._postbox = postbox.connected()
        return self._postbox

    def _close(self):
        if self._postbox:
            self._postbox.close()
        self._postbox = None


def _answered(issue):
    """Take back what was remarked while the mail server did not answer."""
    if issue.remark:
        Issue.objects.sending().filter(pk=issue.pk).update(remark="")


def _wire(issue_pk, language):
    printed = IssuePrint.objects.select_related("issue__newsletter")
    try:
        return Wire(printed.get(issue=issue_pk, language=language))
    except Exception as error:  # whatever the settings or a print can get wrong
        logger.exception("Issue %s cannot be written for a mail server", issue_pk)
        raise Unwelcome(f"{type(error).__name__}: {error}") from error

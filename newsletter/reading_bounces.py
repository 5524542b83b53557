"""Reading the mailbox that letters come back to: one message from a pipe, or all that is new in a maildir."""

import logging
from collections import Counter
from pathlib import Path

from django.conf import settings
from django.db import InterfaceError, OperationalError

from newsletter import bounces, leaving, returns
from newsletter.models import Subscriber
from newsletter.returns.report import Kind
from newsroom.press import tokens

A_ROUND = 1000  # messages
IGNORED = "says nothing"

logger = logging.getLogger(__name__)


def take(raw: bytes, recipient: str = "") -> str:
    """Do what a message asks for and return what it was: came back, called spam, or says nothing.

    The same message again changes nothing. Raises only when the database does not answer.
    """
    report = returns.read(raw, recipient)
    if report is None:
        return IGNORED
    return _complain(report) if report.kind == Kind.CALLED_SPAM else _come_back(report)


def read_maildir(folder: Path) -> Counter:
    """Take what is new in a maildir, the oldest first, and count it; raises OSError where there is none.

    A message moves on when it has been dealt with: whoever is stopped between the two deals with it again.
    """
    counts = Counter()
    for path in sorted((folder / "new").iterdir())[:A_ROUND]:
        if path.is_symlink() or not path.is_file():
            continue
        counts[_take_file(path)] += 1
        _move_on(path, folder / "cur")
    return counts


def read_due() -> None:
    """Read the maildir that the settings name, every minute."""
    if not settings.BOUNCES_MAILDIR:
        return
    try:
        read_maildir(Path(settings.BOUNCES_MAILDIR))
    except OSError as error:
        logger.error("BOUNCES_MAILDIR cannot be read as a maildir: %s", error)


def _take_file(path):
    try:
        with path.open("rb") as file:
            return take(file.read(returns.LARGEST))
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("The message %s cannot be dealt with", path.name)
        return IGNORED


def _move_on(path, folder):
    folder.mkdir(exist_ok=True)
    name = path.name if ":2," in path.name else f"{path.name}:2,S"
    try:
        path.rename(folder / name)
    except FileNotFoundError:
        logger.info("The message %s was moved by somebody else", path.name)


def _come_back(report):
    delivery = bounces.find(report.delivery)
    if delivery is None:
        return IGNORED
    reader = delivery.subscriber
    bounces.came_back(reader, delivery=delivery, code=report.code, text=report.text)
    return report.kind


def _complain(report):
    delivery = bounces.find(report.delivery)
    if delivery:
        bounces.complaint(delivery.subscriber, delivery=delivery, text=report.text)
        return report.kind
    reader = _reader_who_leaves(report.leave)
    if reader is None:
        return IGNORED
    bounces.complaint(reader, event=f"link {report.leave[-60:]}", text=report.text)
    return report.kind


def _reader_who_leaves(token):
    try:
        rows = leaving.reach(token)
    except tokens.Bad:
        return None
    return Subscriber.objects.filter(subscriptions__in=rows).first()

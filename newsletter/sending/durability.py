"""How much of the ledger a power cut may take back, on SQLite: what one sender had in hand, and nothing before.

Waiting for the disk with each letter would cost more than all the rest. A commit outlives the death of its process
all the same, and a claim is on the disk before its first letter goes. So when the machine itself has died since, each
letter of that claim may have gone: all of them are in doubt. PostgreSQL waits for its disk in a process of its own.
"""

import secrets
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.db import connection

IN_HAND = 200  # letters, which a power cut may put in doubt
BOOT = Path("/proc/sys/kernel/random/boot_id")
UNKNOWN = (
    "-" * 8
)  # where the machine does not say when it was started, each commit waits for the disk


@cache
def life_of_this_machine() -> str:
    """Return a name for the time since this machine was started."""
    with suppress(OSError):
        return sha256(BOOT.read_bytes()).hexdigest()[: len(UNKNOWN)]
    return UNKNOWN


def new_claim() -> str:
    """Return a name for a claim that nobody can guess, and that says in which life of the machine it was made."""
    return f"{_life()}{secrets.token_hex(12)}"


def outlived(claims):
    """Return those of these rows whose sender may have died together with the machine."""
    if connection.vendor != "sqlite":
        return claims.none()
    ours = claims.exclude(claim__startswith=UNKNOWN)
    return ours.exclude(claim__startswith=life_of_this_machine())


def most_in_hand(letters: int) -> int:
    """Return how many of these letters a sender takes at once."""
    return min(IN_HAND, letters) if connection.vendor == "sqlite" else letters


@contextmanager
def swift():
    """Let commits not wait for the disk, where that takes nothing but what is in hand."""
    if _life() == UNKNOWN or connection.in_atomic_block:
        yield
        return
    _synchronous("NORMAL")
    try:
        yield
    finally:
        _synchronous("FULL")


def _life():
    return life_of_this_machine() if connection.vendor == "sqlite" else UNKNOWN


def _synchronous(level):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA synchronous={level}")

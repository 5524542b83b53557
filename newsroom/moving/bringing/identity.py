"""What of an old site is here already, and whether it is still as it was brought."""

import hashlib
from collections.abc import Iterable

from newsroom.models import Moved
from newsroom.moving import longest


def digest(becomes: tuple) -> str:
    """Return the sum of what a record becomes: the same again is nothing new."""
    return hashlib.blake2b(repr(becomes).encode(), digest_size=32).hexdigest()


def fingerprint(*values) -> int:
    """Return the number of what a row says that has no history of its own."""
    found = hashlib.blake2b(repr(list(map(str, values))).encode(), digest_size=8).digest()
    return int.from_bytes(found) >> 1  # a signed column holds 63 bits


class Identities:
    """What the records of one old site became here, by their kinds and ids there."""

    def __init__(self, source: str):
        self.source = source

    def of(self, kind: str, old_ids: Iterable[str]) -> dict[str, Moved]:
        """Return those of these records that were brought before."""
        ids = {old_id[: longest.OLD_ID]: old_id for old_id in old_ids}
        rows = Moved.objects.filter(source=self.source, kind=kind, old_id__in=ids)
        return {ids[row.old_id]: row for row in rows}

    def find(self, kind: str, old_id: str) -> Moved | None:
        """Return what a record became, None where it was never brought."""
        return self.of(kind, [old_id]).get(old_id)

    def new(
        self, kind: str, old_id: str, new_id: int, becomes: tuple, version: int | None
    ) -> Moved:
        """Return the row that says what a record became; nobody has saved it yet."""
        old_id = old_id[: longest.OLD_ID]
        row = Moved(source=self.source, kind=kind, old_id=old_id, new_id=new_id)
        return sign(row, becomes, version)


def sign(moved: Moved, becomes: tuple, version: int | None) -> Moved:
    """Write down what was brought, and which version of the thing here that is."""
    moved.digest, moved.version = digest(becomes), version
    return moved

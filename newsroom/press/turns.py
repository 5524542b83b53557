"""Deeds that touch so much that they are done one after the other."""

import zlib

from django.db import connection


def take(deed: str) -> None:
    """Wait until no other transaction does this deed; the turn ends with ours. Take it before any other lock."""
    if connection.vendor != "postgresql":
        return  # SQLite lets one transaction write at a time, from where it begins
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(deed.encode())])

"""What one pass has migrated on SQLite, for those that come after it: ten seconds of work for each of them.

MIGRATED names the file, which the first pass leaves there.
"""

import os
import shutil

from django.db import connection


def take_over(creation):
    """Let the test's database begin as a copy of the file, where there is one; what is new is migrated as ever."""
    create, kept = creation._create_test_db, _kept()

    def created(*arguments, **options):
        name = create(*arguments, **options)
        if kept and os.path.exists(kept):
            shutil.copyfile(kept, name)
        return name

    creation._create_test_db = created


def leave():
    """Leave a copy of the test's database, as whole as it appears."""
    kept = _kept()
    if not kept or os.path.exists(kept):
        return
    own = f"{kept}.{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [own])
    os.replace(own, kept)


def _kept():
    return os.environ.get("MIGRATED") if connection.vendor == "sqlite" else None

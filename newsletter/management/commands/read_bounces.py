"""`manage.py read_bounces`: one message from a mail server's pipe, or a maildir."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError

from newsletter import reading_bounces, returns

TRY_LATER = 75  # EX_TEMPFAIL: a mail server keeps the message and pipes it again


class Command(BaseCommand):
    help = "Reads letters that came back: one message from standard input, or what is new in a maildir."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--maildir", type=Path, help="read what is new in this maildir")
        parser.add_argument("--recipient", default="", help="where the piped message was sent to")

    def handle(self, *, maildir, recipient, **options):
        try:
            if maildir:
                return self._maildir(maildir)
            return self._pipe(recipient)
        except (OperationalError, InterfaceError) as error:
            raise CommandError(
                f"The database does not answer; nothing was lost: {error}", returncode=TRY_LATER
            ) from error

    def _pipe(self, recipient):
        raw = sys.stdin.buffer.read(returns.LARGEST)
        while sys.stdin.buffer.read(65_536):
            pass  # a mail server takes it for a failure when nobody reads to the end
        reading_bounces.take(raw, recipient)

    def _maildir(self, folder):
        try:
            counts = reading_bounces.read_maildir(folder)
        except OSError as error:
            raise CommandError(f"{folder} cannot be read as a maildir: {error}") from error
        said = ", ".join(f"{count} {what}" for what, count in sorted(counts.items()))
        self.stdout.write(said or "Nothing new.")

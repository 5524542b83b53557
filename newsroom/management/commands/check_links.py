"""`manage.py check_links FILE`: prove that every old address answers."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from newsroom.moving.links import bases, listing
from newsroom.moving.reading.records import NotAnExport
from newsroom.oldlinks import checking

OFTEN = 200  # addresses after which a terminal is told how far it is


class Command(BaseCommand):
    help = (
        "Ask the running site for every address in FILE (an export of WordPress, a sitemap.xml, or lines that "
        "begin with an address) and list those that answer neither with a page, nor with one step to a page, nor "
        "that they are gone."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")
        parser.add_argument(
            "--base",
            default=settings.SITE_URL,
            metavar="URL",
            help="where the site runs, if not at SITE_URL: http://127.0.0.1:8000",
        )
        bases.add_arguments(parser)
        parser.add_argument("--connections", type=int, default=checking.CONNECTIONS, metavar="N")

    def handle(self, *, file, base, connections, **options):
        if urlsplit(base).scheme not in ("http", "https") or connections < 1:
            raise CommandError("--base is a whole address, and --connections are one or more.")
        asked = wrong = 0
        try:
            addresses = listing.read(file, **bases.chosen(options))
            verdicts = checking.check(addresses, base, connections=connections)
            for asked, verdict in enumerate(verdicts, start=1):
                wrong += bool(verdict.why)
                self.tell(verdict, asked)
        except (NotAnExport, OSError) as error:
            raise CommandError(f"{file}: {error}") from None
        self.stdout.write(f"{asked - wrong} of {asked} answered.")
        if wrong:
            raise CommandError(f"{wrong} of {asked} did not answer.")

    def tell(self, verdict, asked):
        if verdict.why:
            self.stdout.write(f"{verdict.address}  {verdict.why}")
        if asked % OFTEN == 0 and self.stderr.isatty():
            self.stderr.write(f"{asked} asked", ending="\r")

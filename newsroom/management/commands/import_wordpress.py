"""`manage.py import_wordpress FILE`: bring in what a WordPress site exported."""

from argparse import ArgumentTypeError
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError

from newsroom.moving import wordpress
from newsroom.moving.reading.records import NotAnExport


class Command(BaseCommand):
    help = (
        "Bring in the published posts of a WordPress export (WXR) with their categories, tags, "
        "authors and approved comments, and say what became of everything else."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument(
            "--timezone",
            type=_zone,
            metavar="Z",
            help="where the old site's clock stood, for dates without GMT: Asia/Yerevan",
        )

    def handle(self, *, files, verbosity, **options):
        for file in files:
            try:
                report = wordpress.import_site(file, zone=options["timezone"])
            except (NotAnExport, OSError) as error:
                raise CommandError(f"{file}: {error}") from None
            self.stdout.write(report.text(all_names=verbosity > 1))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        raise ArgumentTypeError(f"{name} is no time zone") from None

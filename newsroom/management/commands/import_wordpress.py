"""`manage.py import_wordpress FILE`: bring in what a WordPress site exported."""

import sys
from argparse import ArgumentTypeError
from contextlib import nullcontext
from pathlib import Path
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError

from newsroom.moving import wordpress
from newsroom.moving.bar import Bar
from newsroom.moving.links import bases
from newsroom.moving.reading.records import NotAnExport


class Command(BaseCommand):
    help = (
        "Bring in the posts and pages of a WordPress export (WXR) with their categories, tags, "
        "authors, pictures and comments, and say what became of everything. Several files are the "
        "parts of one archive; run it again and only what is new or changed there is written."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen and write nothing"
        )
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="let the file win over what was edited here since",
        )
        media = parser.add_mutually_exclusive_group()
        media.add_argument(
            "--media-from",
            type=Path,
            metavar="DIR",
            help="a copy of the old site's wp-content/uploads, for its pictures and files",
        )
        media.add_argument(
            "--fetch-media",
            action="store_true",
            help="fetch pictures and files from the old site, which has to be up still",
        )
        parser.add_argument("--report", metavar="CSV", help="write what became of each record here")
        parser.add_argument(
            "--timezone",
            type=_zone,
            metavar="Z",
            help="where the old site's clock stood, for dates without GMT: Asia/Yerevan",
        )
        bases.add_arguments(parser)

    def handle(self, *, files, **options):
        wanted = wordpress.Options(
            zone=options["timezone"],
            rehearsal=options["dry_run"],
            overwrite=options["overwrite"],
            media_from=options["media_from"],
            fetch_media=options["fetch_media"],
            **bases.chosen(options),
        )
        bar = Bar(sys.stderr)
        try:
            with _opened(options["report"]) as report:
                outcome = wordpress.import_files(files, wanted, report=report, progress=bar)
        except NotAnExport as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(
                f"{error.filename or files[0]}: {error.strerror or error}."
            ) from None
        finally:
            bar.end()
        self.stdout.write(outcome.text())


def _opened(path: str | None):
    return open(path, "w", newline="", encoding="utf-8") if path else nullcontext()


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        raise ArgumentTypeError(f"{name} is no time zone") from None

"""`manage.py import_site DIR`: bring home what `export_site` wrote."""

import sys
from contextlib import nullcontext
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from newsroom.moving.bar import Bar
from newsroom.moving.reading.records import NotAnExport

AGAIN = "What is done stays. Run it again, and it goes on from there."


class Command(BaseCommand):
    help = (
        "Bring home what export_site wrote: stories, pages, comments, pictures, and then the masthead, menus, "
        "fronts, newsletters with their issues, redirects and readers. Run it again and only what is new or "
        "changed there is written. Nobody gets a login by it, and nobody is mailed."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR", help="what export_site wrote")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen and write nothing"
        )
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="let the export win over what the paper has here already",
        )
        parser.add_argument("--report", metavar="CSV", help="write what became of each thing here")

    def handle(self, *, folder, dry_run, overwrite, report, **options):
        from newsroom.moving.homecoming import site

        wanted = site.Options(rehearsal=dry_run, overwrite=overwrite)
        bar = Bar(sys.stderr)
        try:
            with _opened(report) as file:
                outcome = site.bring(folder, wanted, report=file, progress=bar)
        except NotAnExport as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            where, why = error.filename or folder, error.strerror or error
            raise CommandError(f"{where}: {why}. {AGAIN}") from None
        finally:
            bar.end()
        self.stdout.write(outcome.text())
        if not outcome.total("imported") + outcome.total("changed"):
            self.stdout.write("\nAll of it was here already: nothing was changed.")


def _opened(path: str | None):
    return open(path, "w", newline="", encoding="utf-8") if path else nullcontext()

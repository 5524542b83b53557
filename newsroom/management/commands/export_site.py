"""`manage.py export_site DIR`: take the whole site out."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = (
        "Write all that the site holds into a new folder: in WordPress's format (WXR), in JSON, pictures and "
        "redirects. README.txt in it says what is what."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR", help="must be empty or not there")
        parser.add_argument(
            "--with-addresses",
            action="store_true",
            help="take along the addresses of commenters and subscribers",
        )

    def handle(self, *, folder, with_addresses, **options):
        from newsroom.moving.leaving import folder as places
        from newsroom.moving.leaving import site

        try:
            export = site.export(folder, with_addresses=with_addresses)
        except (places.Taken, OSError) as error:
            raise CommandError(str(error)) from None
        for kind, count in export.counts.items():
            self.stdout.write(f"{count:>9,} {kind}")
        for name in export.missing:
            self.stderr.write(f"not where it should be: {name}")

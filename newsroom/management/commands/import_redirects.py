"""`manage.py import_redirects FILE`: let many old addresses lead to where their things are now."""

from django.core.management.base import BaseCommand, CommandError

from newsroom.oldlinks import lines, taking
from newsroom.oldlinks.told import Told


class Command(BaseCommand):
    help = (
        "Save the redirects of FILE: the redirects.csv of an export, lines of CSV with an old address and "
        "where it leads (gone for good where that is empty), or what WordPress's plugin Redirection exports. "
        "Lines that cannot be saved are listed, each with what is wrong with it; the others are saved. Run it "
        "again and nothing changes."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen and write nothing"
        )

    def handle(self, *, files, dry_run, **options):
        outcome = taking.Outcome()
        with Told() as told:
            for name in files:
                outcome += self.take(name, told, dry_run)
        self.stdout.write(outcome.text())
        if outcome.refused:
            raise CommandError(f"{outcome.refused} of {outcome.lines} lines were refused.")

    def take(self, name, told, dry_run) -> taking.Outcome:
        def tell(refusal):
            self.stdout.write(f"{name}:{refusal.number}  {refusal.path}  {refusal.why}")

        try:
            with lines.opened(name) as file:
                return taking.take(lines.read(file), tell, told=told, rehearsal=dry_run)
        except OSError as error:
            raise CommandError(f"{name}: {error.strerror or error}.") from None

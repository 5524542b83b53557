"""`manage.py end_silence ADDRESS`: somebody who had themselves erased may sign up again."""

from django.core.management.base import BaseCommand, CommandError

from newsletter.models import Farewell


class Command(BaseCommand):
    help = "Lets an address sign up again that was erased while it must not be written to."

    def add_arguments(self, parser):
        parser.add_argument("address")

    def handle(self, *, address, **options):
        if not Farewell.objects.of(address).end_silence():
            raise CommandError("No erased address is silent that is written so.")
        self.stdout.write("This address may sign up again.")

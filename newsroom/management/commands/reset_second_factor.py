"""`manage.py reset_second_factor NAME`: for when nobody is left who could do it at the desk."""

from django.core.management.base import BaseCommand, CommandError

from newsroom.desk import second_factor
from newsroom.models import User


class Command(BaseCommand):
    help = "Takes app, passkeys and recovery codes from a login and ends its sessions; the password stays."

    def add_arguments(self, parser):
        parser.add_argument("name", help="the user name")

    def handle(self, *, name, **options):
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"Nobody logs in as {name}.")
        if not second_factor.reset(user, by=user):
            raise CommandError(f"{name} has no second factor.")
        self.stdout.write(f"{name} logs in with a password alone now, and sets up a new factor.")

"""`manage.py prepare`: what `make run` does before it serves."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from newsroom import opening


class Command(BaseCommand):
    help = "Migrates, collects static files and fills an empty newsroom with a sample and an admin."

    def handle(self, **options):
        password = opening.prepare(timezone.now())
        if password is None:
            return
        self.stdout.write(
            f"\n  {settings.SITE_URL}/admin/\n"
            f"  user name  {opening.ADMIN}\n"
            f"  password   {password}   (shown this once; you choose your own when you log in)\n"
        )

"""`manage.py print_again`: make anew what was made when stories and comments were saved."""

from django.core.management.base import BaseCommand

from articles import placing
from articles import printing as stories
from comments import printing as comments


class Command(BaseCommand):
    help = (
        "Makes the stored parts of pages anew where they would look different now: after an upgrade, an edited "
        "template or another TIME_ZONE or SITE_URL. Until then such pages are right, and slower."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--listings",
            action="store_true",
            help="list and count all stories anew too, as after a change of TIME_ZONE",
        )

    def handle(self, *, listings, **options):
        if listings:
            placing.rebuild()
        self.stdout.write(f"Stories printed again: {stories.print_again()}")
        self.stdout.write(f"Stories whose comments were printed again: {comments.print_again()}")

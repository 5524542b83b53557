"""`manage.py maildoctor [ISSUE]`: what the doctor finds, and an exit code for a fault."""

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from newsletter import doctor
from newsletter.models import Issue


class Command(BaseCommand):
    help = "Looks up whether our mail will be believed, and at an issue whether it can be read."

    def add_arguments(self, parser):
        parser.add_argument("issue", nargs="?", help="the number or the slug of an issue")

    def handle(self, *, issue, **options):
        found = doctor.examine(_issue(issue) if issue else None)
        for finding in found:
            self.stdout.write(f"{finding.level.value:<8} {finding.sentence}")
        if any(finding.level == doctor.Level.FAULT for finding in found):
            raise CommandError("There are faults.")


def _issue(named):
    is_named = Q(slug=named) | Q(pk=int(named)) if named.isdecimal() else Q(slug=named)
    issue = Issue.objects.select_related("newsletter").filter(is_named).first()
    if issue is None:
        raise CommandError(f"There is no issue {named}.")
    return issue

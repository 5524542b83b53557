"""The readers of the newsletters: by their addresses, or only how many there are."""

import csv
from typing import TextIO

from django.db.models import Count

from newsletter.models import Subscription
from newsletter.rosters import writing


def write(file: TextIO) -> None:
    """Write everybody who ever asked for a list, as an import of readers takes it."""
    file.writelines(writing.all_readers())


def write_counts(file: TextIO) -> None:
    """Write how many readers each list has in each state."""
    counted = Subscription.objects.values_list("newsletter__slug", "status").order_by()
    writer = csv.writer(file)
    writer.writerow(("list", "status", "readers"))
    writer.writerows(sorted(counted.annotate(Count("pk"))))

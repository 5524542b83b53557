"""The start of a send: what is said and whom it goes to, written down in one transaction."""

from django.db import connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from articles.models import Article
from newsletter import printing
from newsletter.models import Delivery, Issue, IssuePrint
from newsroom.press import moment, pages


class Refused(Exception):
    """There is nothing to send, or nobody to send it to; says so in the words of the desk."""


def recipients(issue: Issue):
    """Return the subscriptions that an issue would go to now."""
    rows = issue.newsletter.subscriptions.receiving()
    return rows.filter(cadence=issue.goes_to) if issue.goes_to else rows


@transaction.atomic
def start(issue: Issue) -> int:
    """Print an issue, write down each of its readers and return how many; raises `Refused`.

    A second start is none: nothing is printed or written down again.
    """
    Issue.objects.hold(issue)
    if issue.status in Issue.WITH_LEDGER:
        return issue.deliveries.count()
    if not Article.objects.published().filter(pk__in=issue.places.values("article")).exists():
        raise Refused(_("None of its stories is published."))
    issue.begin(moment.of_database())
    count = _write_down(issue)
    if not count:
        raise Refused(_("Nobody receives this list at present."))
    _print(issue)
    pages.move()  # its page is there now
    return count


def _write_down(issue):
    """Fill the ledger in one statement: a hundred thousand readers pass through no memory of ours."""
    values = _row(issue)
    readers = recipients(issue).order_by("subscriber_id").values_list(*values.values())
    select, parameters = readers.query.sql_with_params()
    quote = connection.ops.quote_name
    columns = ", ".join(quote(Delivery._meta.get_field(name).column) for name in values)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(Delivery._meta.db_table)} ({columns}) {select}",
            parameters,
        )
        return cursor.rowcount


def _row(issue):
    """Return what stands in a row of the ledger at first, by field."""
    own = {
        "issue": Value(issue.pk),
        "subscriber": F("subscriber"),
        "language": F("subscriber__language"),
        "due_at": Now(),
    }
    fields = [field for field in Delivery._meta.concrete_fields if not field.null]
    usual = {f.name: Value(f.get_default(), f) for f in fields if not f.primary_key}
    return usual | own


def _print(issue):
    # After the readers: whoever came in between with a language of their own is among them or not.
    languages = issue.deliveries.order_by().values_list("language", flat=True).distinct()
    for language in languages:
        printed = printing.of(issue, language)
        IssuePrint.objects.create(
            issue=issue, language=language, text=printed.text, html=printed.html
        )

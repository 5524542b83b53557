"""The archive: a year, a month, a day."""

from django.http import Http404

from articles import archives, listing
from newsroom.models import Masthead
from newsroom.press import pages
from newsroom.press.printing import show


@pages.shared
def archive_year(request, year):
    period = _period(archives.year, year)
    return _show(request, "articles/archive_year.html", period, months=period.per_month())


@pages.shared("before", "after")
def archive_month(request, year, month):
    period = _period(archives.month, year, month)
    found = listing.page(period.stories().for_cards(), request.GET)
    context = {"days": period.per_day(), "listing": found}
    return _show(request, "articles/archive_month.html", period, **context)


@pages.shared("before", "after")
def archive_day(request, year, month, day):
    period = _period(archives.day, year, month, day)
    found = listing.page(period.stories().for_cards(), request.GET)
    return _show(request, "articles/archive_day.html", period, listing=found)


def _period(make, *numbers):
    """Return the days that an address names, where the paper has a page for them."""
    try:
        period = make(*numbers)
    except (ValueError, OverflowError) as error:
        raise Http404("No calendar has this.") from error
    if not period.is_open():
        raise Http404("The paper was not there yet.")
    return period


def _show(request, template, period, **context):
    masthead = Masthead.as_printed()
    context |= {
        "masthead": masthead,
        "period": period,
        "earlier": period.day_before(),
        "later": period.day_after(),
    }
    return show(request, template, masthead.language, context)

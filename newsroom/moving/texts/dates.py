"""The moments in an export, which says them in up to three ways."""

import datetime

YEARS = range(1900, 2100)  # WordPress writes 0000 or -0001 for no date
PLAIN = "%Y-%m-%d %H:%M:%S"
IN_FEEDS = "%a, %d %b %Y %H:%M:%S %z"


def moment(
    gmt: str, local: str, zone: datetime.tzinfo, in_feed: str = ""
) -> datetime.datetime | None:
    """Return the moment in UTC: by the GMT date, else the local one in `zone`, else the feed's."""
    candidates = (
        _read(gmt, PLAIN, datetime.UTC),
        _read(local, PLAIN, zone),
        _read(in_feed, IN_FEEDS, datetime.UTC),
    )
    return next((found.astimezone(datetime.UTC) for found in candidates if found), None)


def _read(text: str, style: str, zone: datetime.tzinfo) -> datetime.datetime | None:
    try:
        found = datetime.datetime.strptime(text, style)
    except ValueError:
        return None
    if found.year not in YEARS:
        return None
    return found if found.tzinfo else found.replace(tzinfo=zone)

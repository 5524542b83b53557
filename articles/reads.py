"""What counts as a read of a story, and the line of a log that says so."""

import datetime
import re
from functools import lru_cache
from typing import NamedTuple

GIVEN = (200, 304)  # the whole page, and that the reader's own copy is the page still
ON_HAND = 1_000  # addresses and names of browsers that need no second look

# deploy/nginx.conf holds both patterns as they stand here.
STORY = r"/[0-9]{4}/[0-9]{2}/(?![0-9]{1,2}/)[-a-zA-Z0-9_]{1,120}/"
# Every browser calls itself Mozilla, and few programs do. Those that do, and are honest, call themselves compatible,
# leave an address, or have a word for what they are in their name. There are telephones named Cubot.
READER = (
    r"^(?:Mozilla|Opera)/(?!.*(?:compatible;|://|(?<!cu)bot|crawl|spider|slurp"
    r"|headless|lighthouse|preview|phantomjs|monitor))"
)

_STORY = re.compile(STORY)
_READER = re.compile(READER, re.I)
_LINE = re.compile(
    rf"(\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)) ({STORY})(?: ([1-9][0-9]{{0,8}}))?"
)


class Read(NamedTuple):
    """That a story was read some times, and when."""

    at: datetime.datetime
    slug: str
    times: int


@lru_cache(ON_HAND)
def is_of_story(path: str) -> bool:
    """Say whether an address is that of a story's own page."""
    return bool(_STORY.fullmatch(path))


@lru_cache(ON_HAND)
def is_by_reader(agent: str) -> bool:
    """Say whether what asked may be a browser with somebody before it, by what it says of itself."""
    return bool(_READER.match(agent))


def line(at: datetime.datetime, path: str, times: int) -> str:
    """Return what the log says of a story that was read so many times by then."""
    return f"{at.isoformat(timespec='seconds')} {path} {times}"


def understand(said: bytes) -> Read | None:
    """Return what a line of the log says, or None for anything that is not one to the letter."""
    found = _LINE.fullmatch(said.decode("ascii", "replace"))
    if not found:
        return None
    at, path, times = found.groups()
    try:
        moment = datetime.datetime.fromisoformat(at).astimezone(datetime.UTC)
    except (ValueError, OverflowError):  # the thirtieth of February, the last hour of all years
        return None
    return Read(moment, path.split("/")[3], int(times or 1))

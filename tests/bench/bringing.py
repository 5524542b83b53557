"""What it costs to bring in an archive of an old site, on one site, as rows of the document."""

import json
import os

from tests.bench import document

POSTS = int(os.environ.get("POSTS", "2000"))
COMMENTS = 2 * POSTS
RATE, MEMORY = 60, 250  # posts a second on SQLite, and MB


def rows(place) -> list[document.Row]:
    """Bring in POSTS posts with twice as many comments, and then the same file again."""
    found = json.loads(place.run("tests.bench.importing", str(POSTS), str(COMMENTS)))
    assert found["adds_up"], "the report does not add up to what the file holds"
    name = f"{place.name}: {POSTS:,} posts and {COMMENTS:,} comments"
    rate = None if place.database else RATE
    return [
        document.Row(name, POSTS / found["seconds"], "posts a second", rate, at_least=True),
        document.Row(f"{place.name}: memory meanwhile", found["peak"], "MB", MEMORY),
        document.Row(
            f"{place.name}: the same file again", POSTS / found["seconds_again"], "posts a second"
        ),
        document.Row(f"{place.name}: what that wrote", found["written"], "rows", 0),
    ]

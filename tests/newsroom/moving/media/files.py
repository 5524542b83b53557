"""Files as an old site has them."""

from tests.articles.test_pictures import upload
from tests.newsroom.moving import exports
from tests.newsroom.moving.outcomes import counts

UPLOADS = "https://lake.example/wp-content/uploads"
FERRY = f"{UPLOADS}/2020/ferry.jpg"


def photo(colour="teal", size=(640, 400), **options) -> bytes:
    """Return a small picture, a different one for each colour."""
    return upload(size, colour=colour, **options).read()


def put(folder, name, data):
    """Write a file below a folder and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def ferry(**fields):
    return exports.attachment(
        **{"url": FERRY, "alt": "A white ferry", "excerpt": "At <em>noon</em>."} | fields
    )


def outcome(report):
    """Return what became of the pictures and why."""
    return counts(report)["attachment"], [why for _kind, why in report.reasons]

"""Files as an old site has them."""

from tests.articles.test_pictures import upload

UPLOADS = "https://lake.example/wp-content/uploads"


def photo(colour="teal", size=(640, 400), **options) -> bytes:
    """Return a small picture, a different one for each colour."""
    return upload(size, colour=colour, **options).read()


def put(folder, name, data):
    """Write a file below a folder and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path

"""By which addresses the pictures of an old site are found."""

import pytest

from articles.models import Picture
from newsroom.moving.media.library import Library
from newsroom.moving.reading.index import Index
from newsroom.moving.reading.records import Site
from tests.newsroom.moving.media.files import FERRY, UPLOADS, ferry, outcome, photo, put

pytestmark = pytest.mark.django_db


@pytest.fixture
def library():
    index = Index()
    index.add(Site("", "https://lake.example", "", "https://lake.example", "en", "1.2"))
    return Library("lake.example", index)


@pytest.mark.parametrize(
    "url",
    [
        FERRY,
        "http://www.lake.example/wp-content/uploads/2020/ferry.jpg?w=640",
        "/wp-content/uploads/2020/ferry.jpg",
        f"{UPLOADS}/2020/ferry-300x200.jpg",
        f"{UPLOADS}/2020/ferry-scaled.jpg",
        "https://i0.wp.com/lake.example/wp-content/uploads/2020/ferry-300x200.jpg?resize=1",
    ],
)
def test_a_picture_is_found_by_every_address_it_had(brought, library, url):
    brought(ferry())
    assert library.picture(url) == Picture.objects.get().pk


@pytest.mark.parametrize(
    "url", ["", "https://", "https://[lake", f"{UPLOADS}/ferry.jpg", "https://x.example/ferry.jpg"]
)
def test_no_other_address_finds_it(brought, library, url):
    brought(ferry())
    assert (library.picture(url), library.file(url)) == (None, None)


def test_a_picture_whose_address_is_long_keeps_its_identity(brought, uploads, library):
    name = f"2020/{'long-' * 45}ferry.jpg"
    put(uploads, name, photo())
    assert outcome(brought(ferry(url=f"{UPLOADS}/{name}"))) == ({"imported": 1}, [])
    assert outcome(brought(ferry(url=f"{UPLOADS}/{name}"))) == ({"unchanged": 1}, [])
    assert library.picture(f"{UPLOADS}/{name}") == Picture.objects.get().pk

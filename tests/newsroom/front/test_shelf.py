"""The shelf of finished pages."""

import time

import pytest

from newsroom.press.finished import Shelf, finish

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_shelf_makes_room_for_what_is_asked_for():
    page = finish(
        200, [("Content-Type", "text/html")], b"x" * 300, edition=1, ends=time.time() + 60
    )
    shelf = Shelf(room=page.size * 2)
    for key in ("one", "two"):
        shelf.put((key,), page)
    assert shelf.find(("one",), 1) is page
    shelf.put(("three",), page)
    kept = [key for key in ("one", "two", "three") if shelf.find((key,), 1)]
    assert (kept, len(shelf)) == (["one", "three"], 2)


def test_a_page_of_another_edition_or_past_its_end_is_not_found():
    shelf = Shelf()
    shelf.put(("now",), finish(200, [], b"x", edition=1, ends=time.time() + 60))
    shelf.put(("over",), finish(200, [], b"x", edition=1, ends=time.time() - 1))
    assert shelf.find(("now",), 1) is not None
    assert shelf.find(("now",), 2) is None
    assert shelf.find(("over",), 1) is None

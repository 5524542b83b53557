"""What the first page says of archives that are brought in."""

import pytest
from django.utils import timezone

from tests import make
from tests.newsroom.today.desk import DAY, boards, enter, troubles

pytestmark = pytest.mark.django_db


def test_an_import_under_way_stands_on_its_board_and_a_done_one_does_not(client):
    enter(client, "editor")
    make.make_import("done", source="gone.example")
    assert "Archives of old sites" not in boards(client)
    make.make_import("running", source="lake.example", phase="reading", done=7)
    assert boards(client)["Archives of old sites"] == ["lake.example"]


def test_an_import_that_came_to_nothing_is_a_trouble_for_two_weeks(client):
    enter(client, "editor")
    make.make_import("refused", source="lake.example", said="Line 3 is not closed.")
    make.make_import("failed", source="sea.example", said="It fell.")
    make.make_import("failed", source="old.example", ended_at=timezone.now() - 15 * DAY)
    assert troubles(client) == [
        "The archive sea.example was not brought in. It fell.",
        "The archive lake.example was not brought in. Line 3 is not closed.",
    ]


def test_nobody_else_hears_of_archives(client):
    enter(client, "reporter")
    make.make_import("failed", said="It fell.")
    make.make_import("running")
    assert troubles(client) == []
    assert "Archives of old sites" not in boards(client)

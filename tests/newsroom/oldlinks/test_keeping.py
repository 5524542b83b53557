"""Old addresses are written down once, and whoever comes first has them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom.models import OldAddress
from newsroom.oldlinks import keeping
from newsroom.press import edition
from newsroom.press.models import Edition
from tests import make

pytestmark = pytest.mark.django_db


def rows():
    return list(OldAddress.objects.values_list("path", "kind", "new_id", "target", "source"))


def test_a_second_import_writes_nothing(django_assert_num_queries):
    edition.move()
    paths = ["/the-ferry", "/?p=12", "/the-ferry", "/"]
    assert keeping.remember(paths, "post", 7, "lake.example") == []
    written, number = list(OldAddress.objects.values()), Edition.objects.get().number
    with django_assert_num_queries(1):
        assert keeping.remember(paths, "post", 7, "lake.example") == []
    assert (list(OldAddress.objects.values()), Edition.objects.get().number) == (written, number)
    assert rows() == [
        ("/?p=12", "post", 7, "", "lake.example"),
        ("/the-ferry", "post", 7, "", "lake.example"),
    ]


def test_many_addresses_cost_no_more_than_one():
    with CaptureQueriesContext(connection) as asked:
        keeping.remember([f"/{n}" for n in range(40)], "post", 7, "lake.example")
    assert OldAddress.objects.count() == 40
    assert len([each for each in asked if "oldaddress" in each["sql"]]) == 2


def test_who_comes_first_has_an_address_and_the_other_is_told():
    keeping.remember(["/the-ferry"], "post", 7, "lake.example")
    assert keeping.remember(["/the-ferry", "/boats"], "post", 8, "pond.example") == ["/the-ferry"]
    assert keeping.lead(["/the-ferry"], "/", "lake.example") == ["/the-ferry"]
    assert keeping.give_up(["/the-ferry"], "lake.example") == ["/the-ferry"]
    assert [row[:3] for row in rows()] == [("/boats", "post", 8), ("/the-ferry", "post", 7)]


def test_what_was_in_the_trash_there_and_came_back_leads_to_it_again():
    assert keeping.give_up(["/the-ferry"], "lake.example") == []
    assert keeping.remember(["/the-ferry"], "post", 8, "pond.example") == ["/the-ferry"]
    assert rows() == [("/the-ferry", "", None, "", "lake.example")]
    assert keeping.remember(["/the-ferry"], "post", 7, "lake.example") == []
    assert rows() == [("/the-ferry", "post", 7, "", "lake.example")]


def test_what_an_editor_gave_up_stays_given_up():
    OldAddress.objects.create(path="/the-ferry", created_by=make.make_user("editor"))
    assert keeping.remember(["/the-ferry"], "post", 7, "") == ["/the-ferry"]


def test_what_is_kept_is_in_one_spelling():
    keeping.remember(["/The-Ferry/", "//the-ferry"], "post", 7, "lake.example")
    assert rows() == [("/the-ferry", "post", 7, "", "lake.example")]

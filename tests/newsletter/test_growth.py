"""How a list grows: counted when a day is over, drawn as a line, the same in cost with any number of readers."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from newsletter import growth, plots
from newsletter.models import ListDay, Subscription
from tests.make import make_newsletter, make_subscriber, make_user

pytestmark = pytest.mark.django_db


def reads(newsletter, since, until=None):
    """Make a reader who confirmed so many days ago, and left again when told."""
    number = Subscription.objects.count()
    reader = make_subscriber(f"reader{number}@example.com", newsletter)
    row, now = reader.subscriptions.get(), timezone.now()
    row.confirmed_at = now - timedelta(days=since)
    if until is not None:
        row.status, row.left_at = Subscription.Status.LEFT, now - timedelta(days=until)
    row.save()
    return reader


def noted(newsletter):
    return list(newsletter.days.values_list("day", "readers"))


def test_a_list_that_was_never_counted_is_worked_out_from_its_first_reader_on(clock):
    letter, other = make_newsletter(), make_newsletter()
    reads(letter, since=4)
    reads(letter, since=4, until=2)
    reads(letter, since=1)
    make_subscriber("waits@example.com", pending=[letter])
    reads(other, since=400)
    growth.note()
    days = [date(2026, 2, day) for day in (25, 26, 27, 28)]
    assert noted(letter) == list(zip(days, [2, 2, 1, 2], strict=True))
    assert [readers for _day, readers in noted(other)] == [1] * 365


def test_each_day_is_counted_once_and_an_erased_reader_stays_in_the_count_of_before(clock):
    letter = make_newsletter()
    reader = reads(letter, since=1)
    growth.note()
    growth.note()
    reader.delete()
    clock.move_to("2026-03-03 10:00Z", tick=False)
    growth.note()
    assert noted(letter) == [
        (date(2026, 2, 28), 1),
        (date(2026, 3, 1), 0),
        (date(2026, 3, 2), 0),
    ]


def test_what_was_counted_is_not_asked_for_again(clock, django_assert_num_queries):
    for _ in range(3):
        make_newsletter()
    growth.note()
    with django_assert_num_queries(1):
        growth.note()


def test_a_line_goes_from_its_lowest_to_its_highest_day():
    days = [(date(2026, 3, day), number) for day, number in ((1, 100), (2, 110), (5, 120))]
    line = plots.line(days)
    assert line.points == "0.0,120.0 150.0,60.0 600.0,0.0"
    assert (line.low, line.high, line.gained) == (100, 120, 20)


@pytest.mark.parametrize(
    ("numbers", "edges"), [([0, 0], (0, 1)), ([7, 7], (0, 7)), ([1, 3], (0, 3))]
)
def test_a_line_lies_in_its_field_whatever_its_numbers(numbers, edges):
    line = plots.line([(date(2026, 3, day), n) for day, n in enumerate(numbers, 1)])
    assert (line.low, line.high) == edges


def test_of_one_day_there_is_no_line():
    assert plots.line([(date(2026, 3, 1), 5)]) is None


def test_the_page_of_a_list_says_how_many_read_it_and_how_that_grew(client, clock):
    client.force_login(make_user("newsletter"))
    letter = make_newsletter()
    reads(letter, since=3)
    reads(letter, since=1)
    reads(letter, since=9, until=8)
    make_subscriber("waits@example.com", pending=[letter])
    growth.note()
    page = client.get(f"/admin/newsletter/newsletter/{letter.pk}/change/")
    assert page.context["counts"] == {"confirmed": 2, "pending": 1, "left": 1}
    said = page.content.decode()
    assert ("<polyline" in said, "Confirmed readers by day" in said) == (True, True)
    assert f"/admin/newsletter/subscriber/?gets={letter.pk}" in said
    assert page.context["days"][-1] == (date(2026, 3, 1), 2)


def test_the_page_of_a_list_costs_the_same_with_many_readers(
    client, clock, django_assert_num_queries
):
    client.force_login(make_user("newsletter"))
    few, many = make_newsletter(), make_newsletter()
    reads(few, since=1)
    for days in range(1, 9):
        reads(many, since=days)
    growth.note()
    client.get(f"/admin/newsletter/newsletter/{few.pk}/change/")
    for letter in (few, many):
        with django_assert_num_queries(23):
            client.get(f"/admin/newsletter/newsletter/{letter.pk}/change/")
    assert ListDay.objects.filter(newsletter=many).count() == 8


def test_an_editor_sees_how_many_and_no_way_to_the_addresses(client):
    client.force_login(make_user("editor"))
    letter = make_newsletter()
    reads(letter, since=1)
    page = client.get(f"/admin/newsletter/newsletter/{letter.pk}/change/")
    assert page.context["counts"]["confirmed"] == 1
    assert "/admin/newsletter/subscriber/" not in page.content.decode()

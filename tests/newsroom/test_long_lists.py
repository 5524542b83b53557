"""Lists at the desk that may hold a million rows."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Section, Tag
from comments.models import Comment
from newsroom.press import longlist
from tests import make
from tests.newsroom.longlists import (
    MAKERS,
    NO_LISTS,
    QUEUE,
    STORIES,
    autocompletes,
    changelist,
    flat,
    make_stories,
    room,
    shown,
    unbounded,
    walk,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("superuser")]


def test_every_list_at_the_desk_is_turned_by_key():
    lists = {model: room for model, room in admin.site._registry.items() if model not in NO_LISTS}
    assert [room for room in lists.values() if not isinstance(room, longlist.LongList)] == []
    assert sorted(MAKERS) == sorted(model._meta.label_lower for model in lists)


@pytest.mark.parametrize("label", sorted(MAKERS))
@pytest.mark.parametrize("query", ["", "?q=a", "?p=3&o=1.-2&all=&_facets=True", "?e=1"])
def test_a_list_costs_the_same_for_one_and_for_three_and_counts_nothing(client, label, query):
    MAKERS[label]()
    address = changelist(label) + query
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        assert client.get(address).status_code == 200
    for _ in range(2):
        MAKERS[label]()
    with CaptureQueriesContext(connection) as three:
        client.get(address)
    assert len(three) == len(one)
    assert unbounded(three) == []


@pytest.mark.parametrize("label", sorted(MAKERS))
def test_a_list_costs_the_same_on_every_page(client, monkeypatch, label):
    monkeypatch.setattr(type(room(label)), "list_per_page", 1)
    for _ in range(5):
        MAKERS[label]()
    costs, address = [], changelist(label)
    for _ in range(3):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        costs.append(len(queries))
        assert unbounded(queries) == []
        address = changelist(label) + response.context["cl"].older
    first, second, third = costs
    assert second == third
    assert second <= first + 1  # the row beside which the page begins


@pytest.mark.parametrize("label", sorted(MAKERS))
def test_a_list_shows_each_row_once_forwards_and_back(client, monkeypatch, label):
    monkeypatch.setattr(type(room(label)), "list_per_page", 2)
    for _ in range(7):
        MAKERS[label]()
    everything = set(room(label).model.objects.values_list("pk", flat=True))
    pages = walk(client, changelist(label), "older")
    keys = flat(pages)
    assert (len(keys), set(keys)) == (len(everything), everything)
    back = walk(client, f"{changelist(label)}?before={pages[-2][-1]}", "newer")
    assert back[0] == pages[-1]
    assert back[-1] == pages[0]
    assert set(flat(back)) == everything


@pytest.mark.parametrize("key", ["0", "x", "", "9" * 30, "-1", "1 OR 1"])
@pytest.mark.parametrize("name", ["before", "after"])
def test_a_key_that_is_none_leads_to_the_first_page(client, name, key):
    make.make_article()
    assert len(shown(client.get(STORIES, {name: key}))) == 1


@pytest.mark.parametrize("lookup", ["body__icontains", "headline__regex", "created_by__username"])
def test_a_list_is_not_asked_by_hand_for_what_no_index_carries(client, lookup):
    assert client.get(STORIES, {lookup: "a"}).status_code == 400


@pytest.mark.parametrize("headline", ["Snow & <b>rain</b>", "An “old” 'bridge' {} %s"])
def test_the_box_that_ticks_a_row_is_django_s_own(headline):
    story, stories = make.make_article(headline=headline), room("articles.article")
    assert stories.action_checkbox(story) == admin.ModelAdmin.action_checkbox(stories, story)


def test_an_action_is_done_to_the_rows_that_were_ticked_and_no_others(client):
    comments = [make.make_comment(status="pending") for _ in range(3)]
    form = {"action": "approve", "select_across": "1", "_selected_action": [comments[0].pk]}
    client.post(QUEUE, form)
    assert [Comment.objects.get(pk=each.pk).status for each in comments] == [
        "visible",
        "pending",
        "pending",
    ]
    assert "Select all 3" not in client.get(QUEUE).text


def test_what_waits_stands_before_what_is_newer_on_every_page(client, monkeypatch):
    monkeypatch.setattr(type(room("comments.comment")), "list_per_page", 2)
    waiting = [make.make_comment(status="pending").pk for _ in range(3)]
    decided = [make.make_comment().pk for _ in range(3)]
    pages = walk(client, QUEUE, "older")
    assert flat(pages) == [*waiting, *decided[::-1]]
    assert walk(client, f"{QUEUE}?before={pages[1][-1]}", "newer") == pages[::-1]


def test_several_sections_are_set_on_their_list(client):
    one, two = make.make_section(position=1), make.make_section(position=2)
    data = {
        "form-TOTAL_FORMS": 2,
        "form-INITIAL_FORMS": 2,
        "form-0-id": one.pk,
        "form-0-position": 4,
        "initial-form-0-position": 1,
        "form-1-id": two.pk,
        "form-1-position": 3,
        "initial-form-1-position": 2,
        "_save": "Save",
    }
    assert client.post("/admin/articles/section/", data).status_code == 302
    assert list(Section.objects.values_list("pk", "position")) == [(two.pk, 3), (one.pk, 4)]


@pytest.mark.parametrize("term", ["", "a", "no such thing"])
@pytest.mark.parametrize("page", [1, 2])
def test_what_is_offered_under_a_field_is_bounded(client, term, page):
    make.make_article(lead_picture=make.make_picture(), by=[make.make_contributor()])
    make_stories(30)
    Tag.objects.bulk_create(Tag(name=f"a{each}", slug=f"a{each}") for each in range(30))
    addresses = [f"{address}&term={term}&page={page}" for address in autocompletes()]
    assert len(addresses) > 5
    for address in addresses:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        assert unbounded(queries) == []


def test_the_newest_rows_alone_are_looked_through_for_a_part_of_a_word(client, monkeypatch):
    monkeypatch.setattr(longlist, "SCANNED", 2)
    readers = [make.make_subscriber(f"ani{number}@example.com") for number in range(3)]
    address = "/admin/newsletter/subscriber/"
    assert shown(client.get(address, {"q": "example"})) == [readers[2].pk, readers[1].pk]
    assert shown(client.get(address, {"q": "ani0"})) == [readers[0].pk]
    assert "newest 3,000" in client.get(address).text


def test_what_was_done_to_one_thing_is_read_within_bounds(client, superuser):
    tag = make.make_tag()
    LogEntry.objects.bulk_create(
        LogEntry(
            user=superuser,
            content_type=ContentType.objects.get_for_model(Tag),
            object_id=tag.pk,
            object_repr=str(tag),
            action_flag=ADDITION,
        )
        for _ in range(230)
    )
    sizes = []
    for page in (1, 3):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(f"/admin/articles/tag/{tag.pk}/history/?p={page}")
        sizes.append(len(response.context["action_list"]))
        assert unbounded(queries) == []
    assert sizes == [100, 30]

"""Lists at the desk that may hold a million rows."""

import re

import pytest
from django.contrib import admin
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from articles.models import Article, Front, Page, Section, Tag
from comments.models import Comment
from newsletter.models import Subscriber
from newsroom.models import Masthead
from newsroom.press import longlist
from newsroom.press.models import Letter
from tests import make

pytestmark = pytest.mark.django_db

STORIES, QUEUE = "/admin/articles/article/", "/admin/comments/comment/"
NO_LISTS = {Masthead, Front}  # a page of the desk by itself
SIZE = longlist.PER_PAGE


@pytest.fixture(autouse=True)
def superuser(client):
    user = make.make_user(username="root", is_superuser=True)
    client.force_login(user)
    return user


def make_stories(count, **fields):
    """Make stories that were saved one after the other, quicker than through their door."""
    usual = {"headline": "Rain", "status": Article.Status.DRAFT}
    number = Article.objects.count()
    return Article.objects.bulk_create(
        Article(**usual | {"slug": f"rain-{number + each}"} | fields) for each in range(count)
    )


def make_letter():
    return Letter.objects.create(template="newsletter_welcome", to="reader@example.com")


def make_job():
    empty = {"args_kwargs": {}, "exception_class_path": "", "traceback": ""}
    return DBTaskResult.objects.create(task_path="a.b", run_after=get_date_max(), **empty)


def make_page():
    return Page.objects.create(path=f"about/p{Page.objects.count()}", title="About")


MAKERS = {
    "articles.article": make.make_article,
    "articles.contributor": make.make_contributor,
    "articles.page": make_page,
    "articles.picture": make.make_picture,
    "articles.section": make.make_section,
    "articles.tag": make.make_tag,
    "auth.group": lambda: Group.objects.create(name=f"Group {Group.objects.count()}"),
    "comments.ban": make.make_ban,
    "comments.comment": make.make_comment,
    "django_tasks_database.dbtaskresult": make_job,
    "newsletter.newsletter": make.make_newsletter,
    "newsletter.subscriber": lambda: make.make_subscriber(
        f"r{Subscriber.objects.count()}@example.com", make.make_newsletter()
    ),
    "newsroom.banner": make.make_banner,
    "newsroom.user": make.make_user,
    "press.letter": make_letter,
}


def changelist(label):
    return reverse(f"admin:{label.replace('.', '_')}_changelist")


def shown(response):
    return [row.pk for row in response.context["cl"].result_list]


def walk(client, address, link):
    """Return the pages from `address` on, each with the keys that it shows."""
    pages = []
    while address:
        response = client.get(address)
        pages.append(shown(response))
        query = getattr(response.context["cl"], link)
        address = query and address.partition("?")[0] + query
    return pages


def flat(pages):
    return [key for page in pages for key in page]


def unbounded(queries):
    """Return the statements that pass over rows, or count without a limit."""
    said = [query["sql"] for query in queries]
    counts = re.compile(r"COUNT\((?:\*|DISTINCT|\"|1)", re.IGNORECASE)
    return [
        sql
        for sql in said
        if " OFFSET " in sql or "DISTINCT" in sql or (counts.search(sql) and " LIMIT " not in sql)
    ]


def autocompletes():
    """Yield the address of every field at the desk that offers what it finds."""
    for model, room in admin.site._registry.items():
        inlines = [(inline.model, inline.autocomplete_fields) for inline in room.inlines]
        for owner, fields in [(model, room.autocomplete_fields), *inlines]:
            for field in fields:
                names = f"app_label={owner._meta.app_label}&model_name={owner._meta.model_name}"
                yield f"/admin/autocomplete/?{names}&field_name={field}"


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


def room(label):
    return next(
        room for model, room in admin.site._registry.items() if model._meta.label_lower == label
    )


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


@pytest.mark.parametrize("saved_at", [None, timezone.now()])
def test_walking_through_the_stories_shows_each_once(client, saved_at):
    stories = make_stories(120)
    if saved_at:
        Article.objects.update(saved_at=saved_at)
    pages = walk(client, STORIES, "older")
    assert [len(page) for page in pages] == [SIZE, SIZE, 20]
    assert flat(pages) == [story.pk for story in reversed(stories)]


def test_newer_leads_back_to_the_same_pages(client):
    make_stories(120)
    pages = walk(client, STORIES, "older")
    back = walk(client, f"{STORIES}?before={pages[1][-1]}", "newer")
    assert back == pages[::-1]


def test_filters_and_search_stay_when_the_page_is_turned(client):
    section = make.make_section()
    wanted = make_stories(70, headline="Snow at last", section=section)
    make_stories(30, headline="Snow at last", section=make.make_section())
    make_stories(30, section=section)
    query = f"?q=snow&section__id__exact={section.pk}&status__exact=draft"
    pages = walk(client, STORIES + query, "older")
    assert [len(page) for page in pages] == [SIZE, 20]
    assert set(flat(pages)) == {story.pk for story in wanted}
    last = client.get(f"{STORIES}{query}&before={pages[0][-1]}")
    assert (last.context["cl"].query, walk(client, STORIES + query, "older")[1]) == (
        "snow",
        shown(last),
    )
    assert 'name="before"' not in last.text  # another search begins in front


def test_a_story_that_was_saved_leads_back_to_its_page_of_the_list(client):
    make_stories(60)
    page = client.get(STORIES + client.get(STORIES).context["cl"].older)
    assert f"_changelist_filters=before%3D{shown(client.get(STORIES))[-1]}" in page.text


@pytest.mark.parametrize("key", ["0", "x", "", "9" * 30, "-1", "1 OR 1"])
@pytest.mark.parametrize("name", ["before", "after"])
def test_a_key_that_is_none_leads_to_the_first_page(client, name, key):
    make.make_article()
    assert len(shown(client.get(STORIES, {name: key}))) == 1


@pytest.mark.parametrize("lookup", ["body__icontains", "headline__regex", "created_by__username"])
def test_a_list_is_not_asked_by_hand_for_what_no_index_carries(client, lookup):
    assert client.get(STORIES, {lookup: "a"}).status_code == 400


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
        "form-1-id": two.pk,
        "form-1-position": 3,
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


def test_choices_under_a_field_are_turned_without_losing_one(client):
    stories = make_stories(45)
    address = "/admin/autocomplete/?app_label=articles&model_name=article&field_name=translation_of"
    pages = [client.get(f"{address}&page={page}").json() for page in (1, 2, 3)]
    offered = [int(choice["id"]) for page in pages for choice in page["results"]]
    assert offered == [story.pk for story in reversed(stories)]
    assert [page["pagination"]["more"] for page in pages] == [True, True, False]


@pytest.mark.parametrize(
    "words", ["bridge", "Old bridge", "an-old-bridge", "/2026/05/an-old-bridge/", "an-old-b"]
)
def test_a_story_is_found_by_its_words_and_by_its_address(client, words):
    story = make.make_article(headline="An old bridge")
    make.make_article(headline="Something else")
    assert shown(client.get(STORIES, {"q": words})) == [story.pk]


def test_a_story_is_found_by_its_number(client):
    make.make_article()
    story = make.make_article()
    assert shown(client.get(STORIES, {"q": story.pk}))[0] == story.pk


@pytest.mark.parametrize("status", Article.Status.values)
def test_a_story_is_found_behind_many_that_were_saved_later(client, monkeypatch, status):
    monkeypatch.setattr(longlist, "SCANNED", 1)
    story = make.make_article(headline="An old bridge", status=status)
    make_stories(3, headline="Later", status=Article.Status.READY, published_at=timezone.now())
    assert shown(client.get(STORIES, {"q": "bridge"})) == [story.pk]


def test_the_newest_rows_alone_are_looked_through_for_a_part_of_a_word(client, monkeypatch):
    monkeypatch.setattr(longlist, "SCANNED", 2)
    readers = [make.make_subscriber(f"ani{number}@example.com") for number in range(3)]
    address = "/admin/newsletter/subscriber/"
    assert shown(client.get(address, {"q": "example"})) == [readers[2].pk, readers[1].pk]
    assert shown(client.get(address, {"q": "ani0"})) == [readers[0].pk]
    assert "newest 3,000" in client.get(address).text


@pytest.mark.parametrize("page", ["add/", "{}/change/", "{}/history/", "{}/delete/"])
def test_the_pages_of_a_story_cost_the_same_beside_one_and_beside_forty(client, page):
    story = make.make_article(by=[make.make_contributor()], tags=[make.make_tag()])
    address = STORIES + page.format(story.pk)
    costs = []
    for more in (0, 1, 40):
        make_stories(more)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        costs.append(len(queries))
        assert unbounded(queries) == []
    assert costs[1] == costs[2]


def test_the_history_of_a_story_is_turned_by_key(client, monkeypatch):
    monkeypatch.setattr(type(room("articles.article")), "history_list_per_page", 2)
    story = make.make_article()
    for number in range(4):
        story.headline = f"Version {number}"
        story.save()
    versions = list(story.history.order_by("-pk").values_list("pk", flat=True))
    pages, address = [], f"{STORIES}{story.pk}/history/"
    while address:
        response = client.get(address)
        pages.append([save.version.pk for save in response.context["saves"]])
        older = re.search(r'href="(\?before=\d+)"', response.text)
        address = older and f"{STORIES}{story.pk}/history/{older[1]}"
    assert pages == [versions[:2], versions[2:4], versions[4:]]


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

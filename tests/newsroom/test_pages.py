"""What a shared cache may keep, and until when."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib import admin
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.template import engines
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from newsroom.press import due, pages
from newsroom.press.models import Edition

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]
TEMPLATES = engines["django"]
FOR_A_MOMENT = "public, max-age=0, s-maxage=1, stale-while-revalidate=1, stale-if-error=86400"
NOT_AT_ALL = "private, no-store"


@pytest.fixture(autouse=True)
def nothing_due(monkeypatch):
    monkeypatch.setattr(due, "_due", [])


@pages.shared
def story(request):
    return HttpResponse(f"A story for {request.user.username or 'everyone'}")


@pages.shared
def drawn_late(request):
    return TemplateResponse(request, TEMPLATES.from_string("drawn at last"))


@pages.shared
def moved(request):
    return HttpResponsePermanentRedirect("/story/")


@pages.shared
def answering(request, status):
    return HttpResponse(status=status)


@pages.shared
def missing(request):
    raise Http404


@pages.shared
def greeting(request):
    request.session["seen"] = True
    return HttpResponse("Hello again")


@pages.shared
def biscuit(request):
    response = HttpResponse("With a cookie")
    response.set_cookie("seen", "1")
    return response


@pages.shared
def form(request):
    return HttpResponse(TEMPLATES.from_string("{% csrf_token %}").render({}, request))


@pages.shared
def varied(request):
    return HttpResponse(headers={"Vary": "Accept, Cookie"})


@pages.shared
def varied_by(request, what):
    response = HttpResponse("The same")
    response["Vary"] = {"nothing": "", "encoding": "accept-ENCODING"}.get(what, what)
    return response


@pages.shared
def told(request, terms):
    return HttpResponse(headers={"Cache-Control": terms})


@pages.shared("before", "after")
def listing(request):
    return HttpResponse(request.GET.urlencode())


@pages.private
def preferences(request):
    return HttpResponse("Your newsletters")


urlpatterns = [
    path("story/", story),
    path("late/", drawn_late),
    path("moved/", moved),
    path("answering/<int:status>/", answering),
    path("missing/", missing),
    path("greeting/", greeting),
    path("biscuit/", biscuit),
    path("form/", form),
    path("varied/", varied),
    path("varied/<str:what>/", varied_by),
    path("told/<str:terms>/", told),
    path("listing/", listing),
    path("preferences/", preferences),
    path("admin/", admin.site.urls),
]


def test_a_story_may_be_kept_by_caches_for_a_moment(client):
    answer = client.get("/story/")
    assert answer["Cache-Control"] == FOR_A_MOMENT
    assert answer.has_header("Vary") is False  # so short a page has one form
    assert answer.cookies == {}


def test_an_editor_reads_what_everyone_reads(client, admin_client):
    client.cookies["csrftoken"] = admin_client.cookies["csrftoken"] = "x" * 32
    strangers, editors = client.get("/story/"), admin_client.get("/story/")
    assert strangers.content == editors.content == b"A story for everyone"
    assert strangers["Cache-Control"].startswith("public")
    assert (
        editors["Cache-Control"] == "private, no-store"
    )  # a story has a way to edit it, for them alone
    assert editors.cookies == {}


def test_a_page_that_is_unchanged_is_not_sent_again(client):
    first = client.get("/story/")
    again = client.get("/story/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert {again[name] for name in ("ETag", "Cache-Control")} == {
        first["ETag"],
        first["Cache-Control"],
    }
    assert again["Content-Security-Policy"] == first["Content-Security-Policy"]


def test_a_tag_is_weak_for_the_page_goes_out_in_several_encodings_and_is_known_without(client):
    weak, tag = client.get("/story/")["ETag"].split("/")
    assert weak == "W"
    assert client.get("/story/", headers={"If-None-Match": tag}).status_code == 304
    assert client.get("/story/", headers={"If-None-Match": '"another"'}).status_code == 200


def test_a_head_has_the_headers_of_the_page(client):
    assert client.head("/story/").headers == client.get("/story/").headers


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_a_page_is_only_read(client, method):
    answer = getattr(client, method)("/story/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert answer["Cache-Control"] == "private, no-store"


def test_a_page_drawn_late_has_its_tag(client):
    answer = client.get("/late/")
    assert answer.content == b"drawn at last"
    assert client.get("/late/", headers={"If-None-Match": answer["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/moved/", True),
        ("/answering/410/", True),
        ("/answering/404/", True),
        ("/answering/302/", False),
        ("/answering/422/", False),
        ("/answering/500/", False),
        ("/missing/", False),
        ("/no/such/address/", False),
        ("/preferences/", False),
    ],
)
def test_only_answers_that_last_are_kept(client, address, kept):
    assert client.get(address)["Cache-Control"] == (FOR_A_MOMENT if kept else NOT_AT_ALL)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("/greeting/", "uses the session"),
        ("/biscuit/", "sets a cookie"),
        ("/form/", "holds a CSRF token"),
        ("/varied/", "varies by more than the encoding"),
        ("/varied/*/", "varies by more than the encoding"),
        ("/varied/Accept-Encoding, USER-AGENT/", "varies by more than the encoding"),
        ("/told/Private/", "is for one reader"),
        ("/told/max-age=60, NO-STORE/", "is for one reader"),
    ],
)
def test_a_page_that_differs_from_reader_to_reader_is_a_mistake(client, address, reason):
    with pytest.warns(UserWarning, match=reason):
        answer = client.get(address)
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("what", ["nothing", "encoding"])
def test_a_page_that_differs_by_its_encoding_alone_is_kept(client, what):
    assert client.get(f"/varied/{what}/")["Cache-Control"] == FOR_A_MOMENT


def test_an_unrelated_cookie_changes_nothing_on_a_page(client):
    before = client.get("/story/")
    client.cookies["_ga"] = "somebody else's"
    after = client.get("/story/")
    assert (after.content, after.headers, after.cookies) == (before.content, before.headers, {})


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", True),
        ("before=1", True),
        ("after=2&before=1", True),
        ("before=1&utm_source=x&utm_source=y&fbclid=%41", True),
        ("before=1&before=2", False),
        ("before=1&after=2&before=1", False),
        ("Before=1", False),
        ("before=1&BEFORE=2", False),
        ("%62efore=1", False),
        ("before=1&b%65fore=2", False),
        ("before", False),
        ("before=1&after", False),
    ],
)
def test_a_query_that_two_may_read_differently_is_not_kept(client, query, kept):
    answer = client.get("/listing/", QUERY_STRING=query)
    assert answer["Cache-Control"] == (FOR_A_MOMENT if kept else NOT_AT_ALL)


def test_nginx_is_told_the_second_in_which_the_page_was_current(client, settings, monkeypatch):
    settings.TRUSTED_PROXIES = 1
    monkeypatch.setattr(pages.time, "time", lambda: 1_000.9)
    assert client.get("/story/")["X-Accel-Expires"] == "@1000"
    assert "X-Accel-Expires" not in client.get("/preferences/")
    assert "X-Accel-Expires" not in client.get("/missing/")


def test_what_nginx_may_show_ends_before_something_falls_due(client, settings, monkeypatch):
    settings.TRUSTED_PROXIES = 1
    monkeypatch.setattr(pages.time, "time", lambda: 1_000.9)
    due.register_due(lambda: datetime.fromtimestamp(1_002.5, UTC))
    last_second_shown = int(client.get("/story/")["X-Accel-Expires"][1:]) + pages.WHILE_FETCHING
    assert last_second_shown == 1_001


def test_nobody_is_told_what_is_meant_for_nginx_where_there_is_none(client):
    assert "X-Accel-Expires" not in client.get("/story/")


def test_a_page_is_kept_no_longer_than_until_something_falls_due(client):
    now = timezone.now()
    due.register_due(lambda: now + timedelta(days=1))
    due.register_due(lambda: None)
    assert client.get("/story/")["Cache-Control"] == FOR_A_MOMENT
    due._due[0] = lambda: now + timedelta(seconds=1.9)
    assert client.get("/story/")["Cache-Control"].endswith("s-maxage=1")
    due.register_due(lambda: now + timedelta(seconds=0.9))
    assert client.get("/story/")["Cache-Control"].endswith("s-maxage=0")
    assert due.next_due() == now + timedelta(seconds=0.9)


def test_what_falls_due_while_the_page_is_made_ends_it_at_once(client):
    due.register_due(lambda: timezone.now() - timedelta(seconds=1))
    assert client.get("/story/")["Cache-Control"].endswith("s-maxage=0")


def test_a_page_for_one_reader_is_not_listed_anywhere(client):
    answer = client.get("/preferences/")
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] == "same-origin"


def test_every_move_is_a_new_edition():
    Edition.objects.all().delete()
    numbers = []
    for _ in range(3):
        pages.move()
        numbers.append(Edition.objects.get().number)
    assert numbers == [1, 2, 3]

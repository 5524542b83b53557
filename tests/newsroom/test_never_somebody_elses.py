"""The shipped nginx before two web processes: nobody reads what was made for somebody else."""

import pytest

from tests.harness.web import STATE
from tests.make import make_article

pytestmark = [pytest.mark.alone, pytest.mark.patient, pytest.mark.django_db(transaction=True)]

HAD = {
    "HIT",
    "STALE",
    "UPDATING",
    "EXPIRED",
    "REVALIDATED",
}  # what nginx says of a page that it keeps


def _states(site, *requests):
    """Return how each request was answered: KEPT where nginx has the page, else what it says."""
    return [_state(site, path, **more) for path, more in requests]


def _state(site, path, **more):
    said = site.read(path, **more).headers[STATE]
    site.read("/healthz")  # the one process of nginx answers when it has put the page in its place
    return "KEPT" if said in HAD else said


def test_unknown_parameters_neither_pass_the_cache_by_nor_fill_it(site, story):
    path = story.get_absolute_url()
    tracked = (f"{path}?fbclid=canary", {})
    assert _states(site, tracked, tracked, (path, {}), tracked, (path, {})) == [
        *("MISS", "MISS", "MISS", "KEPT", "KEPT")
    ]
    assert "canary" not in site.read(f"{path}?fbclid=canary").text


def test_a_question_that_two_may_read_differently_poisons_nothing(site, story):
    for _ in range(25):
        last = make_article(section=story.section)
    place, plain = "/section/lakes/", f"/section/lakes/?before={last.pk}"
    right = {address: site.read(address, port=site.web_port).text for address in (place, plain)}
    odd = ("before={}&before=1", "Before={}", "%62efore={}", "before={}&b%65fore=1", "before")
    for query in odd:
        poison = f"{place}?{query.format(last.pk)}"
        assert _states(site, (poison, {}), (poison, {})) == ["MISS"] * 2
    assert {address: site.read(address).text for address in right} == right


def test_no_two_questions_are_kept_as_one(site, story):
    one = ("/search/?q=lake?language=hy", {})
    two = ("/search/?q=lake&language=hy", {})
    swapped = ("/search/?language=hy&q=lake", {})
    assert _states(site, one, two, one, swapped) == ["MISS", "MISS", "KEPT", "KEPT"]


def test_who_says_who_they_are_is_not_kept_and_who_works_here_is_let_through(site, story):
    path = story.get_absolute_url()
    stranger, staff = {"Cookie": "_ga=1"}, {"Cookie": "a=b; sessionid=abc"}
    named = {"Authorization": "Basic eDp5"}
    assert _states(
        site,
        *((path, stranger), (path, named), (path, staff), (path, {}), (path, stranger)),
        *((path, staff), (path, named), (path, {"method": "HEAD"})),
    ) == ["MISS", "BYPASS", "BYPASS", "MISS", "KEPT", "BYPASS", "BYPASS", "KEPT"]


def test_what_is_no_page_for_readers_is_not_kept(site, story):
    story_with_a_tail = f"{story.get_absolute_url()}x.css"
    for path in ("/nothing/", story_with_a_tail, "/sitemap/x.css", "/healthz"):
        assert _states(site, (path, {}), (path, {}))[1] in ("MISS", None), path
        assert "no-store" in site.read(path).headers["Cache-Control"]
    for path in ("/admin/", "/admin/x.css", "/%61dmin/x.css", "/admin/login/"):
        assert _states(site, (path, {}), (path, {})) == [None, None]
    page = site.read("/admin/login/", "br")
    assert page.headers["Content-Encoding"] is None
    assert "no-store" in page.headers["Cache-Control"] or "private" in page.headers["Cache-Control"]


def test_each_form_is_kept_once_for_all_who_take_it(site, story):
    path = story.get_absolute_url()
    accepted = ("gzip, deflate, br, zstd", "br", "br;q=1.0, gzip;q=0.1", "gzip", "gzip, br;q=0")
    states = _states(site, *((path, {"form": form}) for form in accepted))
    assert states == ["MISS", "KEPT", "KEPT", "MISS", "KEPT"]
    answers = [site.read(path, form) for form in accepted]
    assert [a.headers["Content-Encoding"] for a in answers] == ["br"] * 3 + ["gzip"] * 2
    assert {a.headers["Vary"] for a in answers} == {"Accept-Encoding"}
    assert all("X-Accel-Expires" not in a.headers for a in answers)
    known = site.read(path, "br", If_None_Match=answers[0].headers["ETag"])
    assert (known.status, known.text) == (304, "")

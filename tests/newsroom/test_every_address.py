"""Every address, asked in every way: whatever somebody sends, the answer is never our failure."""

from urllib.parse import quote, urlsplit

import pytest
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from articles import previews
from articles.models import Page
from comments import held, invitations, mails, writers
from newsletter import links
from newsletter.models import NewAddress
from newsroom.models import Masthead
from newsroom.press import tokens
from tests import make

pytestmark = pytest.mark.django_db

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"]
PARAMETERS = ["q", "page", "before", "after", "language", "saved", "reply", "next"]
VALUES = ["", "0", "-1", "9" * 18, "9" * 30, "9" * 2000, "\0", "٣", "1.5", "\ud800"]
VALUES += ["\uffff", "'\"<>%&;", "* OR NEAR(", "ու" * 500]
NUMBERS = ["0", "00", "-1", "9" * 20, "9" * 3000, "٣", "%00", "1.5"]
DAYS = ["0000/", "0000/00/", "0001/01/", "0001/01/01/", "2026/00/", "2026/13/", "2026/02/30/"]
DAYS += [
    "2026/06/31/",
    "9998/12/",
    "9999/",
    "9999/12/",
    "9999/12/31/",
    "10000/",
    "٢٠٢٦/",
    "2026/٠١/",
]
MONTHS = ["0000-00", "0000-01", "0001-01", "2026-13", "9998-12", "9999-12", "٢٠٢٦-٠١"]


def path(address):
    return urlsplit(address).path


@pytest.fixture
def paper():
    """One of everything that has an address; returns the addresses by the names of their patterns."""
    Masthead().save()
    Page.objects.create(path="about", title="About")
    section, tag = make.make_section(), make.make_tag()
    author, list_ = make.make_contributor(), make.make_newsletter()
    story = make.make_article(section=section, tags=[tag], by=[author])
    issue = make.make_issue(list_, story, status="sending", started_at=timezone.now())
    comment, reader = make.make_comment(story), make.make_subscriber("ani@example.com", list_)
    told = make.make_told(comment)
    change = NewAddress.objects.create(subscriber=reader, email="new@example.com")
    token = tokens.sign(mails.LINK, writers.of_address(comment.email, "en").pk)
    confirm = path(links.confirm(reader, [list_]))
    preferences = path(links.preferences(reader))
    unsubscribe = path(links.unsubscribe(reader, list_))
    day = story.get_absolute_url().split("/")[1:3]
    arguments = {
        **{f"section_{kind}": [section.slug] for kind in ("detail", "feed")},
        **{f"topic_{kind}": [tag.slug] for kind in ("detail", "feed")},
        **{f"author_{kind}": [author.slug] for kind in ("detail", "feed")},
        "sitemap_month": day,
        "archive_year": day[:1],
        "archive_month": day,
        "archive_day": [*day, "01"],
        "page_detail": ["about"],
        "document": [1, "report.pdf"],
        **{f"comment_{name}": [comment.pk] for name in ("detail", "reply", "report", "reported")},
        "report_create": [comment.pk],
        "comment_held": [held.token(comment)],
        "comment_objection": [tokens.sign(mails.OBJECTION, told.pk)],
        **{f"writer_{name}": [token] for name in ("page", "data", "confirm", "erase", "quiet")},
        "notices_confirm": [tokens.sign(mails.QUESTION, 1)],
        "notices_stop": [tokens.sign(mails.STOP, [1, comment.pk])],
        **{f"writer_{name}": [token, comment.pk] for name in ("edit", "withdraw")},
        **{
            name: [*day, story.slug]
            for name in (
                "article_changes",
                "article_detail",
                "comment_create",
                "article_comment_feed",
            )
        },
        "comment_page": [*day, story.slug, 2],
        **{f"issue_{kind}": [list_.slug] for kind in ("list", "feed")},
        "issue_detail": [list_.slug, issue.slug],
        "mfa_remove_webauthn": [1],
    }
    known = {
        "comment_decide": path(invitations.to_decide(make.make_user("editor"), comment)),
        "comments_waiting": path(invitations.to_switch(make.make_user("editor"))),
        "preview": path(previews.address(previews.make(story, make.make_user()))),
        "subscription_confirm": confirm,
        "subscription_confirm_renew": f"{confirm}renew/",
        "preferences": preferences,
        "preferences_renew": f"{preferences}renew/",
        **{name: f"{preferences}{name}/" for name in ("pause", "resume")},
        "address_change": f"{path(links.own(reader))}address/",
        **{f"reader_{name}": f"{path(links.own(reader))}{name}/" for name in ("data", "erase")},
        "new_address": path(links.new_address(change)),
        "unsubscribe": unsubscribe,
        "resubscribe": f"{unsubscribe}undo/",
        None: f"/media/{'x' * 300}.jpg",
    }
    named = {
        pattern.name: known.get(pattern.name)
        or reverse(pattern.name, args=arguments.get(pattern.name, []))
        for pattern in patterns(get_resolver())
        if pattern.name or "media" in str(pattern.pattern)
    }
    return named | {"admin": "/admin/", "login": "/admin/login/", "catch": "/admin/nowhere.css"}


def patterns(resolver):
    """Return the patterns of all addresses outside the desk."""
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield each
        elif each.namespace is None:
            yield from patterns(each)


def failures(client, requests):
    """Return the requests that were answered with a failure of ours."""
    client.raise_request_exception = False
    return [
        (method, address[:100])
        for method, address in requests
        if client.generic(method, address).status_code >= 500
    ]


def test_every_method(client, paper):
    requests = [(method, address) for address in paper.values() for method in METHODS]
    assert len(requests) > 300
    assert failures(client, requests) == []


def test_every_method_at_the_addresses_of_one_s_own_login(client, paper):
    client.force_login(make.make_user("editor"))
    own = [address for address in paper.values() if address.startswith("/admin/")]
    assert len(own) > 12
    assert failures(client, [(method, address) for address in own for method in METHODS]) == []


@pytest.mark.parametrize("value", VALUES)
def test_every_parameter(client, paper, value):
    said = quote(value.encode(errors="surrogatepass"))
    query = "&".join(f"{name}=1&{name}={said}" for name in PARAMETERS)
    requests = [("GET", f"{address}?{query}") for address in paper.values()]
    for name in ("search", "section_detail"):
        requests += [("GET", f"{paper[name]}?{each}={said}") for each in PARAMETERS]
    assert failures(client, requests) == []


def test_every_number_and_day_that_is_none(client, paper):
    story = paper["article_detail"]
    addresses = [f"/{day}" for day in DAYS] + [f"/sitemap/{month}.xml" for month in MONTHS]
    for number in NUMBERS:
        addresses += [f"/comment/{number}/", f"/comment/{number}/reply/", f"/2026/{number}/x/"]
        addresses += [f"{story}comments/{number}/", f"/section/{number}/", f"/{number}/"]
        addresses += [f"/preview/{number}/", f"/newsletter/confirm/{number}/", f"/media/{number}"]
        addresses += [f"/comment/held/{number}/", f"/topic/{number}/feed/", f"/author/{number}/"]
    assert failures(client, [("GET", address) for address in addresses]) == []


@pytest.mark.parametrize(
    "address", ["//evil.example/about", "/\\evil.example/about", "/%2fevil.example/about"]
)
def test_no_slash_leads_to_another_site(client, paper, address):
    assert client.get("/", PATH_INFO=address).status_code == 404


def test_links_do_not_believe_the_host_that_was_asked_for(client, paper, settings):
    settings.ALLOWED_HOSTS = ["*"]
    for name in ("front", "article_detail", "feed", "sitemap", "news_sitemap", "robots"):
        answer = client.get(paper[name], headers={"host": "evil.example"})
        assert "evil.example" not in answer.content.decode()

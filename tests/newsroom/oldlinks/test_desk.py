"""Redirects at the desk: what an editor may write, what is refused and why, and what an archive brought."""

import pytest

from articles import publishing
from articles.models import OldSlug, Page
from newsroom.models import OldAddress
from newsroom.oldlinks import keeping
from tests import make
from tests.articles.deskforms import opened
from tests.reading import texts

pytestmark = pytest.mark.django_db

LIST = "/admin/newsroom/oldaddress/"


@pytest.fixture
def story():
    return make.make_article(slug="the-ferry", headline="The ferry is back")


@pytest.fixture
def editor(client, story):
    editor = make.make_user("editor")
    client.force_login(editor)
    return editor


def add(client, path, target="", address=f"{LIST}add/", **more):
    """Fill the form in, and return what it says against that, the fields in their order."""
    typed = {"path": path, "target": target} | opened(client, address)
    answer = client.post(address, typed | more)
    if answer.status_code == 302:
        return []
    return [str(words) for form in answer.context["errors"] for words in form]


def rows():
    return sorted(OldAddress.objects.values_list("path", "target"))


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/2019/05/Old-Name/", "/2019/05/old-name"),
        ("http://testserver/old", "/old"),
        (" /old?utm_source=x ", "/old"),
        ("/?p=12", "/?p=12"),
        ("/?page_id=12", "/?p=12"),
        ("/?cat=4", "/?cat=4"),
        ("/%D5%A1", "/ա"),
    ],
)
def test_an_old_address_is_kept_in_one_spelling_and_answers(client, editor, story, path, kept):
    assert add(client, path, "/feed/") == []
    row = OldAddress.objects.get()
    assert (row.path, row.target, row.created_by, row.source) == (kept, "/feed/", editor, "")
    client.logout()
    assert client.get(path.strip().removeprefix("http://testserver"))["Location"] == "/feed/"


@pytest.mark.parametrize("target", ["/feed/", "http://testserver/feed/", "https://party.example/x"])
def test_where_it_may_lead(client, editor, target):
    assert add(client, "/old", target) == []
    assert rows() == [("/old", target.removeprefix("http://testserver"))]


@pytest.mark.parametrize(
    ("target", "kept"),
    [
        ("http://testserver//evil.example/x", "/evil.example/x"),
        ("http://testserver?p=12", "/?p=12"),
    ],
)
def test_a_whole_address_of_this_site_never_leads_to_another(client, editor, target, kept):
    assert add(client, "/old", target) == []
    assert rows() == [("/old", kept)]


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("javascript:alert(1)", "An address begins with / where it is on this site"),
        ("data:text/html,x", "An address begins with / where it is on this site"),
        ("feed/", "An address begins with / where it is on this site"),
        ("//evil.example/", "This is no address."),
        ("/\\evil.example/", "This is no address."),
        ("/feed\x07/", "This is no address."),
        ("http://[evil", "This is no address."),
        ("http://party.example/", "Enter a valid URL."),
        ("https://party example/", "Enter a valid URL."),
        ("", "Say where it leads, or that it is gone for good."),
    ],
)
def test_where_it_may_not_lead(client, editor, target, why):
    [said] = add(client, "/old", target)
    assert said.startswith(why)
    assert rows() == []


@pytest.mark.parametrize(
    "path", ["", "/", "http://testserver/", "https://party.example/old", "old", "//evil.example/x"]
)
def test_what_is_no_old_address(client, editor, path):
    assert len(add(client, path, "/feed/")) == 1
    assert rows() == []


def test_what_has_a_page_is_no_old_address(client, editor, story):
    Page.objects.create(path="about", title="About")
    section = make.make_section(slug="port")
    taken = [story.get_absolute_url(), "/about", "/About/", section.get_absolute_url(), "/feed/"]
    taken += ["/admin/", "/search", "/healthz"]
    for path in taken:
        assert add(client, path, "/") == ["The site itself answers at this address."], path
    draft = make.make_article(slug="a-secret", status="draft")
    assert add(client, draft.get_absolute_url(), "/") == []


def test_loops_are_refused(client, editor):
    loop = ["This would lead back to where it begins."]
    assert add(client, "/a", "/a/") == loop
    assert add(client, "/a", "/A?x=1") == loop
    assert add(client, "/a", "/b") == []
    assert add(client, "/b", "/a") == loop
    assert rows() == [("/a", "/b")]


def test_of_a_chain_the_end_is_said(client, editor, story):
    here = story.get_absolute_url()
    assert add(client, "/a", here) == []
    assert add(client, "/b", "/a/") == [
        f"/a/ leads on itself. Write where that ends: {here}",
    ]
    keeping.remember(["/c"], "post", story.pk, "lake.example")
    assert add(client, "/b", "/c") == [f"/c leads on itself. Write where that ends: {here}"]
    story.slug = "a-boat"
    publishing.save(story, by=None)
    there = story.get_absolute_url()
    assert add(client, "/b", here) == [f"{here} leads on itself. Write where that ends: {there}"]
    keeping.give_up(["/d"], "lake.example")
    assert add(client, "/b", "/d/") == ["/d/ is gone for good itself."]
    assert add(client, "/b", there) == []


def test_what_stands_at_an_address_of_old_leads_nowhere_else(client, editor, story):
    here = story.get_absolute_url()
    keeping.remember([here], "post", story.pk, "testserver")
    assert add(client, "/a", here) == []
    assert client.get("/a/")["Location"] == here


def test_what_led_to_an_address_that_moves_on_leads_to_its_end(client, editor):
    assert add(client, "/a", "/b/") == []
    assert add(client, "/b", "/feed/") == []
    assert rows() == [("/a", "/feed/"), ("/b", "/feed/")]


def test_gone_for_good(client, editor):
    assert add(client, "/old", is_gone="on") == []
    assert rows() == [("/old", "")]
    assert client.get("/old/").status_code == 410
    both = "It either leads somewhere or is gone for good."
    assert add(client, "/other", "/feed/", is_gone="on") == [both]
    row = OldAddress.objects.get()
    assert add(client, "/old", "/feed/", f"{LIST}{row.pk}/change/") == []
    assert client.get("/old/")["Location"] == "/feed/"


def test_one_address_has_one_redirect(client, editor):
    assert add(client, "/old", "/feed/") == []
    assert len(add(client, "/OLD/", "/")) == 1


def test_what_an_archive_brought_stays_until_somebody_says_otherwise(client, editor, story):
    keeping.remember(["/old"], "post", story.pk, "lake.example")
    change = f"{LIST}{OldAddress.objects.get().pk}/change/"
    assert "wherever that stands" in client.get(change).text
    assert add(client, "/old", "", change) == []
    row = OldAddress.objects.get()
    assert (row.kind, row.new_id, row.source) == ("post", story.pk, "lake.example")
    assert add(client, "/old", "/feed/", change) == []
    row = OldAddress.objects.get()
    assert (row.kind, row.target, row.source, row.created_by) == ("", "/feed/", "", editor)
    assert keeping.remember(["/old"], "post", story.pk, "lake.example") == ["/old"]


def test_the_list_says_where_each_leads_and_whence_it_is(client, editor, story):
    keeping.remember(["/a"], "post", story.pk, "lake.example")
    keeping.remember(["/b"], "page", 99, "lake.example")
    add(client, "/c", "/feed/")
    add(client, "/d", is_gone="on")
    cells = texts(client.get(LIST), ".//table[@id='result_list']//td[@class='field-leads_to']")
    gone = "gone for good"
    assert cells == [gone, "/feed/", "something that was deleted here", "The ferry is back"]
    shown = {
        whence: [
            row.path for row in client.get(f"{LIST}?whence={whence}").context["cl"].result_list
        ]
        for whence in ("own", "brought", "gone")
    }
    assert shown == {"own": ["/d", "/c"], "brought": ["/b", "/a"], "gone": ["/d"]}


@pytest.mark.parametrize("term", ["erry", "/The-Fer", "http://testserver/the-ferry-is", "/FEED"])
def test_searching(client, editor, term):
    add(client, "/the-ferry-is-back", "/feed/")
    add(client, "/other", "/search/")
    found = client.get(LIST, {"q": term}).context["cl"].result_list
    assert [row.path for row in found] == ["/the-ferry-is-back"]


def test_who_leads_to_nothing_is_told(client, editor):
    form = {"path": "/old", "target": "/coming/"}
    answer = client.post(f"{LIST}add/", form, follow=True)
    assert "Nothing stands at /coming/ yet." in answer.text
    form = {"path": "/other", "target": "/feed/"}
    assert "Nothing stands" not in client.post(f"{LIST}add/", form, follow=True).text


def test_what_renaming_made_is_listed(client, editor, story):
    for slug in ("a-boat", "a-raft"):
        story.slug = slug
        publishing.save(story, by=None)
    rows = client.get("/admin/articles/oldslug/").context["cl"].result_list
    assert [(row.slug, row.article.slug) for row in rows] == [
        ("a-boat", "a-raft"),
        ("the-ferry", "a-raft"),
    ]
    former = OldSlug.objects.get(slug="the-ferry")
    assert client.post(f"/admin/articles/oldslug/{former.pk}/delete/").status_code == 403


def test_nobody_but_editors(client, story):
    for role in ("reporter", "moderator", "newsletter"):
        client.force_login(make.make_user(role))
        assert client.get(LIST).status_code == 403
        assert client.post(f"{LIST}add/", {"path": "/old", "target": "/"}).status_code == 403
    assert rows() == []

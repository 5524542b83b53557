"""The link Edit on readers' pages: for who works here, and without a trace for anybody else."""

import pytest

from articles.models import Article, Page
from newsroom.press import ribbon
from tests import make
from tests.reading import page, texts

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def paper():
    """One page of each kind, and where what it shows is edited."""
    make.make_menu("/feed/")
    story = make.make_article(tags=[make.make_tag()], by=[make.make_contributor()])
    gone = make.make_article(status=Article.Status.WITHDRAWN, withdrawal_reason="Wrong.")
    about = Page.objects.create(path="about", title="About", body="<p>Us.</p>")
    tag, author = story.tags.get(), story.contributors.get()
    things = {"article": story, "section": story.section, "tag": tag, "contributor": author}
    places = {thing.get_absolute_url(): (kind, thing.pk) for kind, thing in things.items()}
    places |= {gone.get_absolute_url(): ("article", gone.pk), "/about/": ("page", about.pk)}
    return {
        "/": "/admin/articles/front/",
        **{at: f"/admin/articles/{kind}/{pk}/change/" for at, (kind, pk) in places.items()},
    }


def strips(response):
    return [link.get("href") for link in page(response).findall(".//aside[@class='ribbon']//a")]


def test_an_editor_finds_the_way_to_edit_on_every_page(client, paper):
    client.force_login(make.make_user("editor"))
    assert {at: strips(client.get(at)) for at in paper} == {
        at: [edit, "/admin/"] for at, edit in paper.items()
    }
    assert {at: strips(client.get(at)) for at in ("/search/", "/corrections/", "/2026/")} == {
        at: ["/admin/"] for at in ("/search/", "/corrections/", "/2026/")
    }


def test_a_reporter_edits_their_own_and_sees_the_rest(client):
    reporter = make.make_user("reporter")
    client.force_login(reporter)
    story = make.make_article(editor=reporter)
    response = client.get(story.get_absolute_url())
    assert texts(response, ".//aside[@class='ribbon']//a") == ["See it at the desk", "Desk"]
    assert strips(client.get("/")) == ["/admin/"]


@pytest.mark.parametrize("role", ["moderator", "newsletter"])
def test_who_has_no_business_with_stories_is_led_to_the_desk_alone(client, paper, role):
    client.force_login(make.make_user(role))
    assert {tuple(strips(client.get(at))) for at in paper} == {("/admin/",)}


def test_what_staff_see_is_kept_by_nobody_and_allowed_by_the_policy(client, paper):
    client.force_login(make.make_user("editor"))
    for at in paper:
        response = client.get(at)
        assert response["Cache-Control"] == "private, no-store"
        assert "ETag" not in response.headers
        digest = "sha256-"
        assert response["Content-Security-Policy"].count(digest) == 2
        assert ribbon.STYLE in response.text


@pytest.mark.parametrize("first", ["staff", "strangers"])
def test_strangers_get_to_the_letter_what_they_got_before(client, paper, visitor, first):
    client.force_login(make.make_user("editor"))
    staff = {"cookie": f"sessionid={client.cookies['sessionid'].value}"}
    rounds = [staff, {}] if first == "staff" else [{}, staff]
    pages = {}
    for _ in range(3):
        for headers in rounds:
            for at in paper:
                answer = visitor.ask(at, **headers)
                pages.setdefault((at, bool(headers)), set()).add(answer["body"])
                if not headers:
                    assert "Set-Cookie" not in answer["headers"]
                    assert "no-store" not in answer["headers"]["Cache-Control"]
                    assert "Cookie" not in answer["headers"].get("Vary", "")
                assert (b"ribbon" in answer["body"]) == bool(headers)
    assert {key: len(bodies) for key, bodies in pages.items() if not key[1]} == {
        (at, False): 1 for at in paper
    }
    assert all(visitor.is_answered_at_the_front(at) for at in paper)
    assert not any(visitor.is_answered_at_the_front(at, **staff) for at in paper)


@pytest.mark.parametrize("who", ["nobody", "left", "reader"])
def test_a_session_that_opens_nothing_shows_nothing(client, paper, who):
    plain = {at: client.get(at).content for at in paper}
    if who == "nobody":
        client.cookies["sessionid"] = "made-up"
    else:
        fields = {"left": {"is_active": False}, "reader": {"is_staff": False}}[who]
        client.force_login(make.make_user("editor", **fields))
    assert {at: client.get(at).content for at in paper} == plain


def test_what_is_posted_and_what_is_no_page_carry_no_strip(client, paper):
    client.force_login(make.make_user("editor"))
    assert "ribbon" not in client.get("/feed/").text
    assert "ribbon" not in client.get("/nowhere/").text
    assert client.get("/sitemap.xml").status_code == 200

"""The masthead: what an editor sets in the admin is what readers see, without touching code."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_tasks_db.models import DBTaskResult

from articles import publishing
from newsroom.models import Masthead
from tests.articles.deskforms import opened
from tests.make import make_article, make_menu, make_user
from tests.reading import one, texts

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/newsroom/masthead/1/change/"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1"><path d="M0 0h4v1H0z"/></svg>'
FIELDS = {
    "name": "The Valley Post",
    "tagline": "Read from Meghri to Stepanavan",
    "language": "en",
    "brand_light": "#1d4f91",
    "brand_dark": "#9ec5f2",
    "default_dash": "—",
    "footer": "Printed by its readers.",
    "logo_alt": "",
    "menu_items-TOTAL_FORMS": "0",
    "menu_items-INITIAL_FORMS": "0",
}


@pytest.fixture
def desk():
    """An editor who is logged in; readers have a client of their own."""
    desk = Client()
    desk.force_login(make_user("editor"))
    return desk


@pytest.fixture
def paper():
    make_menu()
    return Masthead.current()


def errors(answer, field):
    assert answer.status_code == 200
    return answer.context["adminform"].form.errors.get(field, [])


def test_name_tagline_colours_and_footer_reach_every_page(desk, client, paper):
    address = make_article().get_absolute_url()
    assert desk.post(ADDRESS, opened(desk, ADDRESS) | FIELDS).status_code == 302
    for page in ("/", address, "/search/", "/nothing/"):
        answer = client.get(page)
        assert texts(answer, ".//*[@class='logo']") == ["The Valley Post"]
        assert texts(answer, ".//*[@class='folio wrap']")[0].startswith(FIELDS["tagline"])
        assert "The Valley Post. Printed by its readers." in texts(answer, ".//footer//p")[-1]
        assert "--brand:#1d4f91" in answer.content.decode()
        assert "--brand:#9ec5f2" in answer.content.decode()


def test_a_menu_set_by_an_editor_is_on_the_page_in_its_order(desk, client, paper):
    lines = [("main", "Culture", "/section/culture/", 2), ("main", "Town", "/section/town/", 1)]
    lines.append(("footer", "About", "/about/", 0))
    menu = {"menu_items-TOTAL_FORMS": len(lines)}
    for number, line in enumerate(lines):
        names = ("place", "label", "address", "position")
        menu |= {f"menu_items-{number}-{n}": v for n, v in zip(names, line, strict=True)}
    assert desk.post(ADDRESS, opened(desk, ADDRESS) | FIELDS | menu).status_code == 302
    front = client.get("/")
    assert texts(front, ".//header//li/a") == ["Town", "Culture", "Search"]
    assert texts(front, ".//footer//li/a")[0] == "About"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//elsewhere.example/", "about"])
def test_a_menu_leads_only_to_addresses(desk, paper, address):
    line = {"menu_items-0-place": "main", "menu_items-0-label": "x", "menu_items-0-position": 0}
    line |= {"menu_items-0-address": address, "menu_items-TOTAL_FORMS": 1}
    answer = desk.post(ADDRESS, opened(desk, ADDRESS) | FIELDS | line)
    assert answer.status_code == 200
    assert paper.menu_items.count() == 0


def test_a_logo_takes_the_place_of_the_name(desk, client, paper):
    logo = {"logo": SimpleUploadedFile("logo.svg", SVG), "logo_alt": "The Valley Post"}
    assert desk.post(ADDRESS, opened(desk, ADDRESS) | FIELDS | logo).status_code == 302
    image = one(client.get("/"), ".//h1//img")
    assert image.get("alt") == "The Valley Post"
    sent = client.get(image.get("src"))
    assert b"".join(sent.streaming_content) == SVG
    assert "sandbox" in sent["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("name", "content", "alt", "field", "complaint"),
    [
        ("logo.svg", b" " * 20 * 1024 + SVG, "x", "logo", "20 KB at most"),
        ("logo.html", SVG, "x", "logo", "not allowed"),
        ("logo.svg", SVG, "", "logo_alt", "Say the logo in words"),
    ],
)
def test_a_logo_too_heavy_of_another_kind_or_without_words_is_refused(
    desk, paper, name, content, alt, field, complaint
):
    logo = {"logo": SimpleUploadedFile(name, content), "logo_alt": alt}
    assert complaint in str(
        errors(desk.post(ADDRESS, opened(desk, ADDRESS) | FIELDS | logo), field)
    )


def test_a_colour_that_cannot_be_read_is_refused_with_its_ratio_and_the_nearest_that_can(
    desk, paper
):
    answer = desk.post(ADDRESS, opened(desk, ADDRESS) | FIELDS | {"brand_light": "#f2c14e"})
    [complaint] = errors(answer, "brand_light")
    assert "1.65:1" in complaint
    [nearest] = re.findall(r"#[0-9a-f]{6}\.$", complaint)
    assert (
        desk.post(
            ADDRESS, opened(desk, ADDRESS) | FIELDS | {"brand_light": nearest.rstrip(".")}
        ).status_code
        == 302
    )


def test_there_is_one_masthead(desk, paper):
    assert desk.get("/admin/newsroom/masthead/add/").status_code == 403
    assert desk.post("/admin/newsroom/masthead/1/delete/", {"post": "yes"}).status_code == 403
    assert desk.get("/admin/newsroom/masthead/").url == ADDRESS


def test_datelines_follow_the_dash_of_the_masthead(desk, client, paper):
    story = make_article(dateline_place="GYUMRI", body="<p>Rain fell.</p>")
    own = make_article(dateline_place="VAN", dateline_dash="--", body="<p>Snow fell.</p>")
    assert (
        desk.post(ADDRESS, opened(desk, ADDRESS) | FIELDS | {"default_dash": "–"}).status_code
        == 302
    )
    [job] = DBTaskResult.objects.all()
    assert job.task == publishing.print_datelines_again
    publishing.print_datelines_again.call()
    assert texts(client.get(story.get_absolute_url()), ".//div[@class='text']/p") == [
        "GYUMRI – Rain fell."
    ]
    story.refresh_from_db()
    own.refresh_from_db()
    assert (story.teaser, own.teaser) == ("GYUMRI – Rain fell.", "VAN -- Snow fell.")
    assert story.search_entry.plain == "GYUMRI – Rain fell."


def test_another_change_of_the_masthead_prints_no_story_again(desk, paper):
    make_article(dateline_place="GYUMRI")
    assert desk.post(ADDRESS, opened(desk, ADDRESS) | FIELDS).status_code == 302
    assert DBTaskResult.objects.count() == 0

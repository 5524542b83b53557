"""A section, a topic, an author with another slug: nobody who comes by the former address stands before nothing."""

import pytest

from articles import publishing
from articles.models import FormerSlug
from newsroom.models import MenuItem
from tests import make
from tests.articles.deskforms import form_data
from tests.reading import headlines

pytestmark = pytest.mark.django_db

KINDS = [
    ("section", make.make_section, "/section/"),
    ("tag", make.make_tag, "/topic/"),
    ("contributor", make.make_contributor, "/author/"),
]
each_kind = pytest.mark.parametrize(("kind", "make_one", "room"), KINDS)


def rename(client, kind, place, slug):
    """Give a place another slug, as an editor does."""
    client.force_login(make.make_user("editor"))
    address = f"/admin/articles/{kind}/{place.pk}/change/"
    answer = client.post(address, form_data(client, address, slug=slug) | {"_save": "Save"})
    client.logout()
    assert answer.status_code == 302


@each_kind
def test_the_former_address_and_its_feed_lead_to_the_new_one(client, kind, make_one, room):
    place = make_one(slug="rivers")
    rename(client, kind, place, "waters")
    rename(client, kind, place, "seas")
    for slug in ("rivers", "waters"):
        for end in ("", "feed/"):
            answer = client.get(f"{room}{slug}/{end}?before=1")
            assert (answer.status_code, answer["Location"]) == (301, f"{room}seas/{end}")
            assert client.get(answer["Location"]).status_code == 200
    assert client.get(f"{room}lakes/").status_code == 404


@each_kind
def test_a_slug_that_another_takes_is_its_own_from_then_on(client, kind, make_one, room):
    first, second = make_one(slug="rivers"), make_one(slug="brooks")
    rename(client, kind, first, "waters")
    rename(client, kind, second, "rivers")
    assert client.get(f"{room}rivers/").status_code == 200
    assert client.get(f"{room}brooks/")["Location"] == f"{room}rivers/"
    rename(client, kind, second, "brooks")
    assert client.get(f"{room}brooks/").status_code == 200
    assert client.get(f"{room}rivers/")["Location"] == f"{room}brooks/"
    assert sorted(FormerSlug.objects.values_list("slug", flat=True)) == ["rivers"]


def test_one_slug_is_remembered_of_a_section_and_of_a_topic_apart(client):
    section, tag = make.make_section(slug="rivers"), make.make_tag(slug="rivers")
    section.slug, tag.slug = "waters", "seas"
    publishing.save_section(section)
    publishing.save_named(tag)
    assert client.get("/section/rivers/")["Location"] == "/section/waters/"
    assert client.get("/topic/rivers/")["Location"] == "/topic/seas/"


def test_the_menus_lead_to_the_new_address(client):
    section = make.make_section(slug="rivers")
    make.make_menu("/section/rivers/", "/section/rivers-of-ice/")
    make.make_article(headline="It rose", section=section)
    section.slug = "waters"
    publishing.save_section(section)
    addresses = MenuItem.objects.order_by("position").values_list("address", flat=True)
    assert list(addresses) == ["/section/waters/", "/section/rivers-of-ice/"]
    assert headlines(client.get("/section/waters/")) == ["It rose"]


def test_what_is_deleted_leaves_no_address_behind(client):
    tag = make.make_tag(slug="rivers")
    tag.slug = "waters"
    publishing.save_named(tag)
    tag.delete()
    assert client.get("/topic/rivers/").status_code == 404

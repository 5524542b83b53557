"""What the editor of a text asks the desk for: pictures to choose from, what is known of them, another upload."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Picture
from tests import make
from tests.articles.test_picture_desk import fields, upload
from tests.reading import page, texts

pytestmark = pytest.mark.django_db

CHOOSE, KNOWN, UPLOAD = (
    reverse(f"admin:articles_picture_{name}") for name in ("choose", "known", "upload")
)


@pytest.fixture
def editor(client):
    user = make.make_user("editor")
    client.force_login(user)
    return user


def offered(client, words=""):
    answer = client.get(CHOOSE, {"q": words})
    assert answer.status_code == 200
    return texts(answer, ".//button[@class='pick-choice']/span")


def test_the_newest_pictures_are_offered_and_those_with_the_words_are_found(client, editor):
    for number in range(26):
        make.make_picture(alt=f"Bridge {number}")
    make.make_picture(alt="Snow", credit="Levon Grigoryan")
    assert offered(client) == ["Snow", *(f"Bridge {number}" for number in range(25, 2, -1))]
    assert offered(client, "bridge 1")[-1] == "Bridge 1"
    assert offered(client, "grigoryan") == ["Snow"]
    assert offered(client, "\0%_'") == []


def test_what_readers_no_longer_get_is_not_offered(client, editor):
    over = timezone.now() - datetime.timedelta(seconds=1)
    make.make_picture(alt="Over", rights_until=over)
    make.make_picture(alt="Withdrawn", stem="", widths=[])
    assert offered(client) == []


def test_many_pictures_are_known_by_one_question(client, editor, django_assert_max_num_queries):
    over = timezone.now() - datetime.timedelta(seconds=1)
    first = make.make_picture(alt="A", caption="B", credit="C")
    second = make.make_picture(rights_until=over)
    with django_assert_max_num_queries(5):
        known = client.get(KNOWN, {"keys": f"{first.pk} {second.pk} 999 x {'9' * 40}"}).json()
    assert known.keys() == {str(first.pk), str(second.pk)}
    edit = reverse("admin:articles_picture_change", args=[first.pk])
    assert known[str(first.pk)] == {
        "key": str(first.pk),
        "alt": "A",
        "caption": "B",
        "credit": "C",
        "edit": edit,
        "src": first.at_most(800),
        "thumb": first.at_most(320),
    }
    assert known[str(second.pk)]["gone"] == "Readers do not get this picture: its rights are over."
    assert first.original.name not in str(known)


def test_an_upload_is_taken_in_with_its_words_its_cut_and_its_rights(client, editor):
    words = {"credit": "Ani", "rights": "Ours", "rights_until": "2031-05-01T12:00"}
    answer = client.post(UPLOAD, fields(focal_x=10, **words))
    picture = Picture.objects.get()
    assert (answer.status_code, answer.json()["key"]) == (201, str(picture.pk))
    assert (picture.focal_x, picture.credit, picture.rights_until.year) == (10, "Ani", 2031)
    assert picture.widths == [320]
    assert editor.logentry_set.get().object_id == str(picture.pk)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"original": upload(), "focal_x": 101}, "focal_x"),
        ({"original": ""}, "original"),
        ({"original": upload(), "alt": "x" * 251}, "alt"),
        ({"original": upload(), "rights_until": "soon"}, "rights_until"),
    ],
)
def test_what_is_wrong_is_told_by_field_and_nothing_is_kept(client, editor, changes, field):
    answer = client.post(UPLOAD, fields() | changes)
    assert (answer.status_code, list(answer.json()["errors"])) == (422, [field])
    assert Picture.objects.count() == 0


@pytest.mark.parametrize("role", ["moderator", "newsletter"])
def test_who_has_nothing_to_do_with_pictures_gets_none(client, role):
    picture = make.make_picture()
    client.force_login(make.make_user(role))
    for address in (CHOOSE, f"{KNOWN}?keys={picture.pk}"):
        assert client.get(address).status_code == 403
    assert client.post(UPLOAD, fields()).status_code == 403


def test_who_is_logged_out_is_led_to_the_login(client):
    for answer in (client.get(CHOOSE), client.get(KNOWN), client.post(UPLOAD, fields())):
        assert answer["Location"].startswith("/admin/login/")
    assert Picture.objects.count() == 0


def test_an_upload_comes_from_our_own_page():
    stranger = Client(enforce_csrf_checks=True)
    stranger.force_login(make.make_user("editor"))
    assert stranger.post(UPLOAD, fields()).status_code == 403
    assert Picture.objects.count() == 0


def test_an_upload_is_posted(client, editor):
    assert client.get(UPLOAD).status_code == 405


def test_without_a_script_the_lead_picture_is_a_number(client, editor):
    picture = make.make_picture()
    article = make.make_article(lead_picture=picture)
    address = reverse("admin:articles_article_change", args=[article.pk])
    field = page(client.get(address)).find(".//input[@id='id_lead_picture']")
    assert (field.get("type"), field.get("value")) == ("text", str(picture.pk))
    listed = client.get(reverse("admin:articles_picture_changelist"))
    assert texts(listed, ".//td[@class='field-number']") == [str(picture.pk)]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (
            "One & two\r\nthree\r\n\r\nfour < 5",
            "<p>One &amp; two<br>three</p>\n\n<p>four &lt; 5</p>",
        ),
        ("<p>One\n\ntwo</p>", "<p>One\n\ntwo</p>"),
        ("", ""),
        ("  \n ", ""),
    ],
)
def test_without_a_script_empty_lines_part_paragraphs(client, editor, typed, kept):
    from tests.articles.deskforms import ADD, save

    assert save(client, ADD, headline="Typed", body=typed) == []
    assert Article.objects.get().body == kept

"""Pictures at the desk: who uploads, who only looks, what is refused."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from articles.models import Picture
from tests import make
from tests.reading import page

pytestmark = pytest.mark.django_db

ADD = reverse("admin:articles_picture_add")


def upload(name="photo.png"):
    buffer = io.BytesIO()
    Image.new("RGB", (400, 250), "teal").save(buffer, "PNG")
    return SimpleUploadedFile(name, buffer.getvalue())


def fields(**changes):
    return {"alt": "A lake", "focal_x": 50, "focal_y": 50, "original": upload()} | changes


@pytest.fixture
def reporter(client):
    client.force_login(make.make_user("reporter"))


def test_a_reporter_uploads_a_picture_and_from_then_on_only_looks_at_it(client, reporter):
    assert client.post(ADD, fields()).status_code == 302
    picture = Picture.objects.get()
    response = client.get(reverse("admin:articles_picture_change", args=[picture.pk]))
    assert response.status_code == 200
    assert page(response).find(".//img[@class='desk-picture']").get("src") == picture.at_most(320)
    assert picture.original.name not in response.content.decode()


def test_a_name_that_is_a_path_stays_in_the_private_folder(client, reporter):
    client.post(ADD, fields(original=upload("../../media/evil.html")))
    assert Picture.objects.get().original.name.startswith("pictures/")


def test_a_file_that_is_too_big_is_refused_before_it_is_opened(client, reporter, settings):
    settings.LARGEST_UPLOAD = 1024**2
    heavy = SimpleUploadedFile("photo.png", upload().read() + bytes(1024**2))
    response = client.post(ADD, fields(original=heavy))
    assert response.context["errors"] == [["The picture may have 1 MB at most."]]
    assert Picture.objects.count() == 0

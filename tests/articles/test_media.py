"""The public files: pictures as we cut them, and nothing else."""

import pytest

from newsroom.models import Masthead
from tests.make import make_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    (settings.MEDIA_ROOT / "pictures").mkdir(parents=True)
    (settings.MEDIA_ROOT / "pictures" / "a-320.webp").write_bytes(b"webp")
    (settings.MEDIA_ROOT / "logo.svg").write_bytes(b"<svg/>")
    (settings.MEDIA_ROOT / "notes.html").write_bytes(b"<script>alert(1)</script>")
    (settings.MEDIA_ROOT / "secret").symlink_to(tmp_path / "outside.webp")
    (tmp_path / "outside.webp").write_bytes(b"outside")
    (settings.MEDIA_ROOT / "linked.webp").symlink_to(tmp_path / "outside.webp")
    return settings.MEDIA_ROOT


def test_a_picture_is_kept_for_ever_as_its_name_changes_with_it(client, folder):
    make_picture(stem="pictures/a")
    response = client.get("/media/pictures/a-320.webp")
    assert b"".join(response.streaming_content) == b"webp"
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_file_that_no_picture_names_is_gone(client, folder):
    assert client.get("/media/pictures/a-320.webp").status_code == 410


def test_a_logo_may_run_nothing(client, folder):
    response = client.get("/media/logo.svg")
    assert b"".join(response.streaming_content) == b"<svg/>"
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Content-Security-Policy"].endswith("sandbox")
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "",
        "pictures/",
        "pictures",
        "none.webp",
        "notes.html",
        "linked.webp",
        "secret",
        "../outside.webp",
        "..%2foutside.webp",
        "%2e%2e/outside.webp",
        "pictures/../../outside.webp",
        "/etc/passwd",
        "a%00.webp",
        "a" * 300 + ".webp",
    ],
)
def test_nothing_else_is_public(client, folder, path):
    assert client.get(f"/media/{path}").status_code == 404


def test_files_are_only_read(client, folder):
    assert client.post("/media/logo.svg").status_code == 405


def test_the_icon_is_the_first_letter_in_the_brands_colour(client):
    Masthead(name="<Herald>", brand_light="#004466").save()
    response = client.get("/icon.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert "#004466" in response.content.decode()
    assert ">&lt;</text>" in response.content.decode()

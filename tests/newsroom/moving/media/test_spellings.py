"""One picture that an old site names in several ways, and has in several sizes."""

import io
from urllib.parse import quote

import pytest

from articles.models import Article, Picture
from tests.newsroom.moving import exports
from tests.newsroom.moving.media.files import FERRY, UPLOADS, ferry, outcome, photo, put
from tests.newsroom.moving.outcomes import counts

pytestmark = pytest.mark.django_db


def test_one_picture_under_http_and_https_and_with_a_query_is_one(brought):
    report = brought(
        ferry(),
        ferry(post_id="41", url=FERRY.replace("https://", "http://")),
        ferry(post_id="42", url=f"{FERRY}?v=2"),
    )
    twin = "another one in the file has the same address"
    assert outcome(report) == ({"imported": 1, "skipped": 2}, [twin])


def test_a_picture_with_an_armenian_name_is_one_however_it_is_written(brought, uploads):
    put(uploads, "2020/նավակ.jpg", photo("gold"))
    written, coded = f"{UPLOADS}/2020/նավակ.jpg", f"{UPLOADS}/2020/{quote('նավակ.jpg')}"
    story = exports.post(body=f'<img src="{coded}" alt="">')
    report = brought(ferry(url=written), ferry(post_id="41", url=coded), story)
    assert counts(report)["attachment"] == {"imported": 1, "skipped": 1}
    assert f'data-picture="{Picture.objects.get().pk}"' in Article.objects.get().body
    assert outcome(brought(ferry(url=coded))) == ({"unchanged": 1}, [])


SIZES = (
    'a:3:{s:5:"width";i:2560;s:6:"height";i:1600;s:5:"sizes";a:2:{'
    's:6:"medium";a:3:{s:4:"file";s:16:"quay-300x188.jpg";s:5:"width";i:300;s:6:"height";i:188;}'
    's:5:"large";a:3:{s:4:"file";s:17:"quay-1024x640.jpg";s:5:"width";i:1024;s:6:"height";i:640;}}}'
)


def quay(**fields):
    noted = exports.meta("_wp_attachment_metadata", SIZES)
    url = f"{UPLOADS}/2020/quay-scaled.jpg"
    return exports.attachment(noted, post_id="41", url=url, file="2020/quay-scaled.jpg", **fields)


def test_where_a_picture_is_gone_its_largest_size_comes_and_that_is_said(brought, uploads):
    put(uploads, "2020/quay-300x188.jpg", photo(size=(300, 188)))
    put(uploads, "2020/quay-1024x640.jpg", photo(size=(1024, 640)))
    lines = io.StringIO()
    assert outcome(brought(quay(), rehearsal=True)) == ({"imported": 1}, [])
    story = exports.post(body=f'<img src="{UPLOADS}/2020/quay-300x188.jpg" alt="">')
    brought(quay(), story, report=lines)
    picture = Picture.objects.get()
    assert (picture.width, "it is gone itself, and came in another size" in lines.getvalue()) == (
        1024,
        True,
    )
    assert f'data-picture="{picture.pk}"' in Article.objects.get().body
    assert outcome(brought(quay())) == ({"unchanged": 1}, [])


def test_a_picture_that_is_gone_in_every_size_is_listed_once(brought):
    assert outcome(brought(quay())) == ({"skipped": 1}, ["the folder does not hold it"])

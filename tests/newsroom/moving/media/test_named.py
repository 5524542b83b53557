"""An export of posts alone: its pictures and files are those that the texts name."""

import pytest

from articles.models import Article, Document, Picture
from newsroom.models import Moved
from newsroom.moving import wordpress
from newsroom.moving.media import named
from newsroom.moving.media.doors import Doors
from newsroom.moving.reading import files
from newsroom.moving.reading.index import Index
from tests.articles.documents import PDF
from tests.newsroom.moving import exports
from tests.newsroom.moving.media.files import UPLOADS, photo, put

pytestmark = pytest.mark.django_db

HERE = Doors(["https://lake.example"])


@pytest.fixture
def brought(bring, tmp_path):
    put(tmp_path, "uploads/2020/ferry.jpg", photo())
    put(tmp_path, "uploads/2020/quay-300x200.jpg", photo("gold"))
    put(tmp_path, "uploads/2020/report.pdf", PDF)
    return lambda *records, **options: bring(*records, media_from=tmp_path / "uploads", **options)


def text_with(*names):
    return " ".join(f'<img src="{UPLOADS}/2020/{name}" alt="A {name[0]}">' for name in names)


def test_what_a_text_shows_comes_as_the_whole_picture(brought):
    brought(exports.post(body=text_with("ferry-300x200.jpg")))
    picture = Picture.objects.get()
    assert (picture.alt, picture.width) == ("A f", 640)
    assert Moved.objects.get(kind="picture").old_id == f"{UPLOADS[8:]}/2020/ferry.jpg"
    assert f'data-picture="{picture.pk}"' in Article.objects.get().body


def test_a_smaller_one_comes_where_the_whole_picture_is_gone(brought):
    brought(exports.post(body=text_with("quay-300x200.jpg")))
    assert f'data-picture="{Picture.objects.get().pk}"' in Article.objects.get().body


def test_a_file_that_a_text_links_to_comes(brought):
    brought(exports.post(body=f'<a href="{UPLOADS}/2020/report.pdf">The report</a>'))
    made = Document.objects.get()
    assert (made.title, made.get_absolute_url() in Article.objects.get().body) == (
        "report.pdf",
        True,
    )


def test_a_second_run_finds_them(brought):
    post = exports.post(body=text_with("ferry.jpg", "ferry-300x200.jpg", "quay-300x200.jpg"))
    brought(post)
    before = list(Moved.objects.values_list())
    assert Picture.objects.count() == 2
    assert brought(post).outcomes["post"] == {"unchanged": 1}
    assert list(Moved.objects.values_list()) == before


def test_without_a_source_nobody_looks_for_them(bring, monkeypatch):
    monkeypatch.setattr(wordpress.named, "of", lambda *_: pytest.fail("somebody looked"))
    bring(exports.post(body=text_with("ferry.jpg")))
    assert Picture.objects.count() == 0


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            f"<IMG class=x SRC='{UPLOADS}/a-300x200.jpg?w=3#x' alt='A &amp; b'>",
            [("a.jpg", "A & b")],
        ),
        (f'<p>{UPLOADS}/a.jpg</p><a title="" href="{UPLOADS}/b.pdf">b</a>', [("b.pdf", "")]),
        ('<img src="/wp-content/uploads/a.jpg">', [("a.jpg", "")]),
        ('<img src="https://www.lake.example/wp-content/uploads/a.jpg">', [("a.jpg", "")]),
        ('<img src="https://cdn.example/a.jpg"><a href="https://lake.example/story/">s</a>', []),
        ('<a href="https://lake.example/page.html">p</a><img alt="x"><img src="">', []),
        ('<img src="data:image/png;base64,AA.png"><img src="//[x/a.jpg">', []),
        (f'<img data-src="{UPLOADS}/a.jpg"', []),
    ],
)
def test_only_files_of_the_old_site_are_looked_for(tmp_path, body, found):
    path = put(tmp_path, "export.xml", exports.export(exports.post(body=body)).encode())
    attachments = list(named.of(files.read(path), Index(), HERE))
    assert [(each.url.rpartition("/")[2], each.alt) for each in attachments] == found


def test_what_the_archive_lists_is_not_looked_for_again(brought):
    listed = exports.attachment(url=f"{UPLOADS}/2020/ferry.jpg", alt="A white ferry")
    report = brought(listed, exports.post(body=text_with("ferry-300x200.jpg")))
    assert report.outcomes["attachment"] == {"imported": 1}
    assert Picture.objects.get().alt == "A white ferry"


@pytest.mark.parametrize("fields", [{"status": "trash"}, {"post_type": "nav_menu_item"}])
def test_what_nobody_reads_names_nothing(brought, fields):
    brought(exports.post(body=text_with("ferry.jpg"), **fields))
    assert Picture.objects.count() == 0

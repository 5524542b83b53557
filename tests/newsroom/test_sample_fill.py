"""When the sample newspaper is filled in, and when it is not."""

import datetime
import zlib

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from PIL import Image

from articles import avif
from articles.models import Article, Picture, Section
from newsroom.models import Masthead
from newsroom.sample import drawing
from newsroom.sample.fill import fill
from tests.make import make_article

NOW = datetime.datetime(2031, 3, 9, 7, 30, tzinfo=datetime.UTC)


def plain(motif):
    """Draw a motif as a small picture of one colour, which is quickly done."""
    return Image.new("RGB", (32, 20), f"#{zlib.crc32(motif.encode()) & 0xFFFFFF:06x}")


@pytest.fixture(autouse=True)
def _small_pictures(monkeypatch):
    monkeypatch.setattr(drawing, "draw", plain)


@pytest.mark.django_db
def test_filling_again_changes_nothing():
    assert fill(NOW) is True
    before = list(Article.objects.order_by("pk").values_list("pk", "saved_at"))
    assert fill(NOW) is False
    assert list(Article.objects.order_by("pk").values_list("pk", "saved_at")) == before


@pytest.mark.django_db
def test_every_picture_is_pressed_as_avif_after_the_first_look():
    fill(NOW)
    jobs = DBTaskResult.objects.filter(task_path="articles.avif.press").order_by("run_after")
    soonest = timezone.now() + datetime.timedelta(minutes=4)
    assert [job for job in jobs if job.run_after < soonest] == []
    pictures = list(Picture.objects.order_by("pk"))
    assert [job.args_kwargs["args"] for job in jobs] == [[picture.pk] for picture in pictures]
    for picture in pictures:
        avif.press.call(picture.pk)
    pressed = [picture.avif for picture in Picture.objects.all()]
    assert (len(pressed) > 20, None in pressed) == (True, False)


@pytest.mark.django_db
def test_a_paper_that_somebody_began_is_left_alone():
    own = make_article(headline="Our own first story")
    assert fill(NOW) is False
    assert [a.headline for a in Article.objects.all()] == [own.headline]
    assert Masthead.objects.exists() is False


@pytest.mark.django_db
def test_a_filling_that_breaks_off_leaves_the_database_empty(monkeypatch):
    def break_off(*comments):
        raise OSError("the disk is full")

    monkeypatch.setattr("comments.arriving.bring", break_off)
    with pytest.raises(OSError, match="disk"):
        fill(NOW)
    assert (Article.objects.count(), Section.objects.count(), Masthead.objects.count()) == (0, 0, 0)

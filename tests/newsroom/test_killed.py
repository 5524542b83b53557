"""An editor's process that is killed in the middle of a save."""

import signal

import pytest

from articles import publishing
from articles.models import Article, OldSlug
from tests.make import make_article, make_tag

pytestmark = pytest.mark.django_db(transaction=True)

DIES = """
import django, sys, time
django.setup()
from articles import publishing
from articles.models import Article
story = Article.objects.get()
story.headline, story.slug = "Half a story", "half-a-story"
def stop():
    story.tags.clear()
    print("begun", flush=True)
    time.sleep(60)
publishing.save(story, by=None, relate=stop)
"""


def test_a_save_that_is_killed_in_the_middle_leaves_the_story_as_it_was(start, monkeypatch):
    make_article(headline="Whole", slug="whole", tags=[make_tag()])
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    editor = start("-c", DIES)
    assert editor.stdout.readline() == "begun\n"
    editor.send_signal(signal.SIGKILL)
    editor.wait()
    kept = Article.objects.get()
    assert (kept.headline, kept.slug, kept.tags.count()) == ("Whole", "whole", 1)
    assert (kept.history.count(), OldSlug.objects.count()) == (1, 0)
    kept.headline = "Saved by the next"
    publishing.save(kept, by=None)
    assert Article.objects.get().headline == "Saved by the next"

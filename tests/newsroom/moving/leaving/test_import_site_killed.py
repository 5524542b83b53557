"""A paper on its way home is killed again and again, and started once more each time."""

import os
import signal

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from articles import notes, pictures
from articles.models import FormerSlug, Front, FrontChange, Page, Slot
from comments.models import Rules
from newsletter.models import Issue, IssueArticle, Newsletter, Subscriber, Subscription
from newsroom.models import Banner, Masthead, MenuItem
from tests.articles.documents import document
from tests.articles.test_pictures import upload
from tests.make import make_article, make_contributor, make_section, make_subscriber, make_tag
from tests.newsroom.moving import checksum
from tests.newsroom.moving.leaving import furnished

pytestmark = [pytest.mark.alone, pytest.mark.twice, pytest.mark.django_db(transaction=True)]

KILLS = int(os.environ.get("KILLS", "4"))
NEVER = 0
TORN, UNSAVED = 1, 3  # in the middle of the logo's file, and when it is there and no row says so
BESIDE = (
    *(Masthead, MenuItem, Banner, Rules, Front, Slot, FormerSlug),
    *(Newsletter, Issue, IssueArticle, Subscriber, Subscription),
)


@pytest.fixture
def folder(leave):
    """Return the export of a paper that has something of every kind, when the paper is no more."""
    lakes = make_section(slug="lakes", name="Lakes")
    shown = [
        pictures.receive(upload((320, 200), colour=colour), alt=colour)
        for colour in ("teal", "crimson")
    ]
    link = f'<p><a href="{document().get_absolute_url()}">All of it</a></p>'
    stories = [
        make_article(
            section=lakes,
            slug=f"story-{number}",
            body=f"{link}<p>It left at {number}.</p>",
            lead_picture=shown[number % 2],
            tags=[make_tag()],
            by=[make_contributor(name=f"Writer {number}", slug=f"writer-{number}")],
        )
        for number in range(4)
    ]
    furnished.furnish(stories, lakes)
    notes.write(stories[0], None, "It had a password.")
    Page.objects.create(path="about", title="About", body="<p>Us.</p>")
    weekly = Newsletter.objects.get(slug="weekly")
    for name in ("ani", "beth"):
        make_subscriber(f"{name}@example.org", weekly)
    folder = leave(with_addresses=True).folder
    _flush()
    return folder


@pytest.fixture
def bringing(start, folder, monkeypatch, tmp_path):
    """Return a function that brings the paper home, or dies on the way, and says how that ended."""
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "newsroom.settings")

    def bringing(data, last=NEVER):
        monkeypatch.setenv("DATA_DIR", str(tmp_path / data))
        process = start("-m", "tests.newsroom.moving.leaving.dying", str(folder), str(last))
        said = process.stdout.read()
        return process.wait(), said

    return bringing


def _flush():
    call_command("flush", interactive=False, verbosity=0)


def _everything(data):
    """Return a sum of all that came home, how often fronts were changed, and what the worker is to do."""
    tasks = sorted(DBTaskResult.objects.values_list("task_path", flat=True))
    return (
        checksum.of_all_rows(*BESIDE),
        checksum.of_files(data),
        FrontChange.objects.count(),
        tasks,
    )


def test_a_paper_killed_on_its_way_home_ends_as_one_that_nobody_disturbed(bringing, tmp_path):
    code, said = bringing("undisturbed")
    adds_up, writes = said.split()
    assert (code, adds_up) == (0, "True")
    undisturbed = _everything(tmp_path / "undisturbed")
    _flush()
    for last in (TORN, UNSAVED, *[int(writes) // KILLS] * (KILLS - 1)):
        assert bringing("killed", last) == (-signal.SIGKILL, "")
    assert bringing("killed")[0] == 0
    assert _everything(tmp_path / "killed") == undisturbed
    assert bringing("killed") == (0, "True 0")

"""Who can do what with a story: every role, every state, every deed at the desk, by what really happened."""

import datetime

import pytest
from django.utils import timezone

from articles import previews, publishing
from tests import make
from tests.articles.deskforms import address
from tests.newsroom.matrix import story as deeds
from tests.newsroom.matrix.stage import Stage

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
STATES = {
    "draft": {"status": "draft", "published_at": None},
    "review": {"status": "review", "published_at": None},
    "scheduled": {"status": "ready", "published_at": DAY},
    "public": {"status": "ready", "published_at": -DAY},
    "withdrawn": {"status": "withdrawn", "published_at": -DAY, "withdrawal_reason": "Wrong."},
}

# What was typed is kept for who typed it, whoever may save.
LOOKS = {"read", "history", "see", "keep"}
SHARES = {"share", "take back", "note"}
WRITES = {"save", "restore", "sign", "preview"}
EDITS = WRITES | {"pick", "correct", "correct by hand"}
BEFORE = EDITS | {"submit", "publish", "schedule", "withdraw", "delete", "pin"}
EDITOR = {
    "draft": LOOKS | SHARES | BEFORE,
    "review": (LOOKS | SHARES | BEFORE | {"send back"}) - {"submit"},
    "scheduled": LOOKS | SHARES | (BEFORE - {"delete"}),
    "public": LOOKS
    | (EDITS | {"note", "take back", "submit", "schedule", "withdraw", "take down", "pin"}),
    "withdrawn": LOOKS | EDITS | {"note", "take back", "submit", "publish", "schedule"},
}
OWN = {
    "draft": LOOKS | SHARES | WRITES | {"submit", "delete"},
    "review": LOOKS | SHARES | WRITES | {"delete"},
    "scheduled": LOOKS | SHARES,
    "public": LOOKS | {"note", "take back"},
    "withdrawn": LOOKS | {"note", "take back"},
}
NOTHING: dict = {state: set() for state in STATES}
MATRIX = {
    "reporter, of their own": OWN,
    "reporter, of another's": dict.fromkeys(STATES, LOOKS),
    "editor": EDITOR,
    "superuser": EDITOR,
    "moderator": NOTHING,
    "newsletter": NOTHING,
    "somebody without a role": NOTHING,
    "an editor who has left": NOTHING,
    "a reader": NOTHING,
}


@pytest.fixture(scope="module")
def stage(made_once):
    """The cast, and a story of the first reporter in each state, saved twice and shown to somebody by a link."""
    stage = Stage()
    stage.contributor, stage.other = make.make_contributor(), make.make_article()
    stage.stories = {state: story_in(state, stage.cast) for state in STATES}
    for story in stage.stories.values():
        stage.form(address(story))
    stage.form(deeds.ADD)
    boss = stage.before("superuser")
    # Who may save and sends more than that has saved, and that is all.
    for state in ("draft", "public"):
        stage.traces |= boss.tries(deeds.save_as_it_is, stage.stories[state])[1]
    return stage


def story_in(state, cast):
    fields, writer = dict(STATES[state]), cast["reporter, of their own"]
    if fields["published_at"]:
        fields["published_at"] += timezone.now()
    story = make.make_article(headline="Earlier", editor=writer, **fields)
    story.headline = "Before"
    publishing.save(story, by=writer)
    story.link = previews.make(story, make.make_user())
    return story


@pytest.mark.parametrize("who", MATRIX)
def test_each_role_can_do_exactly_what_its_row_says(stage, who):
    browser = stage.before(who)
    done = {
        state: {name for name, deed in deeds.OF_A_STORY.items() if browser.does(deed, story)}
        for state, story in stage.stories.items()
    }
    assert done == MATRIX[who]


@pytest.mark.parametrize("who", MATRIX)
def test_a_story_is_begun_by_who_writes_alone(stage, who):
    may = who.startswith("reporter") or who in ("editor", "superuser")
    browser = stage.before(who)
    assert (browser.opens(deeds.ADD), browser.does(deeds.begin)) == (may, may)

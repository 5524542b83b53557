"""Who can do what in the rooms of the desk beside the stories: every role, every deed, by what really happened."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from articles.models import Page
from comments import moderation
from newsroom.models import OldAddress
from newsroom.press.models import Letter
from tests import make
from tests.articles.test_picture_desk import fields
from tests.newsroom.matrix import letters, looks, people
from tests.newsroom.matrix.shelves import SHELVES, order
from tests.newsroom.matrix.stage import Stage

pytestmark = pytest.mark.django_db

ROOMS = {
    **{room: shelf.deeds for room, shelf in SHELVES.items()},
    "pictures": looks.OF_PICTURES,
    "fronts": looks.OF_FRONTS,
    "masthead": looks.OF_THE_MASTHEAD,
    "comments": people.OF_COMMENTS,
    "bans": people.OF_BANS,
    "rules for comments": people.OF_RULES,
    "subscribers": people.OF_SUBSCRIBERS,
    "issues": letters.OF_ISSUES,
    "letters": people.OF_LETTERS,
    "one's own": people.OF_ONE_S_OWN,
}
ROOMS["users"] = ROOMS["users"] | people.OF_COLLEAGUES
ROOMS["sections"] = ROOMS["sections"] | {"order": order}

EVERYTHING = {"add", "change", "delete", "delete ticked ones"}
OWN = {"one's own": {"choose a language"}}
UPLOADS = {"choose", "upload while writing", "add"}
MODERATES = {
    "comments": set(people.OF_COMMENTS) - {"delete", "rewrite"},
    "bans": {"add", "lift"},
    "rules for comments": {"set"},
}
EDITS = {
    **dict.fromkeys(("tags", "contributors", "pages", "banner"), EVERYTHING),
    **dict.fromkeys(("documents", "redirects"), EVERYTHING),
    "sections": EVERYTHING | {"order"},
    "pictures": UPLOADS | {"describe", "replace"},
    "fronts": {"arrange", "arrange a section", "see"},
    "masthead": {"rename", "set the menu"},
    "issues": set(letters.OF_ISSUES),
}
LISTS = {
    "newsletters": EVERYTHING,
    "subscribers": {"suppress", "erase", "bring in", "take out"},
    "issues": set(letters.OF_ISSUES),
}
MATRIX = {
    "reporter, of another's": OWN | {"tags": {"add"}, "documents": {"add"}, "pictures": UPLOADS},
    "editor": OWN | EDITS | MODERATES,
    "moderator": OWN | MODERATES,
    "newsletter": OWN | LISTS,
    "superuser": {
        **OWN | EDITS | MODERATES | LISTS,
        "pictures": set(looks.OF_PICTURES),
        "users": EVERYTHING | set(people.OF_COLLEAGUES),
        "letters": {"try again"},
    },
    "somebody without a role": OWN,
    "an editor who has left": {},
    "a reader": {},
}


@pytest.fixture(scope="module")
def stage(made_once):
    """The cast, and something in every room."""
    stage = Stage()
    stage.story = make.make_article(headline="The lake is back")
    fill_the_shelves()
    stage.boss.post("/admin/articles/picture/add/", fields())
    stage.act = fill_the_rooms_of_people(stage.story, stage.cast["superuser"])
    read_the_forms(stage)
    return stage


def fill_the_shelves():
    make.make_section(name="Rivers")
    make.make_tag(name="Floods")
    make.make_contributor(name="Ani")
    Page.objects.create(path="about", title="About")
    make.make_banner("It rains")
    make.make_newsletter(name="Mornings")
    make.make_document(title="The accounts")
    OldAddress.objects.create(path="/once", target="/before/")


def fill_the_rooms_of_people(story, boss):
    """Make what readers and colleagues are known by; return a decision that can be taken back."""
    make.make_comment(story, name="Waiting", email="waiting@example.org", status="pending")
    make.make_comment(story, name="Shown")
    judged = make.make_comment(story, name="Judged")
    make.make_ban("blocked@example.org")
    make.make_rules()
    make.make_subscriber()
    letters.fill(story)
    TOTP.activate(make.make_user("editor", username="narek"), generate_totp_secret())
    Letter.objects.create(template="welcome", to="reader@example.com", status="failed")
    return moderation.decide([judged], "spam", by=boss)


def read_the_forms(stage):
    """Fill in every form that is sent, so that nobody has to open it who may not."""
    subscriber, picture = people.reader(), looks.Picture.objects.get()
    addresses = [address for shelf in SHELVES.values() for address in shelf.forms()]
    addresses += [looks.MASTHEAD, people.RULES, f"{people.BANS}add/"]
    addresses.append(f"{people.SUBSCRIBERS}{subscriber.pk}/change/")
    addresses.append(f"{looks.PICTURES}{picture.pk}/change/")
    for address in addresses:
        stage.form(address)


@pytest.mark.parametrize("who", MATRIX)
def test_each_role_can_do_exactly_what_its_row_says(stage, who):
    browser = stage.before(who)
    done = {
        room: {name for name, deed in deeds.items() if browser.does(deed)}
        for room, deeds in ROOMS.items()
    }
    assert {room: names for room, names in done.items() if names} == MATRIX[who]


def test_nobody_is_forgotten(stage):
    assert {*MATRIX, "reporter, of their own"} == set(stage.cast)

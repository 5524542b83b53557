"""Who can do what with a story: every role, every state, every deed at the desk, by what really happened."""

import datetime

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from articles import previews
from articles.models import Article
from tests import make
from tests.articles.deskforms import address, form_data

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
STATES = {
    "draft": {"status": "draft", "published_at": None},
    "review": {"status": "review", "published_at": None},
    "scheduled": {"status": "ready", "published_at": DAY},
    "public": {"status": "ready", "published_at": -DAY},
    "withdrawn": {"status": "withdrawn", "published_at": -DAY, "withdrawal_reason": "Wrong."},
}

LOOKS = {"read", "history", "see"}
SHARES = {"share", "take back", "note"}
BEFORE = {"save", "submit", "publish", "schedule", "withdraw", "delete"}
EDITOR = {
    "draft": LOOKS | SHARES | BEFORE,
    "review": (LOOKS | SHARES | BEFORE | {"send back"}) - {"submit"},
    "scheduled": LOOKS | SHARES | {"save", "submit", "publish", "schedule", "withdraw"},
    "public": LOOKS | {"note", "take back", "save", "submit", "schedule", "withdraw", "take down"},
    "withdrawn": LOOKS | {"note", "take back", "save", "submit", "publish", "schedule"},
}
OWN = {
    "draft": LOOKS | SHARES | {"save", "submit", "delete"},
    "review": LOOKS | SHARES | {"save", "delete"},
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


@pytest.fixture
def cast():
    """Somebody of each kind, by what they are."""
    own, editor = make.make_user("reporter"), make.make_user("editor")
    return {
        "reporter, of their own": own,
        "reporter, of another's": make.make_user("reporter"),
        "editor": editor,
        "superuser": make.make_user(is_superuser=True),
        "moderator": make.make_user("moderator"),
        "newsletter": make.make_user("newsletter"),
        "somebody without a role": make.make_user(),
        "an editor who has left": make.make_user("editor", is_staff=False),
        "a reader": None,
    }


def story_in(state, writer):
    fields = dict(STATES[state])
    if fields["published_at"]:
        fields["published_at"] += timezone.now()
    return make.make_article(headline="Before", editor=writer, **fields)


class Desk:
    """One colleague before one story; each deed says whether it was done, and is then as if it never was."""

    def __init__(self, user, story, superuser):
        self.client, self.story = Client(), story
        self.client.force_login(superuser)
        self.form = form_data(self.client, address(story))  # with every field, whoever posts it
        self.client.logout()
        if user:
            self.client.force_login(user)

    def done(self):
        """Return the deeds that had their effect."""
        deeds = {name: getattr(self, name.replace(" ", "_")) for name in DEEDS}
        return {name for name, deed in deeds.items() if self._undone(deed)}

    def _undone(self, deed):
        with transaction.atomic():
            was_done = deed()
            transaction.set_rollback(True)
        return was_done

    def read(self):
        return self.client.get(address(self.story)).status_code == 200

    def history(self):
        return self.client.get(self._at("history")).status_code == 200

    def see(self):
        response = self.client.get(self._at("preview"))
        return response.status_code == 200 or response.get("Location") == (
            self.story.get_absolute_url()
        )

    def save(self):
        self._post(headline="After", _save="Save")
        return self._now().headline == "After"

    def submit(self):
        return self._becomes("review", _submit="Submit")

    def send_back(self):
        return self.story.status == "review" and self._becomes("draft", _send_back="Send back")

    def publish(self):
        had = self.story.is_published
        self._post(_publish="Publish")
        return self._now().is_published and not had

    def schedule(self):
        at = (timezone.localtime() + 3 * DAY).replace(second=0, microsecond=0)
        self._post(published_at=f"{at:%Y-%m-%dT%H:%M}", _schedule="Schedule")
        return self._now().published_at == at and self._now().status == "ready"

    def withdraw(self):
        return self._becomes("withdrawn", status="withdrawn", withdrawal_reason="x", _save="Save")

    def take_down(self):
        self.client.post(self._at("take-down"), {"reason": "Wrong."})
        return self.story.status != "withdrawn" and self._now().status == "withdrawn"

    def delete(self):
        self.client.post(self._at("delete"), {"post": "yes"})
        return not Article.objects.filter(pk=self.story.pk).exists()

    def share(self):
        self.client.post(self._at("links"))
        return self.story.preview_links.exists()

    def take_back(self):
        link = previews.make(self.story, None)
        self.client.post(f"/admin/articles/article/links/{link.pk}/revoke/")
        link.refresh_from_db()
        return link.revoked_at is not None

    def note(self):
        self.client.post(self._at("note"), {"note": "Look."})
        return self.story.notes.exists()

    def _at(self, what):
        return f"/admin/articles/article/{self.story.pk}/{what}/"

    def _post(self, **changes):
        self.client.post(address(self.story), self.form | changes)

    def _becomes(self, wanted, /, **changes):
        self._post(**changes)
        return self.story.status != wanted and self._now().status == wanted

    def _now(self):
        return Article.objects.get(pk=self.story.pk)


DEEDS = (
    *("read", "history", "see", "save", "submit", "send back", "publish", "schedule"),
    *("withdraw", "take down", "delete", "share", "take back", "note"),
)


@pytest.mark.parametrize("who", MATRIX)
def test_each_role_can_do_exactly_what_its_row_says(cast, who):
    done = {}
    for state in STATES:
        story = story_in(state, cast["reporter, of their own"])
        done[state] = Desk(cast[who], story, cast["superuser"]).done()
    assert done == MATRIX[who]


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("reporter, of their own", True),
        ("editor", True),
        ("moderator", False),
        ("newsletter", False),
        ("somebody without a role", False),
        ("a reader", False),
    ],
)
def test_a_story_is_begun_by_who_writes_alone(client, cast, who, may):
    reference = Client()
    reference.force_login(cast["superuser"])
    add = "/admin/articles/article/add/"
    data = form_data(reference, add, headline="Begun") | {"_save": "Save"}
    if cast[who]:
        client.force_login(cast[who])
    assert (client.get(add).status_code == 200) == may
    client.post(add, data)
    assert Article.objects.filter(headline="Begun").exists() == may

"""Why the screening decided: kept as what it found, said in the words of whoever reads it."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import translation

from comments import reasons, screening
from comments.models import Decision
from tests.make import make_comment, make_user


def test_every_step_has_words():
    known = {step.__name__ for step in screening.STEPS} - {"closed_story"}  # that one refuses
    assert known - reasons.WORDS.keys() == set()


def test_what_a_step_of_another_day_said_stays():
    assert reasons.in_words("moon", "the moon was full") == "the moon was full"


def test_a_reason_is_said_in_the_language_of_the_desk():
    spoken = []
    for language in ("en", "hy"):
        with translation.override(language):
            spoken.append(reasons.in_words("many_links", "7"))
    assert spoken[0] == "links: 7"
    assert "7" in spoken[1]


def migrate(name):
    """Take the comments to a migration and return decisions as they are there."""
    executor = MigrationExecutor(connection)
    executor.migrate([("comments", name)])
    return executor.loader.project_state([("comments", name)]).apps.get_model(
        "comments", "Decision"
    )


def whys(decisions):
    return dict(decisions.objects.exclude(step="").values_list("step", "why"))


@pytest.mark.django_db(transaction=True)
def test_what_was_said_in_english_becomes_what_was_found_and_comes_back():
    old = {
        "trap": "filled in the field that people do not see",
        "banned": "blocked: spam@example.org",
        "many_links": "3 links",
        "unknown_origin": "the browser did not say where it was written",
        "everyone": "held until an editor approves",
    }
    comment, editor = make_comment().pk, make_user().pk
    Decision.objects.all().delete()
    try:
        before = migrate("0012_rules").objects
        for step, why in old.items():
            before.create(comment_id=comment, step=step, after="pending", why=why)
        before.create(comment_id=comment, user_id=editor, after="visible", why="blocked: by me")
        after = migrate("0013_reasons")
        new = {"trap": "", "banned": "spam@example.org", "many_links": "3"}
        assert whys(after) == new | {"unknown_origin": "", "everyone": ""}
        assert after.objects.get(user=editor).why == "blocked: by me"
        assert whys(migrate("0012_rules")) == old
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())

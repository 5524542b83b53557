"""What is posted to the desk by somebody who may not: every address of it, and nothing is changed by any."""

import pytest
from django.apps import apps

from tests import make
from tests.newsroom.test_desk_rights import addresses  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db

# By what the names of the addresses begin with that a role may write to.
WRITES = {
    "reporter": (
        *("articles_article_add", "articles_article_cop", "articles_picture_add"),
        *("articles_picture_choose", "articles_tag_add"),
    ),
    "editor": (
        *("articles_", "comments_comment_", "comments_ban_", "comments_rules_"),
        *("newsroom_masthead_", "newsroom_banner_", "newsletter_issue_"),
        *("newsroom_importrun_", "newsroom_oldaddress_"),
    ),
    "moderator": ("comments_comment_", "comments_ban_", "comments_rules_"),
    "newsletter": ("newsletter_",),
    "nobody": (),
    "who has left": (),
    "a reader": (),
}
OWN = ("password_change", "jsi18n", "own_", "desk_language")  # everybody's, about themselves
NOT_THE_PAPER = {"sessions.session", "press.hit"}
FORM = {
    "_save": "Save",
    "headline": "Taken over",
    "name": "Taken over",
    "username": "taken",
    "title": "Taken over",
    "post": "yes",
    "note": "Taken over",
    "reason": "Taken over",
    "status": "withdrawn",
    "action": "delete_selected",
    "_selected_action": ["1", "2", "3"],
    "language": "en",
    "bylines-TOTAL_FORMS": "0",
    "bylines-INITIAL_FORMS": "0",
    "_publish": "Publish",
}


def everything():
    """Return every row of the paper."""
    models = [each for each in apps.get_models() if each._meta.label_lower not in NOT_THE_PAPER]
    return {
        model._meta.label: sorted(map(repr, model._base_manager.values_list()))
        for model in models
        if model._meta.managed
    }


@pytest.mark.parametrize("role", WRITES)
def test_nobody_changes_anything_by_a_post_that_is_not_theirs(client, addresses, role):  # noqa: F811
    if role != "a reader":
        groups = {"who has left": {"editor"}, "nobody": set()}.get(role, {role})
        client.force_login(make.make_user(*groups, is_staff=role != "who has left"))
    before, posted = everything(), 0
    for name, address in addresses.items():
        if name.startswith((*WRITES[role], *OWN)) or name in ("login", "logout"):
            continue
        posted += 1
        assert client.post(address, FORM).status_code < 500, name
    assert posted > 20
    after = everything()
    assert {label for label in after if after[label] != before[label]} == set()

"""What the groups of the newsroom may do, on a new database and on one that grew."""

import pytest
from django.contrib.auth.models import Group, Permission

from newsroom import roles

pytestmark = pytest.mark.django_db


def of(role):
    rows = Group.objects.get(name=role).permissions.values_list(
        "content_type__app_label", "codename"
    )
    return {".".join(row) for row in rows}


@pytest.mark.parametrize("role", roles.ROLES)
def test_a_new_database_gives_each_group_all_that_its_role_needs(role):
    assert of(role) == set(roles.ROLES[role])


def test_what_an_operator_took_away_is_not_given_back_with_something_new():
    group = Group.objects.get(name="newsletter")
    group.permissions.clear()
    roles.establish(Group.objects, Permission.objects, models=["issue"])
    issue = ("view", "add", "change", "delete", "send")
    assert of("newsletter") == {f"newsletter.{verb}_issue" for verb in issue}

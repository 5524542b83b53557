"""What is made once for all who try what they may do."""

import pytest
from django.db import transaction


@pytest.fixture(scope="module")
def made_once(django_db_setup, django_db_blocker):
    """Keep what a module makes for all its tests, and take it back when they are over."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)

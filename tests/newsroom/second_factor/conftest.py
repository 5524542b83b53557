"""Ani, an editor, with an app for one-time codes; the clock stands still at noon."""

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone

from tests import make


@pytest.fixture
def required(settings):
    """The rule that who publishes shows more than a password."""
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def clock():
    noon = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)
    with time_machine.travel(noon, tick=False) as clock:
        yield clock


@pytest.fixture
def ani():
    return make.make_user("editor", username="ani")


@pytest.fixture
def secret(ani):
    """Ani's app is set up; return what it knows."""
    secret = generate_totp_secret()
    TOTP.activate(ani, secret)
    return secret

"""One code in many hands in the same moment."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from tests import make
from tests.newsroom.codes import code
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "a long walk by the river"


def at_the_second_step():
    client = Client()
    client.post("/admin/login/", {"username": "ani", "password": PASSWORD})
    return client


def show_at_once(shown):
    """Show the same code in six windows at once; return the answers."""
    windows, answers = [at_the_second_step() for _ in range(6)], []

    def show(window):
        answers.append(window.post("/admin/login/code/", {"code": shown}).status_code)

    at_once(*[lambda window=window: show(window) for window in windows])
    return sorted(answers)


@pytest.fixture
def ani():
    return make.make_user("editor", username="ani")


@pytest.fixture
def _forgetful_cache(monkeypatch):
    """A cache that remembers nothing, as it is between processes."""
    monkeypatch.setattr("django.core.cache.backends.locmem.LocMemCache.add", lambda *_, **__: True)


@pytest.mark.usefixtures("_forgetful_cache")
def test_a_code_of_the_app_opens_one_window(ani):
    TOTP.activate(ani, secret := generate_totp_secret())
    assert show_at_once(code(secret)) == [200] * 5 + [302]


def test_a_recovery_code_opens_one_window(ani):
    TOTP.activate(ani, generate_totp_secret())
    codes = RecoveryCodes.activate(ani).generate_codes()
    assert show_at_once(codes[0]) == [200] * 5 + [302]
    row = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)
    assert len(row.wrap().get_unused_codes()) == 9

"""What `make run` does before it serves."""

from datetime import UTC, datetime

import pytest

from newsroom import opening
from newsroom.models import User
from tests.make import make_user

NOW = datetime(2026, 3, 1, 20, 30, tzinfo=UTC)  # half past midnight of the second in Yerevan


@pytest.fixture
def filled(monkeypatch):
    """The moments at which the sample was asked for; drawing it takes its time and has tests of its own."""
    moments = []
    monkeypatch.setattr(opening, "fill", moments.append)
    return moments


@pytest.mark.django_db
def test_an_empty_newsroom_gets_a_sample_and_an_admin(filled):
    password = opening.fill_empty(NOW)
    admin = User.objects.get()
    assert (admin.username, admin.is_superuser, admin.is_staff) == ("admin", True, True)
    assert (admin.check_password(password), admin.must_change_password) == (True, True)
    assert [moment.isoformat() for moment in filled] == ["2026-03-02T00:30:00+04:00"]


@pytest.mark.django_db
def test_every_password_is_another(filled):
    first = opening.fill_empty(NOW)
    User.objects.all().delete()
    assert (len(first), opening.fill_empty(NOW) == first) == (16, False)


@pytest.mark.django_db
def test_a_newsroom_where_somebody_works_is_left_alone(filled):
    somebody = make_user("editor")
    assert opening.fill_empty(NOW) is None
    assert (filled, list(User.objects.all())) == ([], [somebody])


@pytest.mark.django_db(transaction=True)
def test_where_the_sample_fails_there_is_no_admin_whose_password_nobody_saw(monkeypatch):
    def fail(now):
        make_user("editor")
        raise OSError("the disk is full")

    monkeypatch.setattr(opening, "fill", fail)
    with pytest.raises(OSError, match="the disk is full"):
        opening.fill_empty(NOW)
    assert User.objects.count() == 0


def test_static_files_are_collected_when_they_changed_and_only_then(
    tmp_path, settings, monkeypatch
):
    own = tmp_path / "static"
    own.mkdir()
    settings.DATA_DIR, settings.STATICFILES_DIRS = tmp_path, [own]
    collected = []
    monkeypatch.setattr(opening, "call_command", lambda name, **_: collected.append(name))
    steps = []
    for content in ("a", "a", "b"):
        (own / "site.css").write_text(content)
        opening.collect_static()
        steps.append(len(collected))
    assert steps == [1, 1, 2]

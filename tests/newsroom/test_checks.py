"""What an operator is told about the settings."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.checks import run_checks

from newsroom import checks

BY_CHANCE = "kq0b3Zr9yXw2Lm8VtN5cJd7HfGs1AePu4RoTiYzWqSxEdCvFbM"


@pytest.fixture(autouse=True)
def public_site(settings, tmp_path):
    settings.SITE_URL = "https://news.example.org"
    settings.SECRET_KEY = BY_CHANCE
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.DATA_DIR = tmp_path / "data" / "deeper"
    settings.REQUIRE_SECOND_FACTOR = True


def ours(**options):
    return [problem.id for problem in run_checks(**options) if problem.id.startswith("newsroom.")]


def test_a_proper_public_site_has_nothing_to_mend():
    assert ours(include_deployment_checks=True) == []


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SITE_URL", "news.example.org", ["newsroom.E001"]),
        ("SITE_URL", "https://news.example.org/paper", ["newsroom.E001"]),
        ("SITE_URL", "https://ani@news.example.org", ["newsroom.E001"]),
        ("SITE_URL", "https://news.example.org:http", ["newsroom.E001"]),
        ("SITE_URL", "ftp://news.example.org", ["newsroom.E001"]),
        ("SITE_URL", "https://", ["newsroom.E001"]),
        ("SITE_URL", "https://news.example.org:8443", []),
        ("SECRET_KEY", BY_CHANCE[:49], ["newsroom.W001"]),
        ("SECRET_KEY", "change-me-" + BY_CHANCE, ["newsroom.W001"]),
        ("TRUSTED_PROXIES", -1, ["newsroom.E005"]),
        ("TRUSTED_PROXIES", 6, ["newsroom.E005"]),
        ("TRUSTED_PROXIES", 2, []),
        ("READS_KEPT_DAYS", 13, ["newsroom.E006"]),
        ("READS_KEPT_DAYS", 14, []),
        ("UNSAVED_KEPT_DAYS", 7, ["newsroom.E007"]),
        ("UNSAVED_KEPT_DAYS", 8, []),
        ("BOUNCES_TO", "", []),
        ("BOUNCES_TO", "bounces@example.org", []),
        ("BOUNCES_TO", f"{'b' * 33}@example.org", []),
        ("BOUNCES_TO", f"{'b' * 34}@example.org", ["newsroom.E008"]),
        ("BOUNCES_TO", "bounces", ["newsroom.E008"]),
        ("BOUNCES_TO", "bounces@", ["newsroom.E008"]),
        ("BOUNCES_TO", "The Lantern <bounces@example.org>", ["newsroom.E008"]),
    ],
)
def test_a_wrong_setting_is_named(settings, name, value, expected):
    setattr(settings, name, value)
    assert ours() == expected


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SITE_URL", "http://news.example.org", ["newsroom.W002"]),
        ("SITE_URL", "http://localhost:8000", []),
        ("SITE_URL", "http://[::1]:8000", []),
        ("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend", ["newsroom.W003"]),
        ("REQUIRE_SECOND_FACTOR", False, ["newsroom.W004"]),
        ("TRUSTED_PROXIES", 1, ["newsroom.I002"]),
    ],
)
def test_a_public_site_needs_more_than_a_local_one(settings, name, value, expected):
    setattr(settings, name, value)
    assert ours() == []
    assert ours(include_deployment_checks=True) == expected


def test_a_mail_server_on_the_machine_is_pointed_out(monkeypatch):
    monkeypatch.delenv("EMAIL_URL")
    assert ours(include_deployment_checks=True) == ["newsroom.I001"]


def test_a_provider_needs_no_mail_server(monkeypatch, settings):
    monkeypatch.delenv("EMAIL_URL")
    settings.EMAIL_PROVIDER = "postmark"
    assert ours(include_deployment_checks=True) == []


def test_a_time_zone_that_nobody_knows_is_named(monkeypatch):
    # Set past Django, which would try to use it at once.
    monkeypatch.setitem(site._wrapped.__dict__, "TIME_ZONE", "Mars/Base")
    assert [problem.id for problem in checks.time_zone(None)] == ["newsroom.E002"]


@pytest.mark.parametrize("folder", ["a-file", "a-file/below"])
def test_a_data_folder_that_cannot_be_written_is_named(settings, tmp_path, folder):
    (tmp_path / "a-file").touch()
    settings.DATA_DIR = tmp_path / folder
    [problem] = checks.data_dir(None)
    assert problem.msg.endswith(f"but {tmp_path}/a-file cannot be written to.")


def test_an_sqlite_that_is_too_old_is_named_where_it_is_used(settings, monkeypatch):
    monkeypatch.setattr(checks.sqlite3, "sqlite_version_info", (3, 34, 1))
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.sqlite3")
    assert [problem.id for problem in checks.sqlite(None)] == ["newsroom.E004"]
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.postgresql")
    assert checks.sqlite(None) == []


def manage(*arguments, **environment):
    clean = {name: os.environ[name] for name in ("PATH", "DATA_DIR", "ENV_FILE")}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env=clean | environment,
        cwd=Path(site.BASE_DIR),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_missing_key_is_explained_in_one_sentence():
    last = manage("check").stderr.strip().splitlines()[-1]
    assert last.endswith(
        "SECRET_KEY is missing: write SECRET_KEY=… with what `openssl rand -base64 48` prints "
        "into .env, or let `make run` do it."
    )


def test_a_public_site_passes_every_check_of_a_deployment():
    checked = manage(
        "check",
        "--deploy",
        "--fail-level=WARNING",
        SECRET_KEY=BY_CHANCE,
        SITE_URL="https://news.example.org",
        EMAIL_URL="smtp+tls://paper:password@mail.example.org:587",
    )
    assert (checked.returncode, checked.stdout.strip()) == (
        0,
        "System check identified no issues (2 silenced).",
    )


def test_a_public_site_insists_on_https_for_its_own_host_alone():
    shown = manage(
        "diffsettings", "--all", SECRET_KEY=BY_CHANCE, SITE_URL="https://news.example.org"
    )
    wanted = ("SECURE_HSTS_SECONDS = 31536000", "SECURE_HSTS_PRELOAD = False")
    assert [line for line in wanted if line not in shown.stdout] == []
    assert "SECURE_HSTS_INCLUDE_SUBDOMAINS = False" in shown.stdout


@pytest.mark.parametrize(
    ("url", "folder"), [("filemail:///var/letters", "/var/letters"), ("filemail://", None)]
)
def test_letters_go_into_the_folder_that_email_url_names(url, folder):
    code = "from django.conf import settings; print(settings.EMAIL_FILE_PATH)"
    said = manage("shell", "--no-imports", "-c", code, SECRET_KEY=BY_CHANCE, EMAIL_URL=url)
    assert said.stdout.strip() == (folder or str(Path(os.environ["DATA_DIR"], "mail")))

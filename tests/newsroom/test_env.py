"""The environment of `make run`: the `.env` it writes, and what wins over what."""

import re
import stat

import pytest

from newsroom import environment
from tests.harness.site import ROOT


@pytest.fixture
def file(tmp_path):
    """A folder whose name is as awkward as people's."""
    folder = tmp_path / "The Morning Paper"
    folder.mkdir()
    return folder / ".env"


def test_a_new_env_is_its_owners_alone(file):
    environment.write_missing(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_every_site_gets_a_secret_of_its_own(file):
    environment.write_missing(file)
    first = environment.complete({}, file)["SECRET_KEY"]
    file.unlink()
    environment.write_missing(file)
    second = environment.complete({}, file)["SECRET_KEY"]
    assert (len(first), len(second), first == second) == (67, 67, False)


def test_an_env_that_is_there_is_left_alone(file):
    file.write_text("SECRET_KEY=mine\n")
    environment.write_missing(file)
    assert file.read_text() == "SECRET_KEY=mine\n"


def test_a_disk_that_is_full_leaves_no_half_of_an_env(file, monkeypatch):
    def fail(size):
        raise OSError("No space left on device")

    monkeypatch.setattr(environment.secrets, "token_urlsafe", fail)
    with pytest.raises(OSError, match="No space left"):
        environment.write_missing(file)
    assert list(file.parent.iterdir()) == []


def test_of_two_that_start_at_once_both_use_the_secret_of_the_first(file, monkeypatch):
    def be_second(size):
        monkeypatch.undo()
        environment.write_missing(file)
        return "the secret of the second"

    monkeypatch.setattr(environment.secrets, "token_urlsafe", be_second)
    environment.write_missing(file)
    assert environment.complete({}, file)["SECRET_KEY"] != "the secret of the second"
    assert list(file.parent.iterdir()) == [file]


def test_a_new_env_keeps_mails_in_files(file):
    environment.write_missing(file)
    assert environment.complete({}, file)["EMAIL_URL"] == "filemail://"
    assert environment.complete({}, file)["REQUIRE_SECOND_FACTOR"] == "off"


def test_the_environment_wins_over_the_file(file):
    file.write_text("SECRET_KEY=filed\nTIME_ZONE=Asia/Yerevan\n")
    whole = environment.complete({"SECRET_KEY": "given"}, file)
    assert (whole["SECRET_KEY"], whole["TIME_ZONE"]) == ("given", "Asia/Yerevan")


@pytest.mark.parametrize(
    ("given", "filed", "port", "site_url"),
    [
        ({}, "", "8000", "http://localhost:8000"),
        ({}, "SITE_URL=http://localhost:8000", "8000", "http://localhost:8000"),
        ({"PORT": "9001"}, "SITE_URL=http://localhost:8000", "9001", "http://localhost:9001"),
        ({"PORT": "9001"}, "PORT=9002", "9001", "http://localhost:9001"),
        ({}, "PORT=9002", "9002", "http://localhost:9002"),
        ({}, "SITE_URL=http://localhost:9003", "9003", "http://localhost:9003"),
        ({"SITE_URL": "http://localhost:9004"}, "PORT=9002", "9004", "http://localhost:9004"),
        ({"SITE_URL": "https://a.example"}, "", "8000", "https://a.example"),
        ({"PORT": "9001"}, "SITE_URL=https://a.example", "9001", "https://a.example"),
        ({"PORT": "9001", "SITE_URL": "https://b.example"}, "", "9001", "https://b.example"),
        ({"PORT": ""}, "", "8000", "http://localhost:8000"),
    ],
)
def test_where_the_site_listens_and_is_read(file, given, filed, port, site_url):
    file.write_text(filed)
    whole = environment.complete(given, file)
    assert (whole["PORT"], whole["SITE_URL"]) == (port, site_url)


@pytest.mark.parametrize("port", ["eight", "0", "65536", "-1", "٨٠"])
def test_a_port_that_is_none_is_said_so(file, port):
    with pytest.raises(SystemExit, match="PORT is to be a number between 1 and 65535"):
        environment.complete({"PORT": port}, file)


def test_the_example_explains_every_variable_that_is_read():
    asked = re.compile(r"""env(?:iron)?(?:\.\w+)?[\[(]\s*"([A-Z_]+)\"""")
    sources = ("newsroom/settings.py", "deploy/gunicorn.conf.py")
    read = {name for file in sources for name in asked.findall((ROOT / file).read_text())}
    example = (ROOT / ".env.example").read_text()
    explained = set(re.findall(r"^(?:# )?([A-Z_]+)=", example, re.MULTILINE))
    assert (len(read) > 15, read - explained) == (
        True,
        {"ENV_FILE"},
    )  # which says where the file is


def test_the_example_can_be_read_as_it_stands(file):
    file.write_text((ROOT / ".env.example").read_text())
    whole = environment.complete({}, file)
    assert whole["SITE_URL"] == "http://localhost:8000"

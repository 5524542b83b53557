"""Other processes beside the test, on the same database, and the site as readers reach it."""

import os
import subprocess
import sys
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from django.db import connection

from newsroom.press import front
from tests.harness import nginx
from tests.harness.web import ROOT, environment, served
from tests.make import make_article, make_section, make_user
from tests.newsroom.visitor import Visitor, wait_until


@pytest.fixture
def start(transactional_db):
    """Return a function that starts Python with some arguments; what still runs at the end is killed."""
    started = []

    def start(*arguments):
        process = subprocess.Popen(
            [sys.executable, *arguments],
            env=os.environ | {"DATABASE_URL": _address()},
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def site(tmp_path, transactional_db):
    """Return two web processes behind the shipped nginx, before the test's database."""
    if nginx.program() is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(nginx.INSTALL)
    with served(tmp_path, _address()) as site:
        yield site


@pytest.fixture
def database(transactional_db):
    """Return the address of the test's database, for another process."""
    return _address()


@pytest.fixture
def story(transactional_db):
    return make_article(headline="Number 0 of the lake", section=make_section(slug="lakes"))


@pytest.fixture
def beside(transactional_db):
    """Return a function that starts Python behind a web server, as the site runs; what runs on is killed."""
    with ExitStack() as room:

        def start(*arguments, **more):
            process = room.enter_context(
                subprocess.Popen(
                    [sys.executable, *arguments],
                    cwd=ROOT,
                    env=environment(_address(), **more),
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            room.callback(process.kill)  # first, and then it is waited for
            return process

        yield start


@pytest.fixture
def visitor(monkeypatch):
    """Somebody who asks at the front desk, which is open and empty."""
    monkeypatch.setattr(front, "_is_open", False)
    monkeypatch.setattr(front, "_desk", None)
    visitor = Visitor()
    front._at_hand()
    wait_until(lambda: front.current_edition() is not None)
    yield visitor
    front._desk.watch.close()


@pytest.fixture
def templates(settings, tmp_path):
    """A template triple, `hello`, that says who is meant."""
    folder = tmp_path / "mail"
    folder.mkdir()
    (folder / "hello.subject.txt").write_text("Hello\n  {{ name }}\n")
    (folder / "hello.txt").write_text(
        '{% extends "mail/base.txt" %}{% block letter %}Dear {{ name }}{% endblock %}'
    )
    (folder / "hello.html").write_text(
        '{% extends "mail/base.html" %}{% block letter %}<h1>Dear {{ name }}</h1>{% endblock %}'
    )
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}
    ]
    return folder


@pytest.fixture
def superuser(client):
    """The browser's owner, who may do everything."""
    user = make_user(username="root", is_superuser=True)
    client.force_login(user)
    return user


def _address():
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    given = urlsplit(os.environ["DATABASE_URL"])
    return given._replace(path=f"{given.path.rsplit('/', 1)[0]}/{name}").geturl()

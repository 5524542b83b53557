"""Other processes beside the test, on the same database."""

import os
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.db import connection


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


def _address():
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    given = urlsplit(os.environ["DATABASE_URL"])
    return given._replace(path=f"{given.path.rsplit('/', 1)[0]}/{name}").geturl()

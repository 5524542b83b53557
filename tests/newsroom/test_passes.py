"""What runs the suite: a pass that does not end is a failure among the others, not the end of them all."""

import os
import re
import signal
import sqlite3
from contextlib import closing
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.backends.sqlite3.creation import DatabaseCreation

from tests import conftest
from tests.harness import migrated, passes
from tests.harness.site import ROOT

QUICK = "print('all passed')"
BROKEN = "raise SystemExit(2)"
STUCK = "import time\nprint('a test passed')\ntime.sleep(60)"
DEAF = f"import signal\nfor number in (2, 15): signal.signal(number, signal.SIG_IGN)\n{STUCK}"


@pytest.fixture
def a_pass(tmp_path, monkeypatch):
    """A function that makes a pass out of a program."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    def make(name, program):
        (tmp_path / f"{name}.py").write_text(program)
        return name, [name]

    return make


def said(capfd):
    """What was printed, with no time in it that a slow machine makes longer."""
    return re.sub(r": \d+ s", ": N s", capfd.readouterr().out)


def test_two_passes_are_shown_one_after_the_other_each_with_its_time(a_pass, capfd):
    assert passes.beside(a_pass("first", QUICK), a_pass("second", BROKEN)) == [0, 2]
    assert said(capfd) == "first\nall passed\nfirst: N s\n\nsecond\nsecond: N s\n\n"


def test_the_next_pass_begins_where_the_first_of_two_is_over(a_pass, capfd, tmp_path):
    here = f"from pathlib import Path\nhere = Path({str(tmp_path)!r}, 'here')"
    waits = f"import time\n{here}\nwhile not here.exists(): time.sleep(0.01)\nprint('all met')"
    names = ("first", waits), ("second", QUICK), ("third", f"{here}\nhere.touch()")
    assert passes.beside(*(a_pass(*each) for each in names)) == [0, 0, 0]
    assert said(capfd) == (
        "first\nall met\nfirst: N s\n\nsecond\nall passed\nsecond: N s\n\nthird\nthird: N s\n\n"
    )


def test_three_parts_are_all_of_the_files_and_each_of_them_once():
    names = {f"file {number}": number for number in range(1, 12)}
    parts = conftest._parts(names, 3)
    assert sorted(name for part in parts for name in part) == sorted(names)
    assert [sum(names[name] for name in part) for part in parts] == [22, 22, 22]


def test_a_pass_that_does_not_end_is_ended_and_says_where_it_was(a_pass, capfd):
    assert passes.beside(a_pass("first", QUICK), a_pass("second", STUCK), limit=6) == [0, 124]
    first, second = said(capfd).split("second\n", 1)
    assert first == "first\nall passed\nfirst: N s\n\n"
    assert "a test passed\n" in second
    assert 'second.py", line 3, in <module>\n' in second  # Python's own words
    assert second.endswith("second: N s, which is the limit: it was ended, and has failed\n\n")


def test_the_first_of_two_may_be_the_one_that_does_not_end(a_pass, capfd):
    assert passes.beside(a_pass("first", STUCK), a_pass("second", QUICK), limit=6) == [124, 0]
    assert said(capfd).endswith("second\nall passed\nsecond: N s\n\n")


def test_a_pass_that_listens_to_nobody_is_ended_all_the_same(a_pass, monkeypatch):
    monkeypatch.setattr(passes, "GRACE", 0.3)
    assert passes.beside(a_pass("deaf", DEAF), limit=1) == [124]


BY_CHANCE = """
import pathlib
import pytest

@pytest.mark.parametrize("name", {names})
def test_fails_once(name):
    seen = pathlib.Path(__file__).with_name(f"{{name}} of {{__name__}}")
    if not seen.exists():
        seen.touch()
        raise AssertionError
"""
THEN_LEFT_OUT = BY_CHANCE + "    pytest.skip('not here')"
ALWAYS = "def test_fails(): raise AssertionError"


def test_few_failures_have_to_happen_twice_and_what_did_not_is_named(tmp_path, capfd):
    group = [
        ("one by chance", _pytest(tmp_path / "test_one.py", BY_CHANCE.format(names=["a"]))),
        ("a fault", _pytest(tmp_path / "test_fault.py", ALWAYS)),
        (
            "a fault beside it",
            _pytest(tmp_path / "test_two.py", BY_CHANCE.format(names=["a"]) + ALWAYS),
        ),
        ("too many", _pytest(tmp_path / "test_many.py", BY_CHANCE.format(names=["a", "b", "c"]))),
        ("left out", _pytest(tmp_path / "test_out.py", THEN_LEFT_OUT.format(names=["a"]))),
        ("no test", _pytest(tmp_path / "test_none.py", "")),
    ]
    unsteady = []
    assert passes.at_most_twice(group, tmp_path, unsteady) == [0, 1, 1, 1, 1, 5]
    assert unsteady == [
        ("one by chance", "test_one.py::test_fails_once[a]"),
        ("a fault beside it", "test_two.py::test_fails_once[a]"),
    ]
    assert "too many: what failed" not in capfd.readouterr().out


def test_what_failed_in_a_part_is_run_once_more_whichever_part_it_would_be_in_alone():
    options = {"--part": "2/3", "lf": True}
    config = SimpleNamespace(getoption=lambda name, default=None: options.get(name, default))
    items = [SimpleNamespace(path="the only file that failed")]
    conftest.pytest_collection_modifyitems(config, items)
    assert len(items) == 1


def _pytest(file, tests):
    file.write_text(tests)
    return ["pytest", "-p", "no:django", "-c", os.devnull, "--rootdir", str(file.parent), str(file)]


def has_a_limit():
    return signal.getitimer(signal.ITIMER_REAL)[0] > 0


@pytest.fixture
def _clearing_up():
    yield
    assert has_a_limit()


@pytest.mark.usefixtures("_clearing_up")
def test_a_test_has_a_limit_and_after_a_failure_what_it_clears_up_has_one_too(request):
    assert has_a_limit()
    request.config.hook.pytest_timeout_cancel_timer(item=request.node)  # as a failure does
    assert not has_a_limit()


def test_all_tests_in_a_browser_stand_where_their_passes_look():
    files = (ROOT / "tests").rglob("test_*.py")
    marked = {file.parent.name for file in files if re.search(r"mark\.browser", file.read_text())}
    assert marked == {"browser"}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a file is handed on")
@pytest.mark.django_db(transaction=True)
def test_what_a_pass_has_migrated_the_next_one_begins_with(tmp_path, monkeypatch):
    monkeypatch.setenv("MIGRATED", str(tmp_path / "kept"))
    migrated.leave()
    creation = DatabaseCreation(connection)
    monkeypatch.setattr(creation, "_get_test_db_name", lambda: str(tmp_path / "next"))
    migrated.take_over(creation)
    with closing(sqlite3.connect(creation._create_test_db(0, autoclobber=True))) as begun:
        kept = {name for (name,) in begun.execute("SELECT name FROM sqlite_master")}
    assert kept >= {*connection.introspection.django_table_names(), "django_migrations"}

"""What every test may ask for, and what it may not do: reach another machine."""

import gc
from collections import Counter

import hypothesis
import pytest
from django.db import connection, transaction
from pytest_timeout import Settings

from tests.harness import clearing, migrated, network

network.close()
clearing.row_by_row()

# A slow machine is no failure.
hypothesis.settings.register_profile("newsroom", deadline=None)
hypothesis.settings.load_profile("newsroom")


def pytest_addoption(parser):
    parser.addoption(
        "--part",
        help="run one part of the files, as in 1/3; three such runs are all of it",
    )


def pytest_collection_modifyitems(config, items):
    """Leave the other parts of the files to other processes."""
    if not config.getoption("--part") or config.getoption("lf", False):  # who failed is few enough
        return
    part, parts = map(int, config.getoption("--part").split("/"))
    ours = _parts(Counter(item.path for item in items), parts)[part - 1]
    config.hook.pytest_deselected(items=[item for item in items if item.path not in ours])
    items[:] = [item for item in items if item.path in ours]


def pytest_collection_finish():
    """Let the collector leave alone what stays to the end: going through it took a twentieth of all tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _parts(tests, number):
    """Return the files in sets that hold about as many tests, always the same ones."""
    parts, sizes = [set() for _ in range(number)], [0] * number
    for path, count in sorted(tests.items(), key=lambda pair: (-pair[1], str(pair[0]))):
        smallest = sizes.index(min(sizes))
        parts[smallest].add(path)
        sizes[smallest] += count
    return parts


@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    """Migrate nothing that a pass before this one has migrated."""
    migrated.take_over(connection.creation)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Leave what was migrated to the next pass."""
    with django_db_blocker.unblock():
        migrated.leave()


@pytest.fixture(scope="module")
def made_once(django_db_setup, django_db_blocker):
    """Keep what a module makes for all its tests, and take it back when they are over."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _no_network():
    """Fail a test that tried to leave this machine, even where the code under test swallowed the refusal."""
    network.attempts.clear()
    yield
    assert network.attempts == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    """Hold what is cleared up to the limit as well: a test that fails has stopped its clock."""
    limit = Settings(float(item.config.getini("timeout")), "signal", False, False)
    item.config.hook.pytest_timeout_set_timer(item=item, settings=limit)
    try:
        return (yield)
    finally:
        item.config.hook.pytest_timeout_cancel_timer(item=item)


def pytest_terminal_summary(terminalreporter):
    """Show what was measured on the way."""
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, value in report.user_properties if report.when == "call" else ():
            terminalreporter.write_line(f"{name}: {value}")

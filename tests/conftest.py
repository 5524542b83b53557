"""What every test may ask for, and what it may not do: reach another machine."""

import gc
from collections import Counter

import hypothesis
import pytest
from pytest_timeout import Settings

from tests.harness import network

network.close()

# A slow machine is no failure.
hypothesis.settings.register_profile("newsroom", deadline=None)
hypothesis.settings.load_profile("newsroom")


def pytest_addoption(parser):
    parser.addoption(
        "--half",
        choices=("first", "second"),
        help="run one half of the files; two runs are all of it",
    )


def pytest_collection_modifyitems(config, items):
    """Leave the other half of the files to another process."""
    half = config.getoption("--half")
    if half is None:
        return
    ours = _halves(Counter(item.path for item in items))[half == "second"]
    config.hook.pytest_deselected(items=[item for item in items if item.path not in ours])
    items[:] = [item for item in items if item.path in ours]


def pytest_collection_finish():
    """Let the collector leave alone what stays to the end: going through it took a twentieth of all tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _halves(tests):
    """Return the files in two sets that hold about as many tests, always the same ones."""
    halves, sizes = (set(), set()), [0, 0]
    for path, count in sorted(tests.items(), key=lambda pair: (-pair[1], str(pair[0]))):
        smaller = sizes.index(min(sizes))
        halves[smaller].add(path)
        sizes[smaller] += count
    return halves


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

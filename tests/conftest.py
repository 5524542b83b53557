"""What every test may ask for, and what it may not do: reach another machine."""

import hypothesis
import pytest

from tests.harness import network

network.close()

# A slow machine is no failure.
hypothesis.settings.register_profile("newsroom", deadline=None)
hypothesis.settings.load_profile("newsroom")


@pytest.fixture(autouse=True)
def _no_network():
    """Fail a test that tried to leave this machine, even where the code under test swallowed the refusal."""
    network.attempts.clear()
    yield
    assert network.attempts == []


def pytest_terminal_summary(terminalreporter):
    """Show what was measured on the way."""
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, value in report.user_properties if report.when == "call" else ():
            terminalreporter.write_line(f"{name}: {value}")

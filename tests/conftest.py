"""What every test may ask for, and what it may not do: reach another machine."""

import pytest

from tests.harness import network

network.close()


@pytest.fixture(autouse=True)
def _no_network():
    """Fail a test that tried to leave this machine, even where the code under test swallowed the refusal."""
    network.attempts.clear()
    yield
    assert network.attempts == []

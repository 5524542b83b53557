"""What every test of old addresses may ask for."""

import pytest

from tests.newsroom.oldlinks.lake import make_ferry


@pytest.fixture
def story():
    return make_ferry()

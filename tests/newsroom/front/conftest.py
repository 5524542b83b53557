"""What is asked for at the front desk."""

import pytest

from tests.make import make_article
from tests.newsroom.visitor import wait_for_the_edition


@pytest.fixture
def story(visitor):
    article = make_article(headline="The lake is back", body="<p>Water.</p>" * 100)
    wait_for_the_edition()
    return article

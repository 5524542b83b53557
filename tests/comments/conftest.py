"""Replies as readers send them."""

import pytest

from tests.comments.answering import OURS, REPLY


@pytest.fixture
def post(client):
    """Return a function that sends a reply to a story."""

    def post(article, headers=OURS, **fields):
        return client.post(
            f"{article.get_absolute_url()}comments/", REPLY | fields, headers=headers
        )

    return post

"""Two imports of one archive in the same moment."""

import pytest

from articles.models import Article, Contributor, Section, Tag
from comments.models import Comment
from tests.newsroom.moving import exports
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_two_bring_at_once_comes_once(bring):
    records = [exports.author(), exports.category()]
    records += [
        exports.post(
            exports.label("post_tag", "boats", "Boats"), exports.comment(id=str(n)), id=str(n)
        )
        for n in range(100, 112)
    ]
    at_once(*[lambda: bring(*records)] * 3)
    models = (Article, Comment, Contributor, Section, Tag)
    assert [model.objects.count() for model in models] == [12, 12, 1, 1, 1]

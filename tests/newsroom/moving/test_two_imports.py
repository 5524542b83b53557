"""Two imports of one archive in the same moment."""

import pytest

from articles.models import Article, Contributor, Section, Tag
from comments.models import Comment
from newsroom.moving import wordpress
from tests.newsroom.moving import exports
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_two_bring_at_once_comes_once(tmp_path):
    posts = [
        exports.post(
            exports.label("post_tag", "boats", "Boats"),
            exports.comment(id=str(number)),
            post_id=str(number),
        )
        for number in range(100, 112)
    ]
    archive = tmp_path / "export.xml"
    archive.write_text(exports.export(exports.author(), exports.category(), *posts))
    reports = []
    at_once(*[lambda: reports.append(wordpress.import_files([archive]))] * 3)
    assert [report.adds_up() for report in reports] == [True] * 3
    models = (Article, Comment, Contributor, Section, Tag)
    assert [model.objects.count() for model in models] == [12, 12, 1, 1, 1]

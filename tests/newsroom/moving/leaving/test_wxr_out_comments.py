"""What the export says of comments in WordPress's format, read as WordPress's importer reads it."""

import datetime
import re

import pytest

from comments import arriving
from comments.models import Comment
from tests.make import make_article, make_comment

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2024, 2, 29, 8, tzinfo=datetime.UTC)  # twelve in Yerevan
HOUR = datetime.timedelta(hours=1)


def test_comments_keep_their_threads_states_and_words(leave):
    story = make_article()
    first = make_comment(
        story, name="Ani", body="1 < 2\n\nand [so] on", website="https://a.example/"
    )
    answer = make_comment(answers=first, created_at=NOON)
    make_comment(story, status=Comment.Status.PENDING)
    make_comment(story, status=Comment.Status.SPAM)
    make_comment(story, status=Comment.Status.REJECTED)
    make_comment(make_article(headline="Another"), name="Elsewhere")
    taken = leave()
    [item] = [each for title, each in taken.items().items() if title == story.headline]
    assert [(c.approved, c.parent) for c in item.comments] == [
        ("1", "0"),
        ("1", str(first.pk)),
        ("0", "0"),
        ("spam", "0"),
        ("trash", "0"),
    ]
    assert item.comments[0].body == "1 &lt; 2\n\nand [so] on"
    assert (item.comments[0].author, item.comments[0].url) == ("Ani", "https://a.example/")
    assert item.comments[1].date_gmt == "2024-02-29 08:00:00"
    assert item.comments[1].old_id == str(answer.pk)
    assert [c.author for c in taken.items()["Another"].comments] == ["Elsewhere"]


def test_an_answer_stands_where_wordpress_shows_it(leave):
    story = make_article()
    first = make_comment(story)
    rude = make_comment(answers=first, status=Comment.Status.REJECTED)
    ruder = make_comment(answers=rude, status=Comment.Status.PENDING)
    make_comment(answers=ruder)
    trashed = make_comment(story, status=Comment.Status.TRASH)
    make_comment(answers=trashed)
    taken = leave()
    written = re.findall(r"<wp:comment_parent>\D*([0-9]+)", taken.text("site.wxr.xml"))
    assert [int(parent) for parent in written] == [0, first.pk, rude.pk, first.pk, 0, 0]
    [item] = taken.items().values()
    assert [int(comment.parent) for comment in item.comments] == [
        *(0, first.pk, rude.pk, ruder.pk),
        *(0, trashed.pk),
    ]


def test_an_answer_that_came_home_still_leaves_as_one_of_the_paper(leave):
    answer = make_comment()
    arriving.let_speak(answer)
    make_comment(answer.article)
    [item] = leave().items().values()
    said = [dict(comment.ours).get("newsroom_by_staff") for comment in item.comments]
    assert said == ["1", None]

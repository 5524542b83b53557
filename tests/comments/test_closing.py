"""Comments close by themselves some days after publication, as the story, its section or the paper says."""

import datetime
from functools import partial

import pytest
from django.utils import timezone

from articles import answering, publishing, schedule
from articles.models import Article
from comments import layout
from comments.models import Comment
from newsroom.models import Masthead
from newsroom.press import due
from tests.articles.deskforms import opened
from tests.make import make_article, make_comment, make_section, make_user
from tests.moments import on_both_sides

pytestmark = pytest.mark.django_db

OURS = {"Sec-Fetch-Site": "same-origin"}
REPLY = {"body": "Well said.", "name": "Ani", "email": "ani@example.org", "website": ""}
CLOSED = "Comments are closed."


def ago(days=0, **more):
    return timezone.now() - datetime.timedelta(days=days, **more)


def let_paper_close(days):
    paper = Masthead.current()
    paper.comments_close_after = days
    paper.save()


def takes_comments(client, article):
    """Say whether the page of a story takes comments; it says so when it does not."""
    page = client.get(article.get_absolute_url()).text
    assert (CLOSED in page) != ("<textarea" in page)
    return "<textarea" in page


@pytest.mark.parametrize(
    ("paper", "section", "own", "is_open"),
    [
        (None, None, None, True),
        (9, None, None, False),
        (11, None, None, True),
        (0, None, None, True),
        (9, 11, None, True),
        (9, 0, None, True),
        (11, 9, None, False),
        (None, 9, None, False),
        (9, 9, 11, True),
        (9, 9, 0, True),
        (None, 11, 9, False),
    ],
)
def test_the_story_counts_before_its_section_and_that_before_the_paper(
    client, paper, section, own, is_open
):
    let_paper_close(paper)
    place = make_section(comments_close_after=section)
    article = make_article(published_at=ago(10), section=place, comments_close_after=own)
    assert takes_comments(client, article) == is_open


def test_a_story_closed_by_hand_stays_closed_whatever_its_days_say(client):
    article = make_article(comments_open=False, comments_close_after=30)
    assert not takes_comments(client, article)
    assert schedule.next_change() is None


def test_a_story_without_a_section_goes_by_the_paper(client):
    let_paper_close(9)
    assert not takes_comments(client, make_article(section=None, published_at=ago(10)))


def test_with_the_form_go_the_ways_to_answer_and_the_thread_stays(client):
    article = make_article(published_at=ago(10))
    comment = make_comment(article, body="What I said")
    for number in range(layout.THREADS_A_PAGE):
        make_comment(article, body=f"Number {number}")
    pages = (article.get_absolute_url(), f"{article.get_absolute_url()}comments/2/")
    reply = f"/comment/{comment.pk}/reply/"
    assert [client.get(page).text.count('">Reply<') for page in pages] == [20, 1]
    assert "<textarea" in client.get(reply).text
    let_paper_close(9)
    told = [(page.count('">Reply<'), CLOSED in page) for page in map(_text(client), pages)]
    assert told == [(0, True)] * 2
    assert "What I said" in client.get(article.get_absolute_url()).text
    assert CLOSED in client.get(reply).text


def _text(client):
    return lambda address: client.get(address).text


def test_what_is_posted_after_the_end_is_refused_with_its_words(client):
    article = make_article(published_at=ago(10), comments_close_after=9)
    address = f"{article.get_absolute_url()}comments/"
    answer = client.post(address, REPLY, headers=OURS)
    assert (answer.status_code, Comment.objects.count()) == (422, 0)
    assert CLOSED in answer.text
    assert "Well said.</textarea>" in answer.text


def test_no_page_outlives_the_end_though_nobody_writes_anything(client):
    def arrange(end):
        begun = end - datetime.timedelta(days=10)
        return make_article(published_at=begun, comments_close_after=10)

    assert on_both_sides(arrange, partial(takes_comments, client)) == (True, False)


@pytest.mark.parametrize("says", ["story", "section", "paper"])
def test_the_next_end_is_a_moment_at_which_pages_change(says):
    days = {says: 10}
    let_paper_close(days.get("paper"))
    place = make_section(comments_close_after=days.get("section"))
    fields = {"section": place, "comments_close_after": days.get("story")}
    make_article(published_at=ago(11), **fields)
    make_article(published_at=ago(10, seconds=-9), status="draft", **fields)
    make_article(published_at=ago(10, seconds=-9), comments_open=False, **fields)
    never = make_section(comments_close_after=0)
    make_article(published_at=ago(10, seconds=-9), section=never)
    make_article(published_at=ago(10, seconds=-9), comments_close_after=0)
    make_article(published_at=ago(5), **fields)
    first = make_article(published_at=ago(10, seconds=-90), **fields)
    assert schedule.next_change() == first.published_at + 10 * answering.DAY
    assert due.next_due() <= first.published_at + 10 * answering.DAY


def test_the_first_of_several_ends_counts():
    let_paper_close(3)
    stories = [
        make_article(published_at=ago(20, hours=-1), comments_close_after=20),
        make_article(published_at=ago(6, hours=-2), section=make_section(comments_close_after=6)),
        make_article(published_at=ago(3, hours=-3), section=make_section()),
    ]
    ends = []
    for story in stories:
        ends.append((schedule.next_change() - timezone.now()).total_seconds())
        Article.objects.filter(pk=story.pk).delete()
    assert [round(end / 3600) for end in ends] == [1, 2, 3]
    assert schedule.next_change() is None


def test_where_nothing_closes_no_moment_is_named(django_assert_num_queries):
    let_paper_close(0)
    make_article()
    make_article(comments_close_after=0, section=make_section(comments_close_after=0))
    with django_assert_num_queries(1):
        assert schedule.next_change() is None


def test_an_editor_sets_the_days_of_a_section_and_readers_see_it_at_once(client, admin_client):
    section = make_section(name="Culture", slug="culture")
    article = make_article(section=section, published_at=ago(10))
    assert takes_comments(client, article)
    fields = {"name": "Culture", "slug": "culture", "language": "en", "position": "0"}
    address = f"/admin/articles/section/{section.pk}/change/"
    fields |= opened(admin_client, address)
    refused = admin_client.post(address, fields | {"comments_close_after": "3651"})
    assert (refused.status_code, "3650" in refused.text) == (200, True)
    assert admin_client.post(address, fields | {"comments_close_after": "9"}).status_code == 302
    assert not takes_comments(client, article)


def test_a_printed_page_stays_good_when_the_days_change(client):
    article = make_article(published_at=ago(2))
    Article.objects.get(pk=article.pk).printed.__class__.objects.update(opening="As it was printed")
    let_paper_close(3)
    type(article.section).objects.update(comments_close_after=4)
    assert "As it was printed" in client.get(article.get_absolute_url()).text


def test_the_days_stand_in_the_history_of_a_story():
    article = make_article()
    article.comments_close_after = 14
    publishing.save(article, by=make_user())
    kept = article.history.order_by("history_date").values_list("comments_close_after", flat=True)
    assert list(kept) == [None, 14]

"""The thread under a story, and where it goes on."""

import re

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext

from articles import reading as stories
from articles.models import Article
from comments import layout, moderation, threads
from comments.models import Comment
from tests import reading
from tests.make import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    reading.page(answer)  # refuses elements that do not close
    return answer.content.decode()


def anchors(page):
    return re.findall(r'id="comment-(\d+)"', page)


def render(article):
    """Print the thread alone, as the tag does on the page of the story."""
    template = Template("{% load comments %}{% comment_thread article %}")
    return template.render(Context({"article": article}))


def thread(page):
    return page.partition('id="comments"')[2].partition("</section>")[0]


def test_a_story_without_comments_shows_the_form_alone(client):
    page = read(client, make_article().get_absolute_url())

    assert 'id="comments"' not in page
    assert "Leave a Reply</h2>" in page
    assert "Your email address will not be published. Required fields are marked *" in page
    assert re.findall(r'<label for="comment-\w+">([^<]+)</label>', page) == [
        "Comment *",
        "Name *",
        "Email *",
        "Website",
        "Leave this field empty",
    ]
    assert "<button>Post Comment</button>" in page


def test_the_form_needs_no_cookie_and_no_token(client):
    article = make_article()
    make_comment(article)
    answer = client.get(article.get_absolute_url())

    assert (dict(answer.cookies), answer["Cache-Control"].split(",")[0]) == ({}, "public")
    assert b"csrf" not in answer.content


def test_the_thread_stands_oldest_first_with_answers_below(client):
    article = make_article()
    first = make_comment(article)
    second = make_comment(article)
    answer = make_comment(answers=first)
    deeper = make_comment(answers=answer)
    page = read(client, article.get_absolute_url())

    assert anchors(page) == [str(one.pk) for one in (first, answer, deeper, second)]
    assert "4 comments</h2>" in page


def test_an_answer_in_the_last_level_names_whom_it_answers(client):
    article = make_article()
    first = make_comment(article, name="Ani")
    third = make_comment(answers=make_comment(answers=first, name="Beth"), name="Carl")
    make_comment(answers=third, name="Dora")
    page = thread(read(client, article.get_absolute_url()))

    assert re.findall(r"In answer to <a [^>]+><bdi>(\w+)</bdi>", page) == ["Carl"]


def test_a_removed_comment_leaves_a_line_and_nothing_of_its_words_or_writer(client):
    article, editor = make_article(), make_user()
    first = make_comment(article, name="Canary", body="A bad word", website="https://bad.example")
    for answered in (first, make_comment(answers=make_comment(answers=first))):
        make_comment(answers=answered)
    moderation.reject(first, by=editor)
    page = read(client, article.get_absolute_url())

    assert thread(page).count("An editor removed this comment.") == 1
    assert [word for word in ("Canary", "A bad word", "bad.example") if word in page] == []


def test_a_removed_comment_of_the_last_level_is_not_named_by_its_answers(client):
    article = make_article()
    third = make_comment(answers=make_comment(answers=make_comment(article)), name="Canary")
    make_comment(answers=third)
    assert "Canary" in read(client, article.get_absolute_url())

    moderation.reject(third, by=make_user())
    assert "Canary" not in read(client, article.get_absolute_url())


def test_a_name_cannot_imitate_the_mark_of_staff(client):
    article = make_article()
    make_comment(article, name='<span class="staff">Staff</span>')
    assert '<span class="staff">' not in read(client, article.get_absolute_url())

    make_comment(article, by_staff=make_user())
    assert read(client, article.get_absolute_url()).count('<span class="staff">Staff</span>') == 1


def test_only_web_addresses_are_linked_whatever_a_row_holds(client):
    article = make_article()
    good = make_comment(article, website="https://example.org/ani")
    bad = make_comment(article, website="https://example.org/")
    for address in (
        "javascript:alert(1)//http://a.b",
        "data:text/html,x",
        "//evil.example",
        " http://a b",
    ):
        Comment.objects.filter(pk=bad.pk).update(website=address, html_of="")
        links = re.findall(
            r'<a href="([^"]+)" rel="ugc[^"]*"', read(client, article.get_absolute_url())
        )
        assert links == [good.website]


def test_what_readers_write_is_printed_as_text(client):
    article = make_article()
    make_comment(article, name="<script>x</script>", body="<img src=x onerror=y>\n\nsecond")
    page = thread(read(client, article.get_absolute_url()))

    assert "<bdi>&lt;script&gt;x&lt;/script&gt;</bdi>" in page
    assert "&lt;img src=x onerror=y&gt;" in page
    assert page.count('<p dir="auto">') == 2


def test_a_closed_story_keeps_its_thread_and_shows_no_form(client):
    article = make_article(comments_open=False)
    make_comment(article, body="Said in time")
    page = read(client, article.get_absolute_url())

    assert "Said in time" in page
    assert "Comments are closed." in page
    assert ("<textarea" in page, "/reply/" in page) == (False, False)


def test_a_long_thread_goes_on_on_the_next_page(client):
    article = make_article()
    comments = [make_comment(article) for _ in range(21)]
    first = read(client, article.get_absolute_url())
    second = read(client, f"{article.get_absolute_url()}comments/2/")

    assert anchors(first) == [str(comment.pk) for comment in comments[:20]]
    assert anchors(second) == [str(comments[20].pk)]
    assert f'href="{article.get_absolute_url()}comments/2/" rel="next"' in first
    assert f'href="{article.get_absolute_url()}#comments" rel="prev"' in second
    assert "Page 2 of 2" in second
    assert 'id="respond"' in second


def test_a_thread_cut_by_the_end_of_a_page_says_whom_its_next_answer_answers(client):
    article = make_article()
    first = make_comment(article, name="Ani")
    for _ in range(50):
        make_comment(answers=first)
    second = thread(read(client, f"{article.get_absolute_url()}comments/2/"))

    assert re.findall(r"In answer to <a [^>]+><bdi>(\w+)</bdi>", second) == ["Ani"]


@pytest.mark.parametrize("number", ["2", "0", "99999999999999999999"])
def test_a_page_that_a_thread_does_not_have_is_not_found(client, number):
    article = make_article()
    make_comment(article)

    assert client.get(f"{article.get_absolute_url()}comments/{number}/").status_code == 404


@pytest.mark.parametrize("slash", ["/", ""])
def test_other_addresses_of_a_page_lead_to_the_one(client, slash):
    article = make_article()
    for _ in range(21):
        make_comment(article)
    story = article.get_absolute_url()
    first = client.get(f"{story}comments/1/")
    wrong_month = client.get(f"/1999/01/{article.slug}/comments/2{slash}")

    assert (first.status_code, first["Location"]) == (301, f"{story}#comments")
    assert (wrong_month.status_code, wrong_month["Location"]) == (301, f"{story}comments/2/")


@pytest.mark.parametrize(("status", "answer"), [("draft", 404), ("withdrawn", 410)])
def test_the_thread_of_a_story_that_readers_do_not_have_is_not_found(client, status, answer):
    article = make_article(status=status)
    for _ in range(21):
        make_comment(article)

    assert client.get(f"{article.get_absolute_url()}comments/2/").status_code == answer


def test_a_thread_costs_one_query_with_one_comment_and_with_many(django_assert_num_queries):
    quiet, loud = make_article(), make_article()
    make_comment(quiet)
    for _ in range(3):
        first = make_comment(loud, by_staff=make_user())
        make_comment(answers=make_comment(answers=make_comment(answers=first)))
    for article in (quiet, loud):
        story = stories.story(article.slug)
        with django_assert_num_queries(1):
            render(story)


def test_the_last_page_of_a_very_long_thread_reads_its_own_comments_alone(client):
    article = make_article()
    Comment.objects.bulk_create(
        Comment(article=article, name="Ani", body=f"Number {number}", status="visible")
        for number in range(1000)
    )
    layout.lay_out([article.pk])
    page = read(client, f"{article.get_absolute_url()}comments/50/")

    assert len(anchors(page)) == 20
    assert "Page 50 of 50" in page


def test_a_page_is_found_by_its_index_alone():
    article = make_article()
    for story in (article, make_article()):
        Comment.objects.bulk_create(
            Comment(article=story, name="Ani", body=f"Number {number}", status="visible")
            for number in range(500)
        )
        layout.lay_out([story.pk])
    with CaptureQueriesContext(connection) as asked:
        threads.load(Article.objects.get(pk=article.pk))
    [question] = [query["sql"] for query in asked if "html_of" in query["sql"]]
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        # Over a few rows, or rows that nobody has counted, PostgreSQL takes any index: they cost it the same.
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE comments_comment")
        cursor.execute(f"{explain} {question}")
        plan = " ".join(str(cell) for row in cursor for cell in row)
    assert plan.count("comments_of_a_page") == 2

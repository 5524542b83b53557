"""A reader leaves a reply."""

import re

import pytest

from comments import moderation, screening
from comments.models import Comment
from tests.comments.answering import text
from tests.make import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db

Status = Comment.Status


def test_a_reply_is_kept_and_waits_for_an_editor(client, post):
    article = make_article()
    answer = post(article, website="example.org")

    kept = Comment.objects.get()
    assert (answer.status_code, answer["Cache-Control"]) == (303, "private, no-store")
    assert (kept.body, kept.name, kept.email) == ("Well said.", "Ani", "ani@example.org")
    assert (kept.website, kept.source, kept.status) == (
        "https://example.org",
        "127.0.0.1",
        Status.PENDING,
    )
    held = client.get(answer["Location"])
    assert "Thank you. Your comment is waiting for an editor." in text(held)
    assert "Well said." not in text(client.get(article.get_absolute_url()))


def test_a_reply_that_is_visible_at_once_is_shown_in_its_place(client, post, monkeypatch):
    def friend(comment, arrival):
        return screening.Verdict(Status.VISIBLE, "a friend")

    monkeypatch.setattr(screening, "STEPS", [friend])
    article = make_article()
    answer = post(article)

    place = f"{article.get_absolute_url()}#comment-{Comment.objects.get().pk}"
    assert (answer.status_code, answer["Location"]) == (303, place)


def test_who_wrote_a_visible_reply_is_led_past_the_cache_before_us(post, monkeypatch, settings):
    settings.TRUSTED_PROXIES = 1
    verdict = screening.Verdict(Status.VISIBLE, "a friend")
    monkeypatch.setattr(screening, "STEPS", [lambda comment, arrival: verdict])
    article = make_article()
    place = post(article)["Location"]
    assert place == f"{article.get_absolute_url()}?fresh#comment-{Comment.objects.get().pk}"


def test_the_same_words_sent_again_get_the_same_answer(post):
    article = make_article()
    answers = {
        (answer.status_code, answer["Location"]) for answer in (post(article), post(article))
    }

    assert len(answers) == 1
    assert Comment.objects.count() == 1


def test_an_answer_to_a_comment_stands_under_it(post):
    first = make_comment()
    post(first.article, parent=first.pk)

    assert Comment.objects.latest("pk").parent == first


def test_an_empty_form_comes_back_with_a_message_at_each_field(post):
    answer = post(make_article(), body="", name=" ", email="")
    page = text(answer)

    assert answer.status_code == 422
    assert re.findall(r'<li><a href="#(comment-\w+)">([^<]+)</a></li>', page) == [
        ("comment-body", "Enter your comment"),
        ("comment-name", "Enter your name"),
        ("comment-email", "Enter your email address"),
    ]
    assert re.findall(r'id="(comment-\w+)_error"', page) == [
        "comment-body",
        "comment-name",
        "comment-email",
    ]
    assert page.count('aria-invalid="true"') == 3
    assert "<title>Error: " in page
    assert Comment.objects.count() == 0


def test_a_form_with_a_mistake_comes_back_on_the_story_with_what_was_typed(post):
    article = make_article(body="<p>The story itself.</p>")
    page = text(post(article, email="ani@", website="https://example.org/ani"))

    assert "The story itself." in page
    assert "Enter an email address in the correct format, like name@example.com" in page
    assert re.findall(r'value="([^"]+)"', page.partition('id="respond"')[2]) == [
        "Ani",
        "ani@",
        "https://example.org/ani",
    ]
    assert re.search(r"<textarea[^>]*>\s*Well said\.</textarea>", page)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"body": "x" * 10_001}, "This has 10001 characters. Shorten it to 10000 or fewer"),
        ({"name": "x" * 81}, "This has 81 characters. Shorten it to 80 or fewer"),
        (
            {"email": f"{'x' * 250}@example.org"},
            "Enter an email address in the correct format, like name@example.com",
        ),
        ({"body": "\u200b\u2060 \u00a0"}, "Enter something that can be read"),
        ({"name": "\u202e"}, "Enter something that can be read"),
        ({"body": "caf\ufffd"}, "Some of these characters did not arrive. Write them again"),
        (
            {"website": "javascript:alert(1)"},
            "Enter a web address like https://example.com, or leave this field empty",
        ),
        (
            {"website": "ftp://example.org"},
            "Enter a web address like https://example.com, or leave this field empty",
        ),
    ],
)
def test_what_cannot_be_taken_is_refused_and_never_cut(post, fields, message):
    answer = post(make_article(), **fields)

    assert answer.status_code == 422
    assert re.findall(r'<li><a href="#comment-\w+">([^<]+)</a></li>', text(answer)) == [message]
    assert Comment.objects.count() == 0


def test_the_longest_text_is_taken_whole_whatever_ends_its_lines(post):
    post(make_article(), body="x\r\n" * 4_999 + "yy", name="n" * 80)

    assert (len(Comment.objects.get().body), len(Comment.objects.get().name)) == (10_000, 80)


def test_no_field_lets_the_browser_cut(client):
    page = text(client.get(make_article().get_absolute_url()))

    assert page.count('name="body"') == 1
    assert "maxlength" not in page.partition('id="respond"')[2].partition("</form>")[0]


def test_what_fills_the_hidden_field_is_answered_like_everyone(post):
    answer = post(make_article(), subject="Cheap watches")

    assert (answer.status_code, Comment.objects.get().status) == (303, Status.SPAM)


def test_a_mistake_in_an_answer_comes_back_with_whom_it_answers(post):
    first = make_comment(name="Beth")
    answer = post(first.article, parent=first.pk, email="")

    assert answer.status_code == 422
    assert "Replying to <bdi>Beth</bdi>." in text(answer)
    assert f'name="parent" value="{first.pk}"' in text(answer)


def test_a_post_that_does_not_say_where_it_comes_from_is_held_for_that(post):
    assert post(make_article(), headers={}).status_code == 303
    assert Comment.objects.get().decisions.get().step == "unknown_origin"


def test_reading_the_address_of_the_form_leads_to_the_story(client):
    article = make_article()
    answer = client.get(f"{article.get_absolute_url()}comments/")

    assert (answer.status_code, answer["Location"]) == (302, article.get_absolute_url())


def test_staff_who_are_logged_in_post_as_any_reader(client, post):
    client.force_login(make_user(is_superuser=True))
    post(make_article())

    assert (Comment.objects.get().status, Comment.objects.get().by_staff) == (Status.PENDING, None)


def test_the_form_speaks_the_language_of_the_story(post):
    article = make_article(headline="Նոր կամուրջ", language="hy")

    assert '<html lang="hy"' in text(post(article, body=""))


def test_an_approved_reply_is_read_under_the_story(client, post):
    article = make_article()
    post(article)
    moderation.approve(Comment.objects.get(), by=make_user())
    page = text(client.get(article.get_absolute_url()))

    assert "Well said." in page
    assert "1 comment</h2>" in page

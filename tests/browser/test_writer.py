"""Somebody asks for what they wrote, changes it, withdraws it and has it erased: in a real browser without scripts."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail

from comments import notices
from comments.models import Comment, Writer
from newsroom.press.mail import deliver_due
from tests.make import make_article, make_comment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"}


def last_link(site, start):
    deliver_due()
    lines = mail.outbox[-1].body.splitlines()
    return next(line for line in lines if line.startswith(f"{site}{start}"))


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def test_from_the_link_to_the_empty_place(site, open_window):
    story = make_article()
    comment = make_comment(story, email="ani@example.org", name="Ani", body="I was there")
    make_comment(answers=comment)
    make_comment(story, email="ani@example.org", body="Another thing")
    page = open_window(**PHONE, java_script_enabled=False)

    page.goto(story.get_absolute_url())
    page.locator("#respond").get_by_role("link", name="Your comments").click()
    page.get_by_label("Email").fill("Ani@Example.org")
    press(page, "Mail me the link")
    page.get_by_role("heading", name="Check your email").wait_for()
    page.goto(last_link(site, "/comment/yours/"))
    press(page, "Yes, it is mine")
    page.get_by_text("Your address is confirmed.").wait_for()

    own = page.locator(f"#comment-{comment.pk}")
    own.get_by_role("link", name="Change it until").click()
    page.get_by_role("textbox", name="Comment").fill("I was there, and it was loud.")
    press(page, "Change the comment")
    page.get_by_text("Your words are changed.").wait_for()
    own.get_by_text("Withdraw it…").click()
    own.get_by_role("button", name="Withdraw it").click()
    page.get_by_text("The comment is withdrawn.").wait_for()
    page.get_by_role("link", name="Have everything erased").click()
    press(page, "Erase everything")
    page.get_by_role("heading", name="Nothing is left").wait_for()

    page.goto(story.get_absolute_url())
    page.get_by_text("The writer removed this comment.").wait_for()
    assert page.context.cookies() == []
    assert set(Comment.objects.values_list("status", flat=True)) == {"erased", "visible"}


def test_from_the_tick_to_the_stop(site, open_window):
    story = make_article()
    page = open_window(**PHONE)
    page.goto(story.get_absolute_url())
    for name, value in {
        "Comment": "I was there",
        "Name": "Ani",
        "Email": "ani@example.org",
    }.items():
        page.locator("#respond").get_by_label(name).first.fill(value)
    page.get_by_label("Email me when somebody answers").check()
    press(page, "Post Comment")
    page.goto(last_link(site, "/comment/notices/"))
    assert [fault["id"] for fault in Axe().run(page).response["violations"]] == []
    press(page, "Yes, write to me")
    page.get_by_text("Your address is confirmed.").wait_for()
    assert Writer.objects.confirmed().count() == 1

    Comment.objects.update(status="visible")
    notices.send([make_comment(answers=Comment.objects.get(), name="Eva")])
    page.goto(last_link(site, "/comment/notices/"))
    press(page, "Stop for this conversation")
    page.get_by_text("We do not write to you about this conversation any more.").wait_for()
    assert Comment.objects.filter(wants_notices=True).count() == 0
    assert [fault["id"] for fault in Axe().run(page).response["violations"]] == []

"""The thin line through everything: a reader, an editor and an old archive, in a real browser."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from newsroom.press import mail as press_mail
from tests.browser.test_desk import log_in
from tests.make import make_article, make_newsletter, make_section, make_user
from tests.newsroom.moving import exports

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = "The bridge was closed when I was a child. Who paid for it?"
ADDRESS = "canary.reader@example.org"


def test_a_reader_answers_signs_up_and_searches_and_the_old_archive_is_read(
    open_window, mailoutbox
):
    section = make_section(name="Town", slug="town")
    make_newsletter(name="The Week", description="What happened, every Friday.")
    article = make_article(
        headline="The old bridge opens again",
        body="<p>The stonemasons have gone home, and the first cart has crossed.</p>",
        dateline_place="GYUMRI",
        section=section,
    )
    make_user("moderator", username="mod")
    reader, moderator = open_window(), open_window()

    reader_reads(reader, article)
    reader_answers(reader)
    moderator_approves(moderator)
    reader_finds_the_answer_under_the_story(reader, article)
    reader_signs_up_and_confirms(reader, mailoutbox)
    reader_finds_the_story_by_search(reader, article)
    the_old_archive_is_read(reader)
    assert reader.context.cookies() == []


def headline(page):
    return page.get_by_role("heading", level=1)


def reader_reads(page, article):
    page.goto("/")
    page.get_by_role("link", name="The old bridge opens again").first.click()
    page.wait_for_url(f"**{article.get_absolute_url()}")
    expect(headline(page)).to_have_text("The old bridge opens again")
    text = "GYUMRI — The stonemasons have gone home"
    expect(page.locator("article")).to_contain_text(text)


def reader_answers(page):
    page.get_by_label("Comment *").fill(WORDS)
    page.get_by_label("Name *").fill("Shushan Vardanyan")
    reply = page.get_by_role("region", name="Leave a Reply")
    reply.get_by_label("Email *").fill("not an address")
    reply.get_by_role("button", name="Post Comment").click()
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("Comment *")).to_have_value(WORDS)
    reply = page.get_by_role("region", name="Leave a Reply")
    reply.get_by_label("Email *").fill(ADDRESS)
    reply.get_by_role("button", name="Post Comment").click()
    expect(headline(page)).to_have_text("Thank you. Your comment is waiting for an editor.")
    with page.expect_navigation():
        page.get_by_role("link", name="The old bridge opens again").click()
    assert WORDS not in page.content()


def moderator_approves(page):
    log_in(page, "mod")
    page.goto("/admin/comments/comment/")
    row = page.get_by_role("row").filter(has_text=WORDS)
    row.get_by_role("button", name=re.compile("Approve")).click()
    expect(page.locator(".messagelist")).to_contain_text("approved", ignore_case=True)


def reader_finds_the_answer_under_the_story(page, article):
    page.goto(article.get_absolute_url())
    comments = page.locator("#comments")
    assert page.get_by_role("heading", name="1 comment").count() == 1
    assert WORDS in comments.inner_text()
    assert "Shushan Vardanyan" in comments.inner_text()
    assert ADDRESS not in page.content()


def reader_signs_up_and_confirms(page, mailoutbox):
    box = page.get_by_role("region", name="Sign Up for Our Newsletters")
    box.get_by_label("Email").fill(ADDRESS)
    box.get_by_role("button", name="Sign up").click()
    expect(page.locator("main")).to_contain_text("a link is on its way")
    press_mail.deliver_due()
    [letter] = mailoutbox
    assert letter.to == [ADDRESS]
    [link] = re.findall(r"http\S+/confirm/\S+", letter.body)
    page.goto(link)
    page.get_by_role("button", name="Yes, send me these newsletters").click()
    expect(headline(page)).to_have_text("You are signed up")


def reader_finds_the_story_by_search(page, article):
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Search").click()
    page.get_by_role("searchbox").fill("stonemason")  # another form of the word than the story's
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator("mark")).to_have_text(["stonemasons"])
    page.get_by_role("link", name="The old bridge opens again").click()
    page.wait_for_url(f"**{article.get_absolute_url()}")


def the_old_archive_is_read(page):
    call_command(
        "import_wordpress", str(exports.shared("themeunittestdata.wordpress.xml")), verbosity=0
    )
    page.goto("/2012/01/")
    page.get_by_role("link", name="Template: Comments", exact=True).click()
    page.wait_for_url("**/2012/01/template-comments/")
    expect(headline(page)).to_have_text("Template: Comments")
    expect(page.get_by_role("heading", name=re.compile(r"^\d+ comments$"))).to_have_count(1)
    expect(page.locator("#comments")).to_contain_text("Thanks for all the comments, everyone!")
    page.goto("/section/template-2/")
    expect(headline(page)).to_have_text("Template")
    page.get_by_role("link", name="Template: Comments", exact=True).first.click()
    page.wait_for_url("**/2012/01/template-comments/")


def test_a_small_archive_is_read_at_our_addresses_on_any_machine(page, tmp_path):
    file = tmp_path / "lake.xml"
    inside = exports.label("category", "harbour", "Harbour"), exports.comment()
    file.write_text(exports.export(exports.author(), exports.category(), exports.post(*inside)))
    call_command("import_wordpress", str(file), verbosity=0)
    for shelf in ("/2021/03/04/", "/section/harbour/"):
        page.goto(shelf)
        page.get_by_role("link", name="The ferry is back", exact=True).first.click()
        page.wait_for_url("**/2021/03/the-ferry-is-back/")
    expect(page.locator("article")).to_contain_text("It left at noon.")
    expect(page.get_by_role("heading", name="1 comment")).to_have_count(1)
    expect(page.locator("#comments")).to_contain_text("Good news.")

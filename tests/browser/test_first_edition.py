"""The thin line through everything: a reader, an editor and an old archive, in a real browser."""

import re

import pytest
from django.core.management import call_command

from newsroom.press import mail as press_mail
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


def reader_reads(page, article):
    page.goto("/")
    page.get_by_role("link", name="The old bridge opens again").first.click()
    assert page.url.endswith(article.get_absolute_url())
    assert page.get_by_role("heading", level=1).inner_text() == "The old bridge opens again"
    assert "GYUMRI — The stonemasons have gone home" in page.locator("article").inner_text()


def reader_answers(page):
    page.get_by_label("Comment *").fill(WORDS)
    page.get_by_label("Name *").fill("Shushan Vardanyan")
    reply = page.get_by_role("region", name="Leave a Reply")
    reply.get_by_label("Email *").fill("not an address")
    reply.get_by_role("button", name="Post Comment").click()
    page.get_by_role("alert").get_by_role("link").click()
    assert page.get_by_label("Comment *").input_value() == WORDS
    reply = page.get_by_role("region", name="Leave a Reply")
    reply.get_by_label("Email *").fill(ADDRESS)
    reply.get_by_role("button", name="Post Comment").click()
    assert (
        page.get_by_role("heading", level=1).inner_text()
        == "Thank you. Your comment is waiting for an editor."
    )
    page.get_by_role("link", name="The old bridge opens again").click()
    assert WORDS not in page.content()


def moderator_approves(page):
    page.goto("/admin/")
    page.get_by_label("Username").fill("mod")
    page.get_by_label("Password").fill("a long walk by the river")
    page.get_by_role("button", name="Log in").click()
    page.goto("/admin/comments/comment/")
    row = page.get_by_role("row").filter(has_text=WORDS)
    row.get_by_role("button", name=re.compile("Approve")).click()
    page.wait_for_load_state()
    assert "approved" in page.locator(".messagelist").inner_text().lower()


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
    assert "a link is on its way" in page.locator("main").inner_text()
    press_mail.deliver_due()
    [letter] = mailoutbox
    assert letter.to == [ADDRESS]
    [link] = re.findall(r"http\S+/confirm/\S+", letter.body)
    page.goto(link)
    page.get_by_role("button", name="Yes, send me these newsletters").click()
    assert page.get_by_role("heading", level=1).inner_text() == "You are signed up"


def reader_finds_the_story_by_search(page, article):
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Search").click()
    page.get_by_role("searchbox").fill("stonemason")  # another form of the word than the story's
    page.get_by_role("searchbox").press("Enter")
    assert [mark.inner_text() for mark in page.locator("mark").all()] == ["stonemasons"]
    page.get_by_role("link", name="The old bridge opens again").click()
    assert page.url.endswith(article.get_absolute_url())


def the_old_archive_is_read(page):
    call_command(
        "import_wordpress", str(exports.shared("themeunittestdata.wordpress.xml")), verbosity=0
    )
    page.goto("/2012/01/")
    page.get_by_role("link", name="Template: Comments", exact=True).click()
    assert page.url.endswith("/2012/01/template-comments/")
    assert page.get_by_role("heading", level=1).inner_text() == "Template: Comments"
    assert page.get_by_role("heading", name=re.compile(r"^\d+ comments$")).count() == 1
    assert "Thanks for all the comments, everyone!" in page.locator("#comments").inner_text()
    page.goto("/section/template-2/")
    assert page.get_by_role("heading", level=1).inner_text() == "Template"
    page.get_by_role("link", name="Template: Comments", exact=True).first.click()
    assert page.url.endswith("/2012/01/template-comments/")


def test_a_small_archive_is_read_at_our_addresses_on_any_machine(page, tmp_path):
    file = tmp_path / "lake.xml"
    inside = exports.label("category", "harbour", "Harbour"), exports.comment()
    file.write_text(exports.export(exports.author(), exports.category(), exports.post(*inside)))
    call_command("import_wordpress", str(file), verbosity=0)
    for shelf in ("/2021/03/04/", "/section/harbour/"):
        page.goto(shelf)
        page.get_by_role("link", name="The ferry is back", exact=True).first.click()
        assert page.url.endswith("/2021/03/the-ferry-is-back/")
    assert "It left at noon." in page.locator("article").inner_text()
    assert page.get_by_role("heading", name="1 comment").count() == 1
    assert "Good news." in page.locator("#comments").inner_text()

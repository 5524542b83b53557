"""The desk in a real browser, under its strict Content-Security-Policy."""

import pytest

from articles.models import Article
from newsroom.models import User
from tests.make import make_section, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a long walk by the river"


def log_in(page, username, password=PASSWORD):
    page.goto("/admin/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(password)
    # Arrive before a test closes the window: Chromium may lose a close on the way (crbug.com/536385539).
    with page.expect_navigation():
        page.get_by_role("button", name="Log in").click()


def editor(page):
    """Return the field of a story's text, once one writes in it as it will look."""
    page.locator(".tiptap.ProseMirror").wait_for()
    return page.get_by_role("textbox", name="Text")


def test_an_editor_writes_formats_and_publishes(page):
    make_user("editor", username="ani", is_superuser=False)
    make_section(name="Culture")
    log_in(page, "ani")
    page.goto("/admin/articles/article/add/")
    page.get_by_label("Headline").fill("A choir comes home")
    editor(page).click()
    page.keyboard.type("The choir sang ")
    page.keyboard.press("Control+b")
    page.keyboard.type("twice")
    page.keyboard.press("Control+b")
    page.keyboard.type(".")
    page.get_by_role("button", name="Publish").first.click()
    page.get_by_text("was added successfully").wait_for()
    article = Article.objects.published().get()
    assert article.body == "<p>The choir sang <strong>twice</strong>.</p>"
    page.goto(article.get_absolute_url())
    assert page.locator("strong").inner_text() == "twice"


def test_what_is_pasted_leaves_clean_structure(open_window):
    page = open_window(expected=("Applying inline style", "Executing inline event handler"))
    make_user("editor", username="ani")
    log_in(page, "ani")
    page.goto("/admin/articles/article/add/")
    page.get_by_label("Headline").fill("Pasted")
    editor(page).click()
    page.evaluate(
        """() => {
            const data = new DataTransfer()
            data.setData("text/html", `<h2 style="color:red" onclick="x()">Title</h2>
                <ul><li class="MsoNormal"><span style="mso-list:l0">One</span></li></ul>
                <iframe src="/admin/"></iframe><script>window.hit = 1</script>`)
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}))
        }"""
    )
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.get_by_text("was added successfully").wait_for()
    assert Article.objects.get().body == "<h2>Title</h2><ul><li><p>One</p></li></ul>"


def test_a_temporary_password_opens_nothing_but_its_change(page):
    admin = User(username="admin", is_staff=True, is_superuser=True)
    admin.set_temporary_password("handed-out-once")
    admin.save()
    log_in(page, "admin", "handed-out-once")
    page.goto("/admin/articles/article/")
    assert page.url.endswith("/admin/password_change/")
    page.get_by_label("Old password").fill("handed-out-once")
    page.get_by_label("New password:", exact=True).fill(PASSWORD)
    page.get_by_label("New password confirmation:").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Change my password").click()
    page.goto("/admin/articles/article/")
    assert page.url.endswith("/admin/articles/article/")
    admin.refresh_from_db()
    assert not admin.must_change_password

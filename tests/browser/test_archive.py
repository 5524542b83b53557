"""An editor brings an archive in, in a real browser: hands it over, looks, lets it come, follows it to the story."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from newsroom.models import ImportRun
from newsroom.moving.runs import carrying
from tests import make
from tests.browser.archives import DESK, upload, work
from tests.browser.test_desk import log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def hand_over(page):
    """Choose a file on the page of a new archive and send it."""
    page.goto(DESK)
    page.get_by_role("link", name="Bring in an archive").click()
    export = upload()
    page.get_by_label("Files").set_input_files(
        {"name": export.name, "mimeType": "text/xml", "buffer": export.read()}
    )
    page.get_by_role("button", name="See what would happen").click()


@pytest.fixture
def desk(page):
    make.make_user("editor", username="ani")
    log_in(page, "ani")
    return page


def test_an_editor_looks_at_an_archive_lets_it_come_and_follows_it_to_the_story(desk):
    hand_over(desk)
    desk.get_by_text("It begins within seconds").wait_for()
    work()
    desk.get_by_text("stands in exactly one column").wait_for()  # by itself
    assert not Article.objects.exists()
    row = desk.get_by_role("row", name="posts")
    expect(row.get_by_role("cell")).to_have_text(["3", "2", "0", "0", "1"])
    desk.get_by_role("button", name="Bring it in").click()
    desk.get_by_text("The archive is brought in.").wait_for()
    run = ImportRun.objects.take("a worker")
    for done, wide in ((2, "250"), (6, "750")):
        run.step("bringing in", done, 8)
        desk.get_by_text(f"{done} of 8").wait_for()
        # Waited for: that it has begun lets the page be asked for anew.
        expect(desk.locator(".archive-bar rect")).to_have_attribute("width", wide)
    carrying.carry_out(run)
    desk.get_by_role("link", name="Every record").click()
    ferry = desk.get_by_role("listitem").filter(has_text="The ferry is back")
    ferry.get_by_role("link", name="On the site").click()
    desk.get_by_role("heading", name="The ferry is back", level=1).wait_for()


def test_an_editor_without_scripts_looks_brings_in_and_stops(open_window):
    make.make_user("editor", username="ani")
    page = open_window(java_script_enabled=False)
    log_in(page, "ani")
    hand_over(page)
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Go on").click()
    work()
    page.get_by_role("link", name="Look again").click()
    page.get_by_label("fetch them from the old site").check()
    page.get_by_label("leave them on the old site").check()
    page.get_by_role("button", name="Bring it in").click()
    work()
    page.get_by_role("link", name="Look again").click()
    page.get_by_role("link", name="Every record").click()
    page.get_by_label("Outcome").select_option("left out")
    page.get_by_role("button", name="Show").click()
    page.wait_for_load_state()
    expect(page.get_by_role("listitem").filter(has_text="In the bin")).to_have_count(1)
    expect(page.get_by_role("listitem").filter(has_text="The ferry is back")).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("link", name="The same as a file (CSV)").click()
    assert download.value.suggested_filename == f"archive-{ImportRun.objects.first().pk}.csv"

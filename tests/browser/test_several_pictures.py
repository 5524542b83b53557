"""Several pictures that are dropped at once: each is uploaded, and what became of it is said."""

import base64
import re

import pytest
from playwright.sync_api import expect

from articles.models import Picture
from tests.articles.test_pictures import upload
from tests.browser.test_desk import editor, log_in
from tests.make import make_article, make_section, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DROP = """(target, files) => {
    const transfer = new DataTransfer()
    for (const [name, type, data] of files) {
        const bytes = Uint8Array.from(atob(data), letter => letter.charCodeAt(0))
        transfer.items.add(new File([bytes], name, {type}))
    }
    const place = target.getBoundingClientRect()
    const where = {clientX: place.left + 40, clientY: place.top + 40}
    for (const kind of ["dragenter", "dragover", "drop"]) target.dispatchEvent(
        new DragEvent(kind, {dataTransfer: transfer, bubbles: true, cancelable: true, ...where}))
}"""


@pytest.fixture
def draft():
    return make_article(
        headline="The mill", body="<p>It turns.</p>", status="draft", published_at=None
    )


@pytest.fixture
def desk(open_window, draft):
    """The form of a draft, open before an editor."""
    make_section(name="Culture")
    make_user("editor", username="ani")
    page = open_window(viewport={"width": 1280, "height": 800})
    log_in(page, "ani")
    page.goto(f"/admin/articles/article/{draft.pk}/change/")
    editor(page).wait_for()
    return page


def mill(colour="teal"):
    return "image/jpeg", upload((600, 400), colour=colour).read()


def drop(desk, selector, **files):
    """Drop files, each a kind and what is in it."""
    packed = [
        [name.replace("_", "."), kind, base64.b64encode(data).decode()]
        for name, (kind, data) in files.items()
    ]
    desk.locator(selector).evaluate(DROP, packed)
    rows = desk.locator(".pick-several li")
    rows.nth(len(files) - 1).wait_for()
    return rows


def upload_all(desk):
    desk.get_by_role("button", name="Upload all").click()


def said(rows):
    return [re.sub(r"\s+", " ", text) for text in rows.locator(".several-said").all_inner_texts()]


def save(desk):
    desk.get_by_role("button", name="Save", exact=True).first.click()
    desk.get_by_text("was changed successfully").wait_for()


def test_all_that_are_dropped_on_the_text_stand_in_it_each_with_its_words(desk, draft):
    rows = drop(desk, ".tiptap", a_jpg=mill(), b_jpg=mill("olive"), c_jpg=mill("navy"))
    for number, words in enumerate(("A mill", "A wheel", "A river")):
        rows.nth(number).get_by_label("alternative text").fill(words)
    desk.get_by_label("credit").fill("Ani Miller")
    upload_all(desk)
    desk.locator(".desk-storyPicture img").nth(2).wait_for()
    save(desk)
    found = list(Picture.objects.order_by("pk"))
    assert [(each.alt, each.credit) for each in found] == [
        ("A mill", "Ani Miller"),
        ("A wheel", "Ani Miller"),
        ("A river", "Ani Miller"),
    ]
    draft.refresh_from_db()
    keys = re.findall(r'data-picture="(\d+)"', draft.body)
    assert keys == [str(each.pk) for each in found]
    assert draft.body.startswith("<p>It turns.</p>")


def test_what_is_no_picture_is_named_with_the_reason_and_the_rest_is_taken(desk, draft):
    files = {"a_jpg": mill(), "notes_jpg": ("image/jpeg", b"no picture"), "c_jpg": mill("navy")}
    rows = drop(desk, ".tiptap", **files)
    upload_all(desk)
    desk.get_by_text("2 of 3 are here.").wait_for()
    here, why, also = said(rows)
    assert (here, also) == ("Is here.", "Is here.")
    assert why.startswith("Not uploaded: This file is no JPEG, PNG, WebP or GIF picture")
    expect(rows.nth(1).locator(".several-name")).to_have_text("notes.jpg")
    desk.get_by_role("button", name="Insert those that are here").click()
    desk.locator(".desk-storyPicture img").nth(1).wait_for()
    expect(desk.locator(".desk-storyPicture")).to_have_count(2)
    assert Picture.objects.count() == 2


def test_what_did_not_arrive_is_tried_again_and_nothing_comes_twice(desk, draft):
    rows = drop(desk, ".tiptap", a_jpg=mill(), b_jpg=mill("olive"))
    rows.nth(1).get_by_label("alternative text").fill("A wheel")
    arriving = []

    def fail_the_second(route):
        arriving.append(route)
        if len(arriving) == 2:
            route.abort()
        else:
            route.continue_()

    desk.route("**/picture/upload/", fail_the_second)
    upload_all(desk)
    desk.get_by_text("1 of 2 are here.").wait_for()
    assert said(rows) == ["Is here.", "Not uploaded: The site did not answer. Try again."]
    upload_all(desk)
    desk.locator(".desk-storyPicture img").nth(1).wait_for()
    assert sorted(Picture.objects.values_list("alt", flat=True)) == ["", "A wheel"]


def test_of_several_on_the_place_of_one_the_editor_chooses(desk, draft):
    rows = drop(desk, ".picture-field", a_jpg=mill(), b_jpg=mill("olive"))
    for number, words in enumerate(("A mill", "A wheel")):
        rows.nth(number).get_by_label("alternative text").fill(words)
    upload_all(desk)
    desk.get_by_text("Choose below which one stands here").wait_for()
    desk.locator(".pick-choice", has_text="A wheel").click()
    desk.locator(".picture-shown img").wait_for()
    save(desk)
    draft.refresh_from_db()
    assert (draft.lead_picture.alt, Picture.objects.count()) == ("A wheel", 2)


def test_one_that_was_there_before_the_others_keeps_its_words(desk, draft):
    desk.get_by_role("textbox", name="Text").click()
    desk.locator(".prose-menubar").get_by_role("button", name="Gallery", exact=True).click()
    first = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": mill()[1]}
    desk.locator(".pick-file input").set_input_files(first)
    desk.locator('[data-field="alt"] input').fill("A mill")
    drop(desk, ".pick", b_jpg=mill("olive"), c_jpg=mill("navy"))
    rows = desk.locator(".pick-several li")
    rows.nth(2).wait_for()
    assert rows.nth(0).get_by_label("alternative text").input_value() == "A mill"
    rows.nth(1).get_by_role("button", name="Leave out").click()
    upload_all(desk)
    desk.get_by_text("2 of 2 are here.").wait_for()
    desk.get_by_role("button", name="Insert gallery").click()
    desk.locator(".desk-gallery img").nth(1).wait_for()
    save(desk)
    draft.refresh_from_db()
    first, second = Picture.objects.order_by("pk")
    assert first.alt == "A mill"
    assert f'data-gallery="{first.pk} {second.pk}"' in draft.body

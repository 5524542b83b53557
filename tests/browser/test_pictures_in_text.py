"""Pictures while one writes: dropped, found, put together, never leaving the story."""

import base64
import re

import pytest
from playwright.sync_api import expect

from articles import pictures
from articles.models import Article, Picture
from tests.articles.test_pictures import upload
from tests.browser.effort import Effort, effort
from tests.browser.test_desk import editor, log_in
from tests.make import make_article, make_section, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DROP = """(target, [name, data]) => {
    const bytes = Uint8Array.from(atob(data), letter => letter.charCodeAt(0))
    const transfer = new DataTransfer()
    transfer.items.add(new File([bytes], name, {type: name.endsWith("txt") ? "image/png" : "image/jpeg"}))
    const place = target.getBoundingClientRect()
    const where = {clientX: place.left + 40, clientY: place.top + 40}
    for (const kind of ["dragenter", "dragover", "drop"]) target.dispatchEvent(
        new DragEvent(kind, {dataTransfer: transfer, bubbles: true, cancelable: true, ...where}))
}"""


@pytest.fixture
def desk(open_window):
    make_section(name="Culture")
    make_user("editor", username="ani")
    page = open_window(viewport={"width": 1280, "height": 800})
    log_in(page, "ani")
    return page


@pytest.fixture
def draft():
    return make_article(
        headline="The mill", body="<p>It turns.</p>", status="draft", published_at=None
    )


def edit(page, article):
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    editor(page).wait_for()


def drop(page, selector, data, name="mill.jpg"):
    page.locator(selector).evaluate(DROP, [name, base64.b64encode(data).decode()])
    page.locator(".pick .focal img").wait_for()


def save(page):
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.get_by_text("was changed successfully").wait_for()


def button(page, name):
    return page.locator(".prose-menubar").get_by_role("button", name=name, exact=True)


def stored(colour="teal", **words):
    return pictures.receive(upload((800, 500), colour=colour), **{"alt": "A mill"} | words)


def test_a_picture_is_added_with_its_words_and_its_cut_by_three_clicks(desk, draft):
    edit(desk, draft)
    with effort(desk) as spent:
        drop(desk, ".tiptap", upload((600, 900)).read())
        desk.get_by_label("alternative text").fill("A mill by the river")
        desk.get_by_label("credit").fill("Ani Miller")
        desk.locator(".focal img").click(position={"x": 30, "y": 30})
        desk.get_by_role("button", name="Insert", exact=True).click()
        desk.locator(".desk-storyPicture img").wait_for()
        save(desk)
    assert spent == Effort(clicks=3, loads=1)
    picture = Picture.objects.get()
    assert (picture.alt, picture.credit) == ("A mill by the river", "Ani Miller")
    assert (picture.focal_x < 30, picture.focal_y < 30) == (True, True)
    draft.refresh_from_db()
    assert draft.body.count(f'data-picture="{picture.pk}"') == 1
    assert re.sub("<figure.*</figure>", "", draft.body) == "<p>It turns.</p>"


def test_the_lead_picture_is_dropped_where_it_stands(desk, draft):
    edit(desk, draft)
    with effort(desk) as spent:
        drop(desk, ".picture-field", upload().read())
        desk.get_by_label("alternative text").fill("A mill by the river")
        desk.locator(".focal img").click()
        desk.get_by_role("button", name="Insert", exact=True).click()
        desk.locator(".picture-shown img").wait_for()
        save(desk)
    assert spent == Effort(clicks=3, loads=1)
    draft.refresh_from_db()
    assert draft.lead_picture == Picture.objects.get()
    edit(desk, draft)
    expect(desk.locator(".picture-words")).to_have_text("A mill by the river")
    desk.get_by_role("button", name="No picture").click()
    save(desk)
    draft.refresh_from_db()
    assert draft.lead_picture is None


def test_a_file_that_misses_its_place_does_not_take_the_form_away(desk, draft):
    edit(desk, draft)
    stopped = desk.evaluate("""() => {
        const transfer = new DataTransfer()
        transfer.items.add(new File(["x"], "mill.jpg", {type: "image/jpeg"}))
        const options = {dataTransfer: transfer, bubbles: true, cancelable: true}
        return ["dragover", "drop"].map(kind => !document.body.dispatchEvent(new DragEvent(kind, options)))
    }""")
    assert stopped == [True, True]


def test_a_picture_is_found_by_its_words(desk, draft):
    wanted = stored(alt="A donkey in the snow", caption="It waited.", credit="Levon")
    stored("olive")
    edit(desk, draft)
    desk.get_by_role("textbox", name="Text").click()
    button(desk, "Picture").click()
    desk.locator(".pick-choice").nth(1).wait_for()
    desk.get_by_label("Find").fill("donkey")
    desk.locator(".pick-choice").nth(1).wait_for(state="detached")
    desk.locator(".pick-choice").click()
    figure = desk.locator(".desk-storyPicture")
    figure.locator("img").wait_for()
    expect(figure.locator("img")).to_have_attribute("src", wanted.at_most(800))
    expect(figure.locator("small")).to_have_text("Levon")
    figure.locator("figcaption").click()
    desk.keyboard.type("It waits still.")
    desk.keyboard.press("Enter")
    desk.keyboard.type("And then it went.")
    save(desk)
    draft.refresh_from_db()
    assert (
        f'<figure data-picture="{wanted.pk}"><figcaption>It waits still.</figcaption></figure>'
        "<p>And then it went.</p>" in draft.body
    )


def test_what_stands_in_a_text_is_there_again_when_it_is_opened_and_saved(desk, draft):
    first, second = stored(), stored("olive")
    body = (
        f'<figure data-picture="{first.pk}"><figcaption>A <em>mill</em></figcaption></figure>'
        f'<figure data-gallery="{second.pk} {first.pk}"><figcaption></figcaption></figure>'
        '<figure data-embed=""><a href="https://vimeo.com/1">The film</a></figure>'
        '<blockquote class="pull"><p>One eats the clock, <cite>says Ani</cite></p></blockquote>'
        '<p>It has <code class="shortcode">[poll id="3" of="a &amp; b"]</code> <code>two</code> wheels.</p>'
        '<p><code class="shortcode">[box]</code></p>'
        '<blockquote><p>Said</p></blockquote><figure data-picture="999999"><figcaption></figcaption></figure>'
    )
    draft.body = body
    draft.save()
    edit(desk, draft)
    desk.locator(".desk-gallery img").nth(1).wait_for()
    expect(desk.locator(".desk-figure em", has_text="This picture is gone.")).to_have_count(1)
    desk.get_by_label("Headline").fill("Another headline")
    save(desk)
    draft.refresh_from_db()
    assert (draft.headline, draft.body) == ("Another headline", body)


def test_a_picture_in_words_is_one_figure_after_its_story_was_changed(desk, draft):
    told = (
        '<figure><p><a href="https://lake.example/fog.jpg">The fog</a></p>'
        "<figcaption>Nobody left.</figcaption></figure>"
    )
    code = '<code class="shortcode">[poll id="3"]</code>'
    draft.body = f"<p>It turns.</p>{told}<p>{code}</p>"
    draft.save()
    edit(desk, draft)
    desk.locator(".tiptap p").first.click()
    desk.keyboard.press("End")
    desk.keyboard.type(" Slowly.")
    save(desk)
    draft.refresh_from_db()
    assert draft.body == f"<p>It turns. Slowly.</p>{told}<p>{code}</p>"


def test_a_gallery_is_put_together_and_changed(desk, draft):
    first, second, third = (stored(colour, alt=colour) for colour in ("teal", "olive", "navy"))
    edit(desk, draft)
    desk.get_by_role("textbox", name="Text").click()
    button(desk, "Gallery").click()
    for name in ("navy", "teal", "olive", "navy"):  # the last press takes one away again
        desk.locator(".pick-choice", has_text=name).click()
    desk.get_by_role("button", name="Insert gallery").click()
    desk.locator(".desk-gallery img").nth(1).wait_for()
    save(desk)
    draft.refresh_from_db()
    assert f'data-gallery="{first.pk} {second.pk}"' in draft.body
    edit(desk, draft)
    desk.locator(".desk-gallery figcaption").click()
    button(desk, "Gallery").click()
    desk.locator(".pick-choice", has_text="navy").click()
    desk.get_by_role("button", name="Insert gallery").click()
    desk.locator(".desk-gallery img").nth(2).wait_for()
    save(desk)
    draft.refresh_from_db()
    assert f'data-gallery="{first.pk} {second.pk} {third.pk}"' in draft.body


def test_what_is_no_picture_is_refused_in_words_and_nothing_typed_is_lost(desk, draft):
    edit(desk, draft)
    drop(desk, ".tiptap", upload().read())
    desk.get_by_label("alternative text").fill("A mill")
    desk.locator(".pick-file input").set_input_files(
        {"name": "notes.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"}
    )
    desk.get_by_role("button", name="Insert", exact=True).click()
    error = desk.locator(".pick-errors")
    error.get_by_text("This file is no JPEG, PNG, WebP or GIF picture").wait_for()
    assert desk.get_by_label("alternative text").input_value() == "A mill"
    assert Picture.objects.count() == 0
    desk.locator(".pick-file input").set_input_files(
        {"name": "mill.jpg", "mimeType": "image/jpeg", "buffer": upload().read()}
    )
    desk.get_by_role("button", name="Insert", exact=True).click()
    desk.locator(".desk-storyPicture img").wait_for()
    assert Picture.objects.get().alt == "A mill"


def test_a_site_that_does_not_answer_is_named_and_the_upload_waits(open_window, desk, draft):
    edit(desk, draft)
    drop(desk, ".tiptap", upload().read())
    desk.get_by_label("credit").fill("Ani")
    desk.context.set_offline(True)
    desk.get_by_role("button", name="Insert", exact=True).click()
    desk.get_by_text("The site did not answer.").wait_for()
    desk.context.set_offline(False)
    desk.get_by_role("button", name="Insert", exact=True).click()
    desk.locator(".desk-storyPicture img").wait_for()
    assert Picture.objects.get().credit == "Ani"


def test_the_point_that_must_be_seen_is_moved_by_keys_too(desk, draft):
    edit(desk, draft)
    drop(desk, ".tiptap", upload().read())
    area = desk.get_by_role("group", name="What must be seen")
    for key in ("ArrowLeft", "ArrowLeft", "ArrowDown"):
        area.press(key)
    desk.get_by_role("button", name="Insert", exact=True).click()
    desk.locator(".desk-storyPicture img").wait_for()
    picture = Picture.objects.get()
    assert (picture.focal_x, picture.focal_y) == (40, 55)


def test_a_reporter_adds_pictures_too(open_window, draft):
    draft.created_by = make_user("reporter", username="levon")
    draft.save()
    page = open_window()
    log_in(page, "levon")
    edit(page, draft)
    drop(page, ".tiptap", upload().read())
    page.get_by_role("button", name="Insert", exact=True).click()
    page.locator(".desk-storyPicture img").wait_for()
    save(page)
    assert f'data-picture="{Picture.objects.get().pk}"' in Article.objects.get().body


def test_on_its_own_page_a_picture_is_cut_anew_where_it_is_clicked(desk):
    picture = pictures.receive(upload((600, 900)), alt="A mill")
    desk.goto(f"/admin/articles/picture/{picture.pk}/change/")
    box = desk.locator(".focal img").bounding_box()
    desk.locator(".focal img").click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.75})
    save(desk)
    picture.refresh_from_db()
    assert (picture.focal_x, picture.focal_y) == (25, 75)


def test_without_a_script_a_story_is_written_with_pictures_all_the_same(open_window, draft):
    make_user("editor", username="ani")
    picture = stored()
    page = open_window(java_script_enabled=False)
    log_in(page, "ani")
    page.goto(f"/admin/articles/article/{draft.pk}/change/")
    page.get_by_label("Text").fill(
        f"<p>It turns.</p>\n\n<figure data-picture='{picture.pk}'></figure>"
    )
    page.get_by_role("textbox", name="Lead picture").fill(str(picture.pk))
    save(page)
    draft.refresh_from_db()
    assert draft.lead_picture == picture
    assert draft.body == f'<p>It turns.</p>\n\n<figure data-picture="{picture.pk}"></figure>'

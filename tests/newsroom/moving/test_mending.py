"""What scrapers and earlier moves left behind: mended where there is no doubt, else named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.moving.texts import bodies, gluing, mending, mojibake, words

SLASHES = "slashes before quotation marks taken out"
ENTITIES = "characters written twice as codes mended"
ENCODING = "letters in the wrong encoding mended"


@pytest.mark.parametrize(
    ("title", "mended"),
    [
        (
            r"Star of TV Series \'Mannix,\' Dead at 91",
            "Star of TV Series ‘Mannix,’ Dead at 91",
        ),
        (r"Don\'t Wait", "Don’t Wait"),
        (r"\"No,\" He Said", "“No,” He Said"),
        (r"\"\'No,\' He Said\"", "“‘No,’ He Said”"),
        (r"Back to the \'90s", "Back to the ’90s"),
        (r"The Lakes\\\' Own", "The Lakes’ Own"),
        (r"\&#8216;No\&#8217;", "‘No’"),
        (r"O\'Brien (\"Ob\")", "O’Brien (“Ob”)"),
        (r"Գիրք՝ \"Լիճը\"", "Գիրք՝ “Լիճը”"),
    ],
)
def test_a_title_loses_its_slashes_and_its_quotation_marks_are_set(title, mended):
    found = mending.title(title)
    assert found.text == mended
    assert [why for why, _ in found.notes] == [SLASHES]


@pytest.mark.parametrize(
    "title",
    [
        "C:\\new",
        "C:\\",
        'Save it to "C:\\"',
        "A \\ B",
        "\\o/",
        'It\'s "fine"',
        "AT&T and Q&A",
        "5 &lt 6",
    ],
)
def test_a_title_without_any_stays(title):
    assert mending.title(title).text == " ".join(title.replace("&lt", "<").split())


@pytest.mark.parametrize(
    ("title", "mended"),
    [
        ("Salt &amp;amp; water", "Salt & water"),
        ("The lake&amp;#8217;s day", "The lake’s day"),
        ("The lake&amp;amp;#x2019;s day", "The lake’s day"),
        ("&amp;nbsp;One&amp;hellip;", "One…"),
    ],
)
def test_characters_written_twice_as_codes_are_mended(title, mended):
    found = mending.title(title)
    assert (found.text, [why for why, _ in found.notes]) == (mended, [ENTITIES])


def test_a_code_that_nobody_knows_stays():
    assert mending.title("&amp;harbour; R&amp;D") == ("&harbour; R&D", {})


def wrong(text):
    """Return a text as it looks when its UTF-8 is taken for Windows-1252."""
    bytes_ = ([byte] for byte in text.encode())
    return "".join(
        bytes(byte).decode("cp1252" if byte[0] not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else "latin-1")
        for byte in bytes_
    )


@pytest.mark.parametrize(
    "text",
    [
        "The lake’s day",
        "“Good,” he said – and left…",
        "Café in Valparaíso",
        "Երևանում ձյուն տեղաց։",
        "Снег в Гюмри",
        "Čapek & Šimůnek",
        "£5 • 20°C",
        "Good 😀",
        "Ուկրաինա, և այլն",
    ],
)
def test_letters_in_the_wrong_encoding_are_mended(text):
    assert mojibake.mend(wrong(text)) == text
    assert mojibake.mend(wrong(wrong(text))) == text
    assert mending.title(wrong(text)).notes.total() == 1


@pytest.mark.parametrize(
    "text",
    [
        "CAFÉ» “CAFÉ” “Å” SÃO PAULO, «ÉTÉ», IRMÔ, NAÏVE…",
        "Ö‰ and Ô±",
        "Ä“ Ã” Â» ÂÃ",
        "à la carte — fiancé”… Citroën",
        "Մայրաքաղաք՝ «Երևան»։",
        "Â",
        "",
    ],
)
def test_letters_that_may_be_meant_stay(text):
    assert mojibake.mend(text) == text


@given(st.text("aàçéèÉÈÀÇöÖüÜñß “”‘’«»…–—·•€ ԱաՖֆւ։ Яяжё ΑαΩ .,!?"))
def test_what_newspapers_write_stays(text):
    assert mojibake.mend(text) == text


@given(st.text("aéü’“”–…աբԱՖֆև։ЖжяΩ "))
def test_what_was_encoded_twice_comes_back_or_stays(text):
    assert mojibake.mend(wrong(text)) in (text, wrong(text))


@given(st.text())
def test_mending_anything_raises_nothing_and_ends(text):
    for mend in (mending.title, mending.plain, mending.markup):
        assert isinstance(mend(text).text, str)


@pytest.mark.parametrize(
    "word",
    [
        *("hostAIST-2023", "YerevanThe", "theUN", "saidThey", "ended.The", "McDonaldThe"),
        *("ավարտվեցՆախագահը", "ավարտվեց։Նախագահը"),
    ],
)
def test_glued_words_are_named(word):
    assert gluing.glued(f"It was the {word} and then more.") == [word]


def test_two_words_that_stand_alone_elsewhere_are_glued_where_they_touch():
    assert gluing.glued("Nobody spoke. HarutyunMinister Harutyun and the minister") == []
    assert gluing.glued("Nobody spoke. HarutyunMinister Harutyun and the Minister") == [
        "HarutyunMinister"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "YouTube, LinkedIn, McDonald’s, iPhone, eBay, PayPal, TikTok, WhatsApp, OpenAI, macOS, webOS",
        "DiCaprio met DeGeneres at LaGuardia; MacArthur, FitzGerald, VanDyke, O’Brien, PhD, GmbH, kWh",
        "mRNA, openSUSE, JavaScript, WordPress, PicsArt, ServiceTitan, VivaCell-MTS, BioNTech, HayPost",
        "U.S. officials, e.g. J.Smith, node.js, Asbarez.Com, www.lake.example/newsThe, ani@lakeThe.am",
        "#ArtsakhStrong @HetqOnlineThe snake_caseThe VitaminA SerieA Gen.Petros",
        "ՀՀԿ-ական ԵՊՀն ՄԱԿի «Երևան» Նոր-Նորք, և ևս։ Հա՜, Ե՞րբ",
        "The lake is calm. It was not.",
    ],
)
def test_names_and_addresses_are_not_glued(text):
    assert gluing.glued(text) == []


def test_a_body_is_mended_and_its_code_is_not():
    text = (
        r"<p title=\"x\">The lake\'s <a href=\"https://lake.example/\">\"day\"</a></p>"
        r"<pre>a\'b &amp;amp;</pre><p>Salt &amp;amp; water, cafÃ©</p>"
    )
    body = bodies.convert(text)
    assert body.html == (
        '<p>The lake’s <a href="https://lake.example/">“day”</a></p>'
        r"<pre>a\'b &amp;amp;</pre><p>Salt &amp; water, café</p>"
    )
    assert {why for why, _ in body.notes} == {SLASHES, ENTITIES, ENCODING}


def test_a_shortcode_with_slashes_is_understood():
    text = r"[embed width=\"3\"]https://youtu.be/abc[/embed]\"Good\""
    assert bodies.convert(text).html == (
        '<p><a href="https://youtu.be/abc">https://youtu.be/abc</a></p><p>“Good”</p>'
    )


def test_what_blocks_say_of_themselves_is_not_mended():
    text = r'<!-- wp:embed {"url":"https://youtu.be/abc","title":"\"x\""} /--><p>Don\'t</p>'
    assert bodies.convert(text).html == (
        '<p><a href="https://youtu.be/abc">https://youtu.be/abc</a></p><p>Don’t</p>'
    )


def test_glued_words_of_a_body_are_named_and_stay():
    text = (
        "<p>In <b>Yerevan</b>The lake</p><p>one</p><p>Two [a_b hostAIST=1] <code>theUN</code></p>"
    )
    body = bodies.convert(text)
    assert body.notes["words glued together", "YerevanThe"] == 1
    assert [what for why, what in body.notes if why == "words glued together"] == ["YerevanThe"]
    assert "<b>Yerevan</b>The" in body.html


def test_names_and_answers_are_mended_too():
    assert words.line(r"Ani O\'Lake", 100) == "Ani O’Lake"
    assert words.answer(r"Don\'t &amp;amp; wonâ€™t") == "Don’t & won’t"


def test_a_text_that_went_out_from_here_is_not_mended():
    text = "<p>Write &amp;amp; for &amp;, theUN</p>"
    body = bodies.convert(text, as_written=True)
    assert (body.html, dict(body.notes)) == (text, {})

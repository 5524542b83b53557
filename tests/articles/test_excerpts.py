import html
import re
from pathlib import Path

import pytest

from articles import datelines
from articles.excerpts import teaser, words

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "article-page.txt"

LONG_STORY = "<p>The town library opened a second reading room on Saturday with sixty seats.</p>"


def test_a_teaser_is_the_summary_where_there_is_one():
    assert teaser(" A room\nto read in. ", "YEREVAN —", LONG_STORY) == "A room to read in."


@pytest.mark.parametrize(
    ("dateline", "body", "text"),
    [
        (
            ("YEREVAN", "", "—"),
            "<p>When the town library opened its doors, <em>young</em> readers already queued.</p>",
            "YEREVAN — When the town library opened its doors, young readers already…",
        ),
        (
            ("LOS ANGELES", "", "–"),
            "<p>Ani Petrosyan, who taught singing to a whole street, retired.</p>",
            "LOS ANGELES – Ani Petrosyan, who taught singing to a whole street,…",
        ),
        (
            ("GYUMRI", "", "—"),
            "<p>The School of Clocks (SOC) will host<i>OPENDAY</i>, a fair for children.</p>",
            "GYUMRI — The School of Clocks (SOC) will hostOPENDAY, a fair for…",
        ),
        (
            ("", "", "—"),
            "<h2>The Mountain Line Is 40 km Longer</h2><p>Snow Ploughs Reach Every Village.</p>",
            "The Mountain Line Is 40 km Longer Snow Ploughs Reach Every Village.",
        ),
        (
            ("", "", "—"),
            "Its Roads<br>Stay Open<br/>Until the First Day of Spring, a Clerk Said",
            "Its Roads Stay Open Until the First Day of Spring, a Clerk…",
        ),
        (
            ("YEREVAN", "Armenpress", "—"),
            LONG_STORY,
            "YEREVAN (Armenpress) — The town library opened a second reading room on…",
        ),
    ],
)
def test_a_teaser_is_the_first_twelve_words_of_dateline_and_body(dateline, body, text):
    assert teaser("", datelines.render(*dateline), body) == text


def test_a_teaser_that_is_the_whole_text_has_no_ellipsis():
    twelve = "one two three four five six seven eight nine ten eleven twelve"
    assert teaser("", "", f"<p>{twelve}</p>") == twelve
    assert teaser("", "", f"<p>{twelve}</p><p>&nbsp;</p>") == twelve
    assert teaser("", "", f"<p>{twelve}</p><p>more</p>") == f"{twelve}…"
    assert teaser("", "", "") == ""


def test_a_teaser_can_be_of_other_lengths():
    assert teaser("", "YEREVAN —", LONG_STORY, words=3) == "YEREVAN — The…"


def test_the_teasers_of_a_page_as_it_is_published_today_come_out_byte_for_byte():
    if not SEED.exists():
        pytest.skip("needs a published page at shared/seed/article-page.txt beside the checkout")
    published = re.findall("^.+…$", SEED.read_text().rpartition("You May Also Like")[2], re.M)
    assert len(published) == 4
    for text in published:
        dateline, body = _opening(text.removesuffix("…"))
        assert teaser("", dateline, f"<p>{html.escape(body)} and so on.</p>") == text


def _opening(text):
    found = datelines.split(text)
    if found is None:
        return "", text
    return datelines.render(found.place, found.agency, found.dash), found.rest


def test_words_are_what_is_read():
    assert words("<p>YEREVAN — two<br>three</p><script>four</script>") == 3
    assert words("") == 0

"""Facts of our own in a file of anybody: what they may say, and what they may not."""

import pytest

from articles.models import Article, Contributor, Page, Section, Tag
from comments.models import Comment
from newsroom.moving.ours import openings
from newsroom.moving.reading.records import OURS
from tests.newsroom.moving import exports

pytestmark = pytest.mark.django_db


def facts(kind="post", **said):
    return "".join(
        f"<wp:{kind}meta>{exports.element('wp:meta_key', OURS + key)}{exports.element('wp:meta_value', value)}"
        f"</wp:{kind}meta>"
        for key, value in said.items()
    )


def test_no_fact_makes_public_what_the_file_does_not_publish(bring):
    said = facts(
        status="ready",
        published_at="2021-03-04T12:00:00+00:00",
        withdrawn_at="2999-01-01T00:00:00+00:00",
    )
    for number, status in enumerate(("draft", "pending", "private"), start=11):
        bring(exports.post(said, post_id=str(number), status=status, post_name=f"s{number}"))
    assert set(Article.objects.values_list("status", flat=True)) == {"draft", "review"}
    assert Article.objects.published().count() == 0


def test_no_fact_lets_a_comment_be_read_that_was_not_approved(bring):
    comments = [
        exports.comment(id=str(number), approved=approved).replace(
            "</wp:comment>", f"{facts('comment', status=status)}</wp:comment>"
        )
        for number, (approved, status) in enumerate(
            [("spam", "visible"), ("0", "visible"), ("1", "spam"), ("trash", "erased")], start=1
        )
    ]
    bring(exports.post(*comments))
    assert list(Comment.objects.order_by("pk").values_list("status", flat=True)) == [
        "pending",
        "spam",
        "erased",
    ]


def test_an_answer_finds_what_it_answered_under_the_numbers_that_wordpress_gave(bring):
    removed = exports.comment(id="41", approved="trash", content="Rude.")
    answer = exports.comment(id="42", parent="0", content="Do not be rude.")
    written = [
        comment.replace("</wp:comment>", f"{facts('comment', **said)}</wp:comment>")
        for comment, said in [
            (removed, {"status": "rejected", "number": "7"}),
            (answer, {"answers": "7"}),
        ]
    ]
    bring(exports.post(*written, exports.comment(id="7", content="Another.")))
    answers = Comment.objects.values_list("body", "answers__body").order_by("body")
    assert list(answers) == [
        ("Another.", None),
        ("Do not be rude.", "Rude."),
        ("Rude.", None),
    ]


BROKEN = [
    *(
        "",
        " ",
        "[",
        "{}",
        "null",
        "[1, 2, 3, 4]",
        '["a"]',
        "9" * 5000,
        "[" * 5000,
        "\u202e",
        "x" * 5000,
    ),
    '["by", "nare"]',
    '[["king", "nare"], ["by", 7]]',
    '{"text": 7, "noted_at": "yesterday"}',
    '{"noted_at": "2021-03-04T12:00:00+00:00"}',
    "2021-03-04",
    "0001-01-01T00:00:00+14:00",
    f'["{"V" * 200}", "", "—", "It left"]',
    '["VAN", "", "-----", "It left"]',
    "11 99999999999999999999",
]
NAMES = (
    "title language deck lead_caption source_name source_url comments_close_after translation_of updated_at "
    "published_at withdrawn_at withdrawal_reason dateline bylines correction pick picked_by card path "
    "position on_front role picture focal rights rights_until status created_at edited_at"
).split()


@pytest.mark.parametrize("value", BROKEN)
def test_a_fact_that_says_nothing_we_know_changes_nothing(bring, value):
    said = dict.fromkeys(NAMES, value)
    term = facts("term", **said)
    bring(
        exports.author(),
        exports.category().replace("</wp:category>", f"{term}</wp:category>"),
        exports.tag().replace("</wp:tag>", f"{term}</wp:tag>"),
        exports.post(
            facts(**said),
            exports.comment().replace("</wp:comment>", f"{facts('comment', **said)}</wp:comment>"),
        ),
        exports.post(facts(**said), post_id="12", post_type="page", post_name="about"),
        exports.post(facts(**said), post_id="13", post_type="guest-author", post_name="cap-nare"),
    )
    story = Article.objects.get()
    assert (story.headline, story.language) == ("The ferry is back", "en")
    assert "It left at noon." in story.body
    assert (story.dateline_place, story.corrections.count(), story.picks.count()) == ("", 0, 0)
    assert Comment.objects.get().status == Comment.Status.VISIBLE
    assert Page.objects.get().path in ("about", value)
    models = (Section, Tag, Contributor)
    assert [model.objects.count() for model in models] == [1, 1, 1]
    assert {
        language
        for model in models
        for language in model.objects.values_list("language", flat=True)
    } == {"en"}


def test_a_title_that_was_changed_since_is_what_the_file_says(bring):
    said = facts(title="The ferry is back & late")
    bring(exports.post(said, title="The ferry is back &amp; late"))
    bring(exports.post(said, title="The ferry was sold", post_id="12", post_name="sold"))
    titles = list(Article.objects.order_by("pk").values_list("headline", flat=True))
    assert titles == ["The ferry is back & late", "The ferry was sold"]


def test_a_dateline_that_was_rewritten_stays_among_the_words():
    said = ((f"{OURS}dateline", '["VAN", "", "", "VAN —"]'),)
    assert openings.dateline(said, "<p>It rains in VAN — now.</p>") == (
        None,
        "<p>It rains in VAN — now.</p>",
    )
    found, rest = openings.dateline(
        said, '<figure data-picture="1"></figure><p>VAN — It rains.</p>'
    )
    assert (found.place, found.dash) == ("VAN", "")
    assert rest == '<figure data-picture="1"></figure><p>It rains.</p>'


def test_no_fact_brings_what_no_text_has(bring):
    said = facts(
        dateline='["GYU\\u0000M\\ud800RI", "", "—", "GYUMRI —"]',
        bylines='[["by", "na\\ud800re"], ["by", "na\\u0000re"]]',
        correction='{"noted_at": "2021-03-04T12:00:00+00:00", "text": "It \\udfffwas.", "kind": 7}',
    )
    bring(exports.post(said, body="GYUMRI — It left."))
    story = Article.objects.get()
    assert story.dateline_place == "GYUMRI"
    assert [line.contributor.slug for line in story.bylines.all()] == ["nare"]
    assert [note.text for note in story.corrections.all()] == ["It was."]

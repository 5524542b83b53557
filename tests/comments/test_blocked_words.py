"""Words that an editor blocks, however readers write them."""

import pytest

from comments import blockedwords
from comments.models import Comment, Rules
from tests.comments.test_rules import send
from tests.make import make_rules

Status = Comment.Status


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("casino", "The CASINO."),
        ("casino", "a “casino’s” owner"),
        ("casino", "ca\u00adsi\u200bno"),
        ("casino", "ｃａｓｉｎｏ"),
        ("casino", "cásíno"),
        ("casino*", "casinos"),
        ("casino*", "Casino"),
        ("free money", "FREE,\nmoney!"),
        ("free mon*", "free moneys"),
        ("ԲԱՐԵՎ", "բարև"),
        ("բարեւ", "բարև"),
        ("բարև", "ԲԱՐԵՎ"),
        ("բարև", "Բարեւ՜"),
        ("և", "եւ"),
        ("խաբեբա*", "Խաբեբաներ՛ը"),
        ("սեւ*", "ՍԵՎԱՆ"),
        ("ﬓ", "մն"),
        ("ИДИОТ", "идиот"),
        ("Straße", "STRASSE"),
    ],
)
def test_a_word_is_found_however_it_is_written(line, text):
    assert blockedwords.find(f"nothing\n{line}", "Not here", f"Look: {text} there") == line


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("ass", "a class of assassins"),
        ("cialis", "a specialist, socialism"),
        ("casino", "casinos"),
        ("casino*", "on this occasion"),
        ("free money", "free of money"),
        ("բար", "բարև"),
        ("արև*", "բարև"),
        ("և", "ել"),
        ("", "nothing"),
    ],
)
def test_a_part_of_another_word_is_none(line, text):
    assert blockedwords.find(line, text) is None


def test_no_two_texts_make_a_word_together():
    assert blockedwords.find("free money", "free", "money") is None


def test_a_list_keeps_each_word_once_as_it_was_written():
    typed = " Casino \r\n\r\ncasino\nCASINO*\nբարև\nԲԱՐԵՎ\n"
    assert blockedwords.tidy(typed) == "Casino\nCASINO*\nբարև"


@pytest.mark.parametrize("line", ["*", "!!!", "🙂"])
def test_a_line_without_a_word_is_told(line):
    with pytest.raises(ValueError, match=r".*") as failure:
        blockedwords.tidy(f"casino\n{line}")
    assert failure.value.args == (line,)


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["body", "name", "website"])
@pytest.mark.parametrize("become", [Status.PENDING, Status.SPAM])
def test_a_comment_with_a_blocked_word_becomes_what_the_rules_say(field, become):
    make_rules(blocked_words="casino*", blocked_become=become, hold=Rules.Hold.NOBODY)
    assert send(**{field: "https://casinos.example"}) == (become, "blocked_word")
    assert send(email="b@example.org", body="An occasional visit.") == (Status.VISIBLE, "clear")

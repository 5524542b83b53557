"""Names that could pass for the paper's own: what waits for a moderator, and what does not."""

import pytest

from comments import moderation
from comments.models import Comment, Decision, Rules
from newsroom.models import Masthead
from tests.comments.test_rules import SHOWN, send
from tests.make import make_comment, make_rules, make_user

pytestmark = pytest.mark.django_db

Status, Hold = Comment.Status, Rules.Hold


@pytest.mark.parametrize(
    "name",
    [
        "Nora (staff)",
        "STAFF",
        "Նորա, Խմբագրութիւն",
        "St\u200baff\u0301",  # with what nobody sees, and an accent
        "\U0001d412taff",  # a mathematical S
    ],
)
def test_a_name_with_the_mark_of_staff_waits(name):
    make_rules(hold=Hold.NOBODY, trusted_addresses="ani@example.org")
    assert send(name=name) == (Status.PENDING, "mark_of_staff")
    assert send(name="Nora Staffield", body="It is my name.") == (Status.VISIBLE, "trusted")


@pytest.mark.parametrize(
    "name",
    [
        "\u0405taff",  # DZE for S
        "St\u0430ff",  # a Cyrillic a
        "\u0455\u0442\u0430\u0493\u0493",  # Cyrillic from end to end
        "\u054faff Staf\u0584",  # Armenian tiwn for S, keh for f
        "ѕt\u03b1ff, Nora",  # a Greek alpha
        "$taff",
        "St@ff!",
        "5taff",
        "S t a f f",
        "S.T.A.F.F.",
        "J. S T A F F",  # beside an initial
        "Nora S-T-A-F-F 1",
        "Sta ff",
        "St af f",
        "Staff123",
        "24Staff",
        "5taff2024, Nora",
        "\U0001f182\U0001f183\U0001f170\U0001f175\U0001f175",  # in dark squares
        "\U0001f1f8\U0001f1f9\U0001f1e6\U0001f1eb\U0001f1eb",  # of flags
        "ꜱᴛᴀꜰꜰ",
        "Nora [Տtaff]",
    ],
)
def test_a_name_that_looks_like_the_mark_of_staff_waits_and_the_moderator_is_told(name):
    make_rules(hold=Hold.NOBODY)
    assert send(name=name) == (Status.PENDING, "mark_of_staff")
    assert Decision.objects.get().reason == "the name looks like the mark of staff"


@pytest.mark.parametrize(
    "name",
    [
        "The Valley Post",
        "valley post",
        "Vаllеy Pоst",
        "Editor, Val1ey P0st",
        "V A L L E Y Post",
        "ValleyPost",
        "Valley Post24",
    ],
)
def test_a_name_that_is_or_looks_like_the_paper_s_waits(name):
    make_rules(hold=Hold.NOBODY)
    Masthead.objects.update_or_create(pk=1, defaults={"name": "The Valley Post"})
    assert send(name=name) == (Status.PENDING, "name_of_paper")


@pytest.mark.parametrize(
    "name",
    [
        "Nora Staffield",
        "Staffan",
        "Stafford",
        "Falstaff 2",
        "Staff0rd",
        "Stafford7",
        "J. S. Taff",
        "S. Taff",
        "JS Taff",
        "Sta F. F.",
        "J. S. T. A. Ffoulkes",
        "Стас",
        "Սթաֆ Հակոբյան",
        "Valley Girl",
        "J. R. Post",
        "Անի 5",
        "Nora!",
    ],
)
def test_other_names_do_not_wait_for_how_they_look(name):
    make_rules(hold=Hold.NOBODY)
    Masthead.objects.update_or_create(pk=1, defaults={"name": "The Valley Post"})
    assert send(name=name) == SHOWN


def test_who_is_called_as_the_paper_is_waits_once_under_that_name_and_address():
    make_rules(hold=Hold.NOBODY)
    Masthead.objects.update_or_create(pk=1, defaults={"name": "Ani"})
    assert send(name="Ani", body="One.") == (Status.PENDING, "name_of_paper")
    assert send(name="Ani", body="Two.") == (Status.PENDING, "name_of_paper")  # nobody decided yet
    moderation.approve(Comment.objects.get(body="One."), by=make_user())
    assert send(name="Ani", body="Three.") == SHOWN
    assert send(name="Ani, editor", body="Four.") == (Status.PENDING, "name_of_paper")
    assert send(name="Ani", email="other@example.org") == (Status.PENDING, "name_of_paper")


def test_a_name_like_the_paper_s_is_not_known_from_what_no_editor_approved():
    make_rules(hold=Hold.NOBODY)
    moderator = make_user()
    make_comment(
        name="Ani", email="ani@example.org"
    )  # from elsewhere, or from before the paper's name was this
    gone = make_comment(name="Ani", email="ani@example.org", status=Status.PENDING)
    moderation.approve(gone, by=moderator)
    moderation.reject(gone, by=moderator)
    Masthead.objects.update_or_create(pk=1, defaults={"name": "Ani"})
    assert send(name="Ani") == (Status.PENDING, "name_of_paper")


def test_an_editor_s_yes_lets_nobody_carry_the_mark_of_staff():
    make_rules(hold=Hold.NOBODY)
    waiting = make_comment(name="Nora Staff", email="ani@example.org", status=Status.PENDING)
    moderation.approve(waiting, by=make_user())
    assert send(name="Nora Staff") == (Status.PENDING, "mark_of_staff")

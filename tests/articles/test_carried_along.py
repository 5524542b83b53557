"""What a form of the desk carries along of how it was opened: no history names it, and odd marks harm nothing."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import Tag
from newsroom.models import Masthead
from tests.articles.deskforms import form_data
from tests.articles.test_two_editors import answers, choices, desk
from tests.articles.test_two_texts import SAVE, SVG, address, make_page, two
from tests.make import make_contributor, make_menu, make_tag

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changes", "said"), [({}, "No fields changed."), ({"title": "Who we are"}, "Changed Title.")]
)
def test_the_history_names_what_somebody_changed_and_nothing_else(changes, said):
    page, client = make_page(), desk("anahit")
    client.post(address(page), form_data(client, address(page), **changes) | SAVE)
    assert LogEntry.objects.get().get_change_message() == said


def test_no_way_back_is_offered_where_no_working_copy_was_kept():
    _second, shown = two(make_page(), {"title": "Theirs"}, {"title": "Ours"})
    assert re.findall(r'<a href="\?[^"]*"', shown.text) == []


def test_a_small_window_stays_one_while_two_texts_are_decided():
    tag, first, second = make_tag(), desk("anahit"), desk("narek")
    window = f"{address(tag)}?_to_field=id&_popup=1"
    forms = [form_data(client, window, name=name) for client, name in ((first, "A"), (second, "B"))]
    assert first.post(address(tag), forms[0] | SAVE).status_code == 302
    shown = second.post(window, forms[1] | SAVE | {"_popup": "1", "_to_field": "id"})
    assert shown.status_code == 409
    closing = second.post(window, answers(shown, **{"name-0": "mine"}))
    assert (closing.status_code, "Popup closing" in closing.text) == (200, True)
    assert Tag.objects.get().name == "B"


@pytest.mark.parametrize(("choice", "is_kept"), [("theirs", True), ("mine", False)])
def test_a_logo_that_one_has_not_seen_is_not_taken_away_unasked(choice, is_kept):
    make_menu("/about/")
    paper = Masthead.objects.get()
    first, second = desk("anahit"), desk("narek")
    old, new = ({"logo": SimpleUploadedFile(f"{name}.svg", SVG)} for name in ("old", "new"))
    first.post(address(paper), form_data(first, address(paper), logo_alt="Post") | SAVE | old)
    forms = [form_data(client, address(paper)) | SAVE for client in (first, second)]
    assert first.post(address(paper), forms[0] | new).status_code == 302
    shown = second.post(address(paper), forms[1] | {"logo-clear": "on"})
    assert (shown.status_code, choices(shown)) == (409, {"take-logo-0": ""})
    saved = second.post(address(paper), answers(shown, **{"logo-0": choice}))
    assert (saved.status_code, bool(Masthead.objects.get().logo)) == (302, is_kept)


@pytest.mark.parametrize(
    "marks", ["[1]", "{", '{"body": 5}', '{"body": [[1]]}', '{"title": {"a": 1}}', "[" * 5000]
)
def test_marks_that_no_form_of_ours_made_are_as_good_as_none(marks):
    page, client = make_page(), desk("anahit")
    form = form_data(client, address(page), title="Ours", body="<p>New.</p>", opened=marks)
    assert client.post(address(page), form | SAVE).status_code == 409


def test_a_key_that_no_row_can_have_is_shown_as_it_was_typed():
    row, client = make_contributor(), desk("anahit")
    form = form_data(client, address(row), picture="9" * 30, opened="") | SAVE
    shown = client.post(address(row), form)
    assert (shown.status_code, "9" * 30 in shown.text) == (409, True)

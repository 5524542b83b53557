"""Two people in one form that is no story's: nobody overwrites what they have not seen, and nothing is lost."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from articles.models import Contributor, Page, Section
from comments.models import Rules
from newsletter.models import Newsletter
from newsroom.models import Banner, Masthead, MenuItem, OldAddress
from tests.articles.deskforms import form_data
from tests.articles.test_two_editors import FIRST, SECOND, THIRD, answers, choices, desk
from tests.make import (
    make_banner,
    make_contributor,
    make_menu,
    make_newsletter,
    make_picture,
    make_rule,
    make_section,
    make_tag,
)
from tests.together import at_once

pytestmark = pytest.mark.django_db

SAVE = {"_save": "Save"}
SECTIONS = "/admin/articles/section/"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1"><path d="M0 0h4v1H0z"/></svg>'


def address(row):
    return f"/admin/{row._meta.label_lower.replace('.', '/')}/{row.pk}/change/"


def two(row, theirs, ours, group="editor"):
    """Let two people save what they changed; return the second's client and the page that they get."""
    first, second = desk("anahit", group), desk("narek", group)
    forms = [
        form_data(client, address(row), **changes) | SAVE
        for client, changes in ((first, theirs), (second, ours))
    ]
    assert first.post(address(row), forms[0]).status_code == 302
    return second, second.post(address(row), forms[1])


def make_redirect(**fields):
    return OldAddress.objects.create(path="/old", target="/about/", **fields)


def make_page(**fields):
    usual = {"path": "about", "title": "About us", "body": FIRST + SECOND}
    return Page.objects.create(**usual | fields)


def test_the_second_save_of_a_page_is_shown_both_texts_by_paragraph():
    page = make_page()
    second, shown = two(page, {"body": FIRST + THIRD}, {"body": FIRST, "title": "Who we are"})
    assert shown.status_code == 409
    assert "anahit saved this after you had opened it." in shown.text
    assert choices(shown) == {"take-title-0": "mine", "take-body-1": "theirs"}
    assert Page.objects.get().body == FIRST + THIRD
    saved = second.post(address(page), answers(shown))
    assert saved.status_code == 302
    page.refresh_from_db()
    assert (page.title, page.body) == ("Who we are", FIRST + THIRD)


def test_until_one_is_chosen_nothing_is_saved():
    page = make_page()
    second, shown = two(page, {"title": "Theirs"}, {"title": "Ours", "body": FIRST})
    again = second.post(address(page), answers(shown))
    assert (again.status_code, "Choose one of both" in again.text) == (422, True)
    assert Page.objects.get().title == "Theirs"
    assert second.post(address(page), answers(again, **{"title-0": "mine"})).status_code == 302
    page.refresh_from_db()
    assert (page.title, page.body) == ("Ours", FIRST)


def test_who_is_saved_a_third_time_meanwhile_is_seen_too():
    page = make_page()
    second, shown = two(page, {"title": "Theirs"}, {"title": "Ours"})
    third = desk("tigran")
    assert (
        third.post(address(page), form_data(third, address(page), title="Third")).status_code == 302
    )
    again = second.post(address(page), answers(shown, **{"title-0": "mine"}))
    assert (again.status_code, "tigran saved this" in again.text) == (409, True)
    assert Page.objects.get().title == "Third"


def test_who_changed_nothing_overwrites_nothing():
    page = make_page()
    _second, saved = two(page, {"title": "Theirs"}, {})
    assert saved.status_code == 302
    assert Page.objects.get().title == "Theirs"


def test_what_was_typed_into_a_page_that_a_colleague_deleted_is_saved_as_a_new_one():
    page, client = make_page(), desk("narek")
    form = form_data(client, address(page), title="Who we are") | SAVE
    Page.objects.all().delete()
    shown = client.post(address(page), form)
    assert (shown.status_code, "A colleague deleted this" in shown.text) == (410, True)
    typed = dict(re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', shown.text))
    typed = {name: unescape(value) for name, value in typed.items()}
    assert client.post("/admin/articles/page/add/", typed | {"_continue": ""}).status_code == 302
    page = Page.objects.get()
    assert (page.title, page.body) == ("Who we are", FIRST + SECOND)


def test_what_was_typed_into_a_list_that_a_colleague_deleted_comes_back_with_its_digest():
    make_rule(make_newsletter(name="Morning"))
    client = desk("narek", "newsletter")
    row = Newsletter.objects.get()
    form = form_data(client, address(row), name="Evening", **{"rules-0-asks_first": "False"}) | SAVE
    where = address(row)
    row.delete()
    shown = client.post(where, form)
    typed = QueryDict(mutable=True)
    for name, value in re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', shown.text):
        typed.appendlist(name, unescape(value))
    saved = client.post("/admin/newsletter/newsletter/add/", dict(typed.lists()))
    digest = saved.context["inline_admin_formsets"][0].formset.forms[0]
    assert saved.context["adminform"].form["name"].value() == "Evening"
    assert (digest["time_zone"].value(), digest.is_valid()) == ("Europe/Paris", True)


def test_the_same_form_sent_twice_is_saved_without_a_question():
    page, client = make_page(), desk("anahit")
    form = form_data(client, address(page), title="Who we are") | SAVE
    assert [client.post(address(page), form).status_code for _ in range(2)] == [302, 302]


def test_a_form_that_does_not_say_what_it_had_before_it_overwrites_nothing():
    page, client = make_page(), desk("anahit")
    form = form_data(client, address(page), title="Ours") | SAVE
    del form["opened"]
    assert client.post(address(page), form).status_code == 409
    assert Page.objects.get().title == "About us"


@pytest.mark.parametrize(
    ("make", "group", "field"),
    [
        (make_section, "editor", "name"),
        (make_tag, "editor", "name"),
        (make_contributor, "editor", "bio"),
        (make_picture, "editor", "caption"),
        (make_banner, "editor", "words"),
        (make_redirect, "editor", "target"),
        (make_newsletter, "newsletter", "description"),
    ],
)
def test_no_other_form_of_the_desk_overwrites_what_was_not_seen(make, group, field):
    row = make()
    second, shown = two(row, {field: "/theirs/"}, {field: "/ours/"}, group)
    assert (shown.status_code, choices(shown)) == (409, {f"take-{field}-0": ""})
    row.refresh_from_db()
    assert getattr(row, field) == "/theirs/"
    assert second.post(address(row), answers(shown, **{f"{field}-0": "mine"})).status_code == 302
    row.refresh_from_db()
    assert getattr(row, field) == "/ours/"


def test_the_rules_for_comments_are_not_overwritten_unseen():
    rules = Rules.current()
    rules.save()
    words = {"blocked_words": "casino"}, {"blocked_words": "lottery"}
    _second, shown = two(rules, *words, "moderator")
    assert (shown.status_code, choices(shown)) == (409, {"take-blocked_words-0": ""})
    assert Rules.objects.get().blocked_words == "casino"


def test_the_masthead_and_its_menu_are_two_things_that_two_people_change():
    make_menu("/about/")
    paper = Masthead.objects.get()
    lines = {"menu_items-1-label": "Contact", "menu_items-1-address": "/contact/"}
    _second, saved = two(paper, lines, {"tagline": "Every day"})
    assert saved.status_code == 409  # what only one of them changed is ticked
    assert choices(saved) == {"take-tagline-0": "mine", "take-menu_items-0": "theirs"}
    assert _second.post(address(paper), answers(saved)).status_code == 302
    paper.refresh_from_db()
    assert paper.tagline == "Every day"
    assert [item.address for item in MenuItem.objects.all()] == ["/about/", "/contact/"]


def test_a_logo_that_was_chosen_is_asked_for_again_and_no_other_is_overwritten():
    make_menu("/about/")
    paper = Masthead.objects.get()
    first, second = desk("anahit"), desk("narek")
    files = [SimpleUploadedFile(f"{name}.svg", SVG) for name in ("theirs", "ours")]
    forms = [
        form_data(client, address(paper), logo_alt="The Post") | SAVE for client in (first, second)
    ]
    assert first.post(address(paper), forms[0] | {"logo": files[0]}).status_code == 302
    shown = second.post(address(paper), forms[1] | {"logo": files[1]})
    assert (shown.status_code, "choose it again when this is saved" in shown.text) == (409, True)
    assert second.post(address(paper), answers(shown)).status_code == 302
    assert Masthead.objects.get().logo.name.startswith("masthead/theirs")


def test_a_logo_of_a_colleague_stays_where_somebody_saves_other_things():
    make_menu("/about/")
    paper = Masthead.objects.get()
    first, second = desk("anahit"), desk("narek")
    logo = {"logo": SimpleUploadedFile("theirs.svg", SVG), "logo_alt": "The Post"}
    forms = [form_data(client, address(paper)) | SAVE for client in (first, second)]
    assert first.post(address(paper), forms[0] | logo).status_code == 302
    shown = second.post(address(paper), forms[1] | {"tagline": "Every day"})
    assert second.post(address(paper), answers(shown)).status_code == 302
    paper = Masthead.objects.get()
    assert (paper.tagline, paper.logo_alt) == ("Every day", "The Post")
    assert paper.logo.name.startswith("masthead/theirs")


def test_the_digests_of_a_list_are_not_overwritten_unseen():
    rule = make_rule(make_newsletter(name="Morning"))
    row = Newsletter.objects.get()
    early, late = ({"rules-0-at": at, "rules-0-asks_first": "False"} for at in ("06:00", "08:00"))
    _second, shown = two(row, early, late, "newsletter")
    assert (shown.status_code, choices(shown)) == (409, {"take-rules-0": ""})
    rule.refresh_from_db()
    assert f"{rule.at:%H:%M}" == "06:00"


def test_a_banner_that_is_saved_puts_nothing_back_on_the_masthead():
    make_menu("/about/")
    client, banner = desk("anahit"), make_banner()
    form = form_data(client, address(banner), words="It opens again") | SAVE
    Masthead.objects.update(name="The Valley Post")
    assert client.post(address(banner), form).status_code == 302
    assert (Masthead.objects.get().name, Banner.objects.get().words) == (
        "The Valley Post",
        "It opens again",
    )


def rows(client, **changes):
    """Return what a browser would post from the list of sections, with `changes`."""
    formset, data = client.get(SECTIONS).context["cl"].formset, {}
    for form in (formset.management_form, *formset.forms):
        for bound in form:
            shown = bound.value()
            if shown not in (None, False):
                data[bound.html_name] = "on" if shown is True else shown
            if bound.field.show_hidden_initial:
                data[bound.html_initial_name] = bound.initial
    return data | changes | SAVE


def test_the_list_of_sections_saves_what_was_changed_there_and_leaves_the_rest():
    make_section(name="Town", position=1), make_section(name="World", position=2)
    first, second = desk("anahit"), desk("narek")
    forms = rows(first, **{"form-0-position": 9}), rows(second, **{"form-1-position": 0})
    assert [first.post(SECTIONS, forms[0]).status_code] == [302]
    assert second.post(SECTIONS, forms[1]).status_code == 302
    places = dict(Section.objects.values_list("name", "position"))
    assert places == {"Town": 9, "World": 0}


def test_a_place_in_the_list_that_a_colleague_changed_is_asked_about_once():
    make_section(name="Town", position=1)
    first, second = desk("anahit"), desk("narek")
    forms = rows(first, **{"form-0-position": 9}), rows(second, **{"form-0-position": 5})
    assert first.post(SECTIONS, forms[0]).status_code == 302
    asked = second.post(SECTIONS, forms[1])
    assert (asked.status_code, "A colleague saved “9” here meanwhile." in asked.text) == (200, True)
    assert Section.objects.get().position == 9
    assert 'name="initial-form-0-position" value="9"' in asked.text
    assert second.post(SECTIONS, forms[1] | {"initial-form-0-position": 9}).status_code == 302
    assert Section.objects.get().position == 5


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_in_one_moment_one_is_asked():
    row = make_contributor(bio="Writes.")
    clients = [desk(name) for name in ("anahit", "narek")]
    forms = [
        form_data(client, address(row), bio=f"{at} of them.") | SAVE
        for at, client in enumerate(clients)
    ]
    codes = []

    def save(client, form):
        codes.append(client.post(address(row), form).status_code)

    at_once(*(lambda c=c, f=f: save(c, f) for c, f in zip(clients, forms, strict=True)))
    assert sorted(codes) == [302, 409]
    assert Contributor.objects.get().bio in {"0 of them.", "1 of them."}

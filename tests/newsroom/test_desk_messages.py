"""Whatever the desk says, by our words or by Django's, it says in Armenian too."""

import re

import polib
import pytest
from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.utils import translation

from tests import make
from tests.harness import desk_messages, messages

UNTRANSLATED = {
    "Armenpress",
    "claim",
    "mailbox",
    "parent",
    "thread",
}  # a name; fields that no form shows
domains = pytest.mark.parametrize("domain", desk_messages.DOMAINS)
FILLED_IN = re.compile(r"%\(\w+\)[sdr]|%[sd]|\{\w*\}")


@domains
def test_the_compiled_catalogue_says_what_the_written_one_says(domain):
    path = desk_messages.path(domain)
    written, compiled = polib.pofile(path), polib.mofile(path.with_suffix(".mo"))
    assert {(entry.msgctxt, entry.msgid): said(entry) for entry in compiled} == {
        (entry.msgctxt, entry.msgid): said(entry) for entry in written if entry.translated()
    }


@domains
def test_a_translation_fills_in_what_the_original_fills_in(domain):
    for entry in polib.pofile(desk_messages.path(domain)):
        for words in said(entry):
            if words:
                assert set(FILLED_IN.findall(words)) == set(FILLED_IN.findall(entry.msgid))


def test_the_catalogue_of_readers_says_nothing_twice():
    readers = {entry.msgid for entry in polib.pofile(messages.path("hy"))}
    assert readers & {entry.msgid for entry in polib.pofile(desk_messages.path("django"))} == set()


def said(entry):
    return (entry.msgstr, *entry.msgstr_plural.values())


@domains
def test_everything_that_the_desk_says_is_translated(domain):
    catalogue = polib.pofile(desk_messages.path(domain))
    translated = {
        (entry.msgctxt, entry.msgid, entry.msgid_plural)
        for entry in catalogue
        if entry.translated()
    }
    assert translated == desk_messages.said(domain)


def test_words_whose_number_is_known_later_are_translated_too():
    words = ("%d letter is sent again.", "%d letters are sent again.")
    with translation.override("hy"):
        assert translation.ngettext(*words, 2) == "%d նամակ կրկին ուղարկվում է։"


@pytest.mark.django_db
def test_every_name_label_and_hint_of_the_admin_is_wrapped_for_translation(rf):
    request = rf.get("/admin/")
    request.user = make.make_user(is_superuser=True)
    spoken = []
    for language in ("en", "hy"):
        with translation.override(language):
            spoken.append([str(words) for words in said_by_the_admin(request)])
    alike = {english for english, armenian in zip(*spoken, strict=True) if english == armenian}
    assert {words for words in alike if re.search(r"[a-z]{3}", words)} == UNTRANSLATED


def said_by_the_admin(request):
    for model, model_admin in admin.site._registry.items():
        yield from (model._meta.verbose_name, model._meta.verbose_name_plural)
        yield model._meta.app_config.verbose_name
        yield from (action[2] for action in model_admin.get_actions(request).values())
        yield model_admin.search_help_text or ""
        yield from (
            label_for_field(name, model, model_admin) for name in shown(model_admin, request)
        )
        for title, _ in model_admin.get_fieldsets(request):
            yield title or ""
        for field in model._meta.fields:
            yield from (field.verbose_name, field.help_text) if field.editable else ()
        for field in model_admin.form.declared_fields.values():
            yield from (field.label or "", field.help_text)


def shown(model_admin, request):
    return [name for name in model_admin.get_list_display(request) if name != "action_checkbox"]

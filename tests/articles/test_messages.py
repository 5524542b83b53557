"""Whatever readers are told, they are told in their language."""

import polib
import pytest
from django.utils import translation

from tests.harness import messages

languages = pytest.mark.parametrize("language", messages.LANGUAGES)


@languages
def test_everything_that_readers_are_told_is_translated(language):
    catalogue = polib.pofile(messages.path(language))
    translated = {(entry.msgid, entry.msgid_plural) for entry in catalogue if entry.translated()}
    assert translated == messages.said()


@languages
def test_the_compiled_catalogue_says_what_the_written_one_says(language):
    path = messages.path(language)
    written, compiled = polib.pofile(path), polib.mofile(path.with_suffix(".mo"))
    assert {entry.msgid: (entry.msgstr, entry.msgstr_plural) for entry in compiled} == {
        entry.msgid: (entry.msgstr, entry.msgstr_plural) for entry in written
    }


@languages
def test_a_translation_fills_in_what_the_original_fills_in(language):
    for entry in polib.pofile(messages.path(language)):
        for said in (entry.msgstr, *entry.msgstr_plural.values()):
            if said:
                assert messages.blanks(said) == messages.blanks(entry.msgid)


def test_western_armenian_has_its_own_words():
    with translation.override("hyw"):
        assert translation.gettext("You May Also Like") == "Կարդացէք նաեւ"
    with translation.override("hy"):
        assert translation.gettext("You May Also Like") == "Կարդացեք նաև"


@languages
def test_a_newsletter_is_no_newspaper(language):
    about = [
        entry for entry in polib.pofile(messages.path(language)) if "newsletter" in entry.msgid
    ]
    said = " ".join(entry.msgstr.lower() for entry in about)
    assert len(about) > 10
    assert [word for word in ("լրագ", "լրաթերթ") if word in said] == []

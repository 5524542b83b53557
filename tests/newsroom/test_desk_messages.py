"""Whatever the desk says, by our words or by Django's, it says in Armenian too."""

import re

import polib
import pytest

from tests.harness import desk_messages, messages

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

"""The catalogues of the desk: what colleagues are told, by us and by Django, in Armenian.

`python -m tests.harness.desk_messages` adds what is new to the catalogues under `locale/desk/`, drops what is no
longer said, compiles them and names what waits for a translator. Readers' words have catalogues of their own.
"""

import ast
import calendar
import os
import sys
from importlib.util import find_spec
from pathlib import Path

import django
import polib

from tests.harness import messages

LANGUAGE = "hy"
DOMAINS = ("django", "djangojs")  # the second is what the admin's own scripts say
APPS = ("articles", "comments", "newsletter", "newsroom")
FUNCTIONS = messages.FUNCTIONS | {"gettext_noop"}
IN_CONTEXT = {"pgettext", "pgettext_lazy"}
BORROWED = ("django_tasks.base", "django_tasks_db.models", "simple_history.models")
EDITOR = (
    "django_prose_editor"  # lists what its scripts say in its own catalogues, none of them Armenian
)
DJANGO = Path(django.__file__).parent
ROOMS = ("conf", "contrib/admin", "contrib/auth", "contrib/contenttypes")
# What Django says otherwise than an Armenian would: months in dates are in the genitive.
MENDED = {("alt. month", month, "") for month in calendar.month_name[1:]} | {
    (None, "email address", "")
}
# Of what stands in Django's general catalogue the desk says this; the rest are names of languages and a welcome.
GENERAL = ("core/validators", "db/", "forms/", "utils/")


def path(domain: str) -> Path:
    """Return where a catalogue of the desk stands."""
    return messages.ROOT / "locale" / "desk" / LANGUAGE / "LC_MESSAGES" / f"{domain}.po"


def said(domain: str) -> set[tuple[str | None, str, str]]:
    """Return what the desk says and Django has not translated: context, words, and their plural."""
    if domain != "django":
        return _by_django(domain) | _by_the_editor() - _translated_by_django(domain)
    ours = _in_templates() | _in_python()
    to_readers = {(None, *words) for words in messages.said()}
    return (ours - _translated_by_django(domain) | _by_django(domain) | MENDED) - to_readers


def _in_templates():
    templates = messages.ROOT / "templates"
    files = [*sorted(templates.rglob("*.html")), *sorted(templates.glob("mail/desk/*.txt"))]
    return {(None, *words) for file in files for words in messages.in_template(file)}


def _in_python():
    ours = [file for app in APPS for file in sorted((messages.ROOT / app).rglob("*.py"))]
    borrowed = [Path(find_spec(name).origin) for name in BORROWED]
    calls = (
        node
        for file in ours + borrowed
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call)
    )
    return {words for call in calls for words in _words(call)}


def _words(call):
    """Yield context, words and plural of a call that has words translated."""
    function = messages.translator(call)
    if function in IN_CONTEXT:
        context, words = messages.words_of(call)
        yield context, words, ""
    if function in FUNCTIONS and (words := messages.words_of(call)) != ("", ""):
        yield None, *words


def _by_the_editor():
    folder = Path(find_spec(EDITOR).origin).parent / "locale" / "de" / "LC_MESSAGES"
    return {_key(entry) for entry in polib.pofile(folder / "djangojs.po") if not entry.obsolete}


def _by_django(domain):
    every = {
        _key(entry)
        for room in ROOMS
        for entry in _catalogue(room, "en", domain)
        if room != "conf" or any(place.startswith(GENERAL) for place, _ in entry.occurrences)
    }
    return every - _translated_by_django(domain)


def _translated_by_django(domain):
    entries = (entry for room in ROOMS for entry in _catalogue(room, LANGUAGE, domain))
    return {_key(entry) for entry in entries if entry.translated()}


def _catalogue(room, language, domain):
    file = DJANGO / room / "locale" / language / "LC_MESSAGES" / f"{domain}.po"
    return polib.pofile(file) if file.exists() else []


def _key(entry):
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def update(domain: str) -> list[str]:
    """Bring a catalogue up to date, compile it and return what it does not translate yet."""
    catalogue, wanted = polib.pofile(path(domain), wrapwidth=99), said(domain)
    catalogue[:] = [entry for entry in catalogue if _key(entry) in wanted]
    for context, msgid, plural in wanted - {_key(entry) for entry in catalogue}:
        forms = {0: "", 1: ""} if plural else {}
        catalogue.append(
            polib.POEntry(msgctxt=context, msgid=msgid, msgid_plural=plural, msgstr_plural=forms)
        )
    catalogue.sort(key=lambda entry: (entry.msgid.lower(), entry.msgctxt or ""))
    catalogue.save()
    catalogue.save_as_mofile(path(domain).with_suffix(".mo"))
    return [entry.msgid for entry in catalogue if not entry.translated()]


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    waiting = [f"{domain}: {msgid}" for domain in DOMAINS for msgid in update(domain)]
    sys.stdout.writelines(f"{line}\n" for line in waiting)
    return 1 if waiting else 0


if __name__ == "__main__":
    sys.exit(main())

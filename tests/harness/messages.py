"""The catalogues of our words: what readers are told, in the languages in which they read.

`python -m tests.harness.messages` adds what is new to the catalogues under `locale/`, drops what is
no longer said, compiles them and names what waits for a translator; no gettext tools are needed.
"""

import ast
import os
import re
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("hy", "hyw")
FUNCTIONS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
APPS = ("articles", "comments", "newsletter", "newsroom/press", "newsroom/templatetags")
# What only the newsroom reads is in English.
DESK = {
    "admin",
    "admin.py",
    "apps.py",
    "desk",
    "doctor",
    "management",
    "migrations",
    "models",
    "models.py",
    "rosters",
    "sending",
    "stages.py",
    "trial.py",
}
DESK_FILES = {
    *(ROOT / "articles" / "forms").glob("*.py"),
    *(
        ROOT / "articles" / f"{name}.py"
        for name in ("decoding", "documents", "endings", "standing")
    ),
}
DESK_FILES |= {
    ROOT / "articles" / f"{name}.py" for name in ("changes", "fields", "hanging", "saves")
}
DESK_FILES |= {
    ROOT / "comments" / "reasons.py",
    ROOT / "newsletter" / "arriving.py",
    ROOT / "newsroom" / "press" / "longlist.py",
    ROOT / "newsroom" / "press" / "minutes.py",
}


def path(language: str) -> Path:
    """Return where the catalogue of a language stands."""
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def said() -> set[tuple[str, str]]:
    """Return what readers are told, each with its plural (empty where it has none)."""
    from articles.models import Correction

    kinds = {(kind.label._args[0], "") for kind in Correction.Kind}
    return kinds | _in_templates() | _in_python()


def _in_templates():
    return {
        words for file in _readers_files(ROOT / "templates", "*") for words in in_template(file)
    }


def in_template(file: Path):
    """Yield what a template has translated."""
    from django.template.loader import get_template
    from django.templatetags.i18n import BlockTranslateNode, TranslateNode

    nodes = get_template(str(file.relative_to(ROOT / "templates"))).template.nodelist
    for node in nodes.get_nodes_by_type(TranslateNode):
        yield str(node.filter_expression.var.literal), ""
    for node in nodes.get_nodes_by_type(BlockTranslateNode):
        plural = node.render_token_list(node.plural)[0] if node.plural else ""
        yield node.render_token_list(node.singular)[0], plural


def _in_python():
    calls = (
        node
        for app in APPS
        for file in _readers_files(ROOT / app, "*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call) and translator(node) in FUNCTIONS
    )
    return {words_of(call) for call in calls}


def translator(call: ast.Call) -> str:
    """Return the name of what a call calls, or, of a `partial`, what is called later."""
    name = getattr(call.func, "id", "")
    return getattr(call.args[0], "id", "") if name == "partial" and call.args else name


def words_of(call: ast.Call) -> tuple[str, str]:
    """Return what a call has translated, and its plural (each empty where it says none)."""
    words = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
    return (*words, "", "")[:2]


def _readers_files(folder, pattern):
    files = (file for file in folder.rglob(pattern) if file.is_file())
    kinds = (".py", ".html", ".txt")
    return [
        file
        for file in sorted(files)
        if file.suffix in kinds
        and file not in DESK_FILES
        and not DESK.intersection(file.relative_to(ROOT).parts)
    ]


def blanks(words: str) -> set[str]:
    """Return the names of what is filled into a text."""
    return set(re.findall(r"%\((\w+)\)", words))


def update(language: str) -> list[str]:
    """Bring a catalogue up to date, compile it and return what it does not translate yet."""
    catalogue = polib.pofile(path(language), wrapwidth=99)
    wanted = said()
    catalogue[:] = [entry for entry in catalogue if (entry.msgid, entry.msgid_plural) in wanted]
    known = {(entry.msgid, entry.msgid_plural) for entry in catalogue}
    for msgid, plural in wanted - known:
        forms = {0: "", 1: ""} if plural else {}
        catalogue.append(polib.POEntry(msgid=msgid, msgid_plural=plural, msgstr_plural=forms))
    catalogue.sort(key=lambda entry: entry.msgid.lower())
    catalogue.save()
    catalogue.save_as_mofile(path(language).with_suffix(".mo"))
    return [entry.msgid for entry in catalogue if not entry.translated()]


def main() -> int:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    waiting = [f"{language}: {msgid}" for language in LANGUAGES for msgid in update(language)]
    sys.stdout.writelines(f"{line}\n" for line in waiting)
    return 1 if waiting else 0


if __name__ == "__main__":
    sys.exit(main())

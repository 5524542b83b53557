"""The documents name what is there: a function that moves takes its line in the documents along."""

import ast
import re
from pathlib import Path

import pytest

from newsroom import roles

ROOT = Path(__file__).resolve().parent.parent
ARCHITECTURE = "docs/architecture.md"
DOCUMENTS = ["README.md", "CHANGELOG.md", *(f"docs/{path.name}" for path in ROOT.glob("docs/*.md"))]
ROOMS = [
    *("articles", "comments", "newsletter", "newsroom"),
    *("newsroom/desk", "newsroom/moving", "newsroom/oldlinks", "newsroom/press", "newsroom/sample"),
]
# The nouns of Django stand in every app and need no line of their own.
NOUNS = {"__init__", "admin", "apps", "forms", "models", "settings", "urls", "views", "wsgi"}

OWNER = re.compile(r"`([\w/]+\.py): ([\w.]+)`")
LINK = re.compile(r"\]\(([^)#:]+)\)")
TARGET = re.compile(r"`make ([a-z-]+)")


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def owners():
    return sorted(set(OWNER.findall(read(ARCHITECTURE))))


def holds(path, dotted):
    """Say whether a file defines a name, `Class.method` among them."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    for name in dotted.split("."):
        found = next((node for node in body if name in names(node)), None)
        if found is None:
            return False
        body = getattr(found, "body", [])
    return True


def names(node):
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def test_every_behaviour_has_the_owner_that_the_architecture_names():
    missing = [
        f"{path}: {name}"
        for path, name in owners()
        if not (ROOT / path).exists() or not holds(ROOT / path, name)
    ]
    assert missing == []


@pytest.mark.parametrize("room", ROOMS)
def test_the_architecture_knows_every_topic_of_a_room(room):
    topics = {
        f"{room}/{path.name}" for path in (ROOT / room).glob("*.py") if path.stem not in NOUNS
    }
    assert topics - {path for path, _ in owners()} == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_documents_link_to_what_is_there(document):
    here = (ROOT / document).parent
    assert [link for link in LINK.findall(read(document)) if not (here / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_documents_name_commands_that_make_knows(document):
    known = {
        name
        for line in re.findall(r"^([a-z -]+):", read("Makefile"), re.M)
        for name in line.split()
    }
    assert set(TARGET.findall(read(document))) - known == set()


def test_the_editors_guide_knows_every_group():
    head = re.search(r"^\| +\|(.*)\|$", read("docs/editing.md"), re.M)
    assert {name.strip() for name in head[1].split("|")} == set(roles.ROLES)


def test_this_file_would_notice(tmp_path):
    module = tmp_path / "module.py"
    module.write_text("LIMIT = 5\nSTEPS: list = []\n\n\nclass Story:\n    def save(self): ...\n")
    found = [holds(module, name) for name in ("LIMIT", "STEPS", "Story", "Story.save")]
    assert found == [True, True, True, True]
    assert [holds(module, name) for name in ("save", "Story.load", "LIMIT.save")] == [False] * 3
    assert OWNER.findall("- A line: `a/b.py: C.d`") == [("a/b.py", "C.d")]
    assert len(owners()) > 100

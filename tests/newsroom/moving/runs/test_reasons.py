"""What reports say is said at the desk in the language of whoever reads it."""

import ast
import importlib
import inspect
import pkgutil
import re

import pytest
from django.utils import translation

from newsroom import moving
from newsroom.models import ImportRun
from newsroom.moving.bringing import objections
from newsroom.moving.desk import reasons, words
from newsroom.moving.runs import carrying
from tests import make
from tests.newsroom.moving import exports

PARTS = ("became", "bringing", "media", "reading.mended", "texts")
NO_REASONS = {"PHASE", "TURN", "TABLES"}
FILLED_IN = "x1"
VERB = re.compile(r"\b(is|are|was|were|has|had|did|does|said|sent|took|answer\w*)\b")
TABLES = (objections.KINDS, objections.STATUSES, objections.ANSWERS, objections.APPROVALS)


def modules():
    """Yield the modules that judge what is brought, as they are imported and as they are written."""
    for found in pkgutil.walk_packages(moving.__path__, f"{moving.__name__}."):
        if found.name.removeprefix(f"{moving.__name__}.").startswith(PARTS):
            module = importlib.import_module(found.name)
            yield module, ast.parse(inspect.getsource(module))


def constants():
    """Yield the short sentences that the modules of an import name."""
    for module, _ in modules():
        yield from (
            value
            for name, value in vars(module).items()
            if name.isupper() and name not in NO_REASONS and isinstance(value, str)
        )


def sentences():
    """Yield what they say in the midst of their code, with a word in each place that is filled in.

    What is translated where it is said is left out.
    """
    for _, tree in modules():
        nodes = list(ast.walk(tree))
        filled = [node for node in nodes if isinstance(node, ast.JoinedStr)]
        calls = [node for node in nodes if isinstance(node, ast.Call)]
        known = {id(part) for node in filled for part in node.values}
        known |= {id(each) for call in calls if _is_translation(call) for each in call.args}
        yield from ("".join(map(_as_said, node.values)) for node in filled)
        for node in nodes:
            if isinstance(node, ast.Constant) and id(node) not in known:
                yield str(node.value)


def _is_translation(call):
    return isinstance(call.func, ast.Name) and call.func.id == "_"


def _as_said(part):
    return part.value if isinstance(part, ast.Constant) else FILLED_IN


def is_reason(said):
    """Say whether this is a sentence, and no path, pattern, statement or list."""
    return re.fullmatch(r"[a-z]+( [^ =<>{}\\\n]+){2,}", said) and VERB.search(said)


def test_every_reason_that_an_import_gives_is_known_to_the_desk():
    said = {value for value in constants() if value[:1].islower() and " " in value}
    tables = {value for table in TABLES for value in table.values()}
    assert (said | tables) - reasons.KNOWN == set()


def test_every_sentence_that_an_import_says_is_one_of_the_desk():
    said = {value for value in sentences() if is_reason(value)}
    assert "it is on another host: x1" in said
    assert {each for each in said if in_armenian(each) == each} == set()


def in_armenian(why):
    with translation.override("hy"):
        return reasons.spoken(why)


@pytest.mark.parametrize(
    ("why", "armenian"),
    [
        ("it was in the trash", "աղբամանում էր"),
        ("it is on another host: x.example", "այլ կայքում է՝ x.example"),
        ("comment 12 × 2", "մեկնաբանություն 12 × 2"),
        ("its status was “a “strange” one”", "կարգավիճակը «a “strange” one» էր"),
        (
            "This picture has more than the 60 million pixels that are allowed.",
            "Այս նկարն ավելի մեծ է, քան թույլատրելի 60 միլիոն պիքսելը։",
        ),
        ("nobody has thought of this: x.example", "nobody has thought of this: x.example"),
    ],
)
def test_a_reason_is_said_in_armenian_around_the_name_in_it(why, armenian):
    assert in_armenian(why) == armenian


def test_kinds_are_called_by_their_armenian_names():
    with translation.override("hy"):
        assert str(words.KINDS["post"]) == "հոդվածներ"


@pytest.mark.django_db
def test_the_report_of_an_armenian_editor_says_why_in_armenian(client, begin):
    client.force_login(make.make_user("editor", desk_language="hy"))
    weather = exports.post(post_id="12", body="Rain. [weather town=Sevan] [gallery ids=7]")
    run = begin(exports.post(status="trash"), weather)
    carrying.carry_out(ImportRun.objects.take("a worker"))
    for view in ("change", "entries"):
        page = client.get(f"/admin/newsroom/importrun/{run.pk}/{view}/")
        assert "աղբամանում էր" in page.content.decode()
        assert "բաց թողնված կարճ կոդ" in page.content.decode()
        assert "համար 7" in page.content.decode()

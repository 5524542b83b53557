"""What reports say is said at the desk in the language of whoever reads it."""

import importlib
import pkgutil

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
TABLES = (objections.KINDS, objections.STATUSES, objections.ANSWERS, objections.APPROVALS)


def constants():
    """Yield the short sentences that the modules of an import name."""
    for found in pkgutil.walk_packages(moving.__path__, f"{moving.__name__}."):
        if found.name.removeprefix(f"{moving.__name__}.").startswith(PARTS):
            module = importlib.import_module(found.name)
            yield from (
                value
                for name, value in vars(module).items()
                if name.isupper() and name not in NO_REASONS and isinstance(value, str)
            )


def test_every_reason_that_an_import_gives_is_known_to_the_desk():
    said = {value for value in constants() if value[:1].islower() and " " in value}
    tables = {value for table in TABLES for value in table.values()}
    assert (said | tables) - reasons.KNOWN == set()


def test_a_reason_is_said_in_armenian_and_one_with_a_name_in_it_as_it_is():
    with translation.override("hy"):
        assert reasons.spoken("it was in the trash") == "աղբամանում էր"
        assert reasons.spoken("it is on another host: x.example") == (
            "it is on another host: x.example"
        )
        assert str(words.KINDS["post"]) == "հոդվածներ"


@pytest.mark.django_db
def test_the_report_of_an_armenian_editor_says_why_in_armenian(client, begin):
    client.force_login(make.make_user("editor", desk_language="hy"))
    weather = exports.post(post_id="12", body="Rain. [weather town=Sevan]")
    run = begin(exports.post(status="trash"), weather)
    carrying.carry_out(ImportRun.objects.take("a worker"))
    for view in ("change", "entries"):
        page = client.get(f"/admin/newsroom/importrun/{run.pk}/{view}/")
        assert "աղբամանում էր" in page.content.decode()
        assert "բաց թողնված կարճ կոդ" in page.content.decode()

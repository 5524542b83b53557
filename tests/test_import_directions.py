"""Who may know whom: the plan of the house, read from the imports themselves."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = {"articles", "comments", "newsletter"}
MAY_IMPORT = {"articles": set(), "comments": {"articles"}, "newsletter": {"articles"}}
GROUND = ("newsroom.press", "newsroom.models")

# Inside an app each room imports only what stands to its left; what is in no list is a topic module.
TEXT = {
    "articles": {
        "datelines",
        "dates",
        "differences",
        "embeds",
        "excerpts",
        "filekinds",
        "reads",
        "rendering",
        "slugs",
        "stems",
    },
    "comments": {"addresses", "blockedwords", "lookalikes", "reasons"},
    "newsletter": {"addresses", "bouncecodes", "returnpath", "returns", "timetables"},
}
MODELS = {"models", "fields", "migrations"}
FORMS = {"forms", "formfields"}
SHOWN = {"admin", "views", "management", "templatetags", "feeds", "sitemaps"}
ORDER = ["text", "models", "topic", "forms", "shown", "urls"]
# So do the rooms in which a site moves in, from the words that all of them share to the desk; who leaves knows none.
MOVING = [
    *(["longest", "became", "progress", "bar"], ["reading"], ["texts"], ["ours"], ["media"]),
    *(["links"], ["bringing"], ["wordpress"], ["runs"], ["desk"], ["leaving"], ["homecoming"]),
]


def sources(folder):
    for path in sorted((ROOT / folder).rglob("*.py")):
        yield path, ".".join(path.relative_to(ROOT).with_suffix("").parts)


def imports(path):
    """Return the dotted names that a file imports, those inside functions too."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides where it goes"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def stands_in(name, *rooms):
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


def room(app, module):
    """Return which room of an app a module stands in: text, models, topic, forms, shown or urls."""
    parts = module.split(".")
    head = parts[1] if len(parts) > 1 else "apps"
    rooms = {"text": TEXT[app], "models": MODELS, "forms": FORMS, "shown": SHOWN, "urls": {"urls"}}
    return next((name for name, modules in rooms.items() if head in modules), "topic")


@pytest.mark.parametrize("app", sorted(APPS))
def test_apps_know_no_other_app_than_the_plan_says(app):
    forbidden = APPS - MAY_IMPORT[app] - {app}
    strays = [
        f"{module} imports {name}"
        for path, module in sources(app)
        for name in imports(path)
        if stands_in(name, *forbidden)
    ]
    assert strays == []


@pytest.mark.parametrize("app", sorted(APPS))
def test_apps_know_nothing_of_the_roof(app):
    strays = [
        f"{module} imports {name}"
        for path, module in sources(app)
        for name in imports(path)
        if stands_in(name, "newsroom") and not stands_in(name, *GROUND)
    ]
    assert strays == []


def test_the_ground_knows_no_app_and_nothing_of_the_roof():
    ground = [*sources("newsroom/press"), *sources("newsroom/models")]
    strays = [
        f"{module} imports {name}"
        for path, module in ground
        for name in imports(path)
        if stands_in(name, *APPS) or (stands_in(name, "newsroom") and not stands_in(name, *GROUND))
    ]
    assert strays == []


def test_old_links_are_answered_without_knowing_how_they_came():
    strays = [
        f"{module} imports {name}"
        for path, module in sources("newsroom/oldlinks")
        for name in imports(path)
        if stands_in(name, "newsroom.moving")
    ]
    assert strays == []


def test_every_import_says_in_full_where_it_goes():
    for folder in (*sorted(APPS), "newsroom", "tests"):
        for path, _ in sources(folder):
            imports(path)  # stops at a relative one


@pytest.mark.parametrize("app", sorted(APPS))
def test_inside_an_app_imports_point_to_the_left(app):
    strays = [
        f"{module} ({here}) imports {name} ({there})"
        for path, module in sources(app)
        if (here := room(app, module)) and not module.endswith(".apps")
        for name in imports(path)
        if stands_in(name, app) and ORDER.index(there := room(app, name)) > ORDER.index(here)
    ]
    assert strays == []


def moving_rooms():
    """Return each room of the moves with the place that it has in the row."""
    return {room: place for place, rooms in enumerate(MOVING) for room in rooms}


def test_a_site_moves_in_from_room_to_room():
    places, knows = moving_rooms(), {}
    for path, module in sources("newsroom/moving"):
        here = module.split(".")[2]
        there = {name.split(".")[2] for name in imports(path) if stands_in(name, "newsroom.moving")}
        knows.setdefault(here, set()).update(there - {here, "__init__"})
    assert knows.keys() - {"__init__"} == places.keys()
    assert knows["leaving"] == set()
    strays = [
        f"{here} imports {there}"
        for here, others in knows.items()
        for there in others
        if places[there] >= places[here]
    ]
    assert strays == []


def test_this_file_would_notice(tmp_path):
    stray = tmp_path / "stray.py"
    stray.write_text(
        "def late():\n    from comments.models import Comment\n    import newsroom.urls\n"
    )
    assert imports(stray) == {"comments.models.Comment", "newsroom.urls"}
    assert stands_in("comments.models.Comment", "comments")
    assert not stands_in("comments_more", "comments")
    assert (room("articles", "articles.stems"), room("articles", "articles.search")) == (
        "text",
        "topic",
    )

"""The desk's first page: on top what is late or broken, then what waits for whom."""

from articles import permissions
from newsroom.desk.today import boards, letters, troubles


def page(user) -> dict:
    """Return what the first page shows to somebody; each list is short, whatever the archive holds."""
    return {
        "troubles": [*troubles.known_to(user), *letters.troubles(user)],
        "boards": [*boards.of(user), *letters.boards(user)],
        "may_write": user.has_perm("articles.add_article"),
        "may_look_ahead": permissions.may_look_ahead(user),
    }

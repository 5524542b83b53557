"""The desk's first page: on top what is late or broken, then what waits for whom."""

from articles import permissions
from newsroom.desk.today import archives, boards, letters, troubles


def page(user) -> dict:
    """Return what the first page shows to somebody; each list is short, whatever the archive holds."""
    runs = archives.pressing(user)
    return {
        "troubles": [
            *troubles.known_to(user),
            *letters.troubles(user),
            *archives.troubles(runs),
        ],
        "boards": [*boards.of(user), *letters.boards(user), *archives.boards(runs)],
        "may_write": user.has_perm("articles.add_article"),
        "may_look_ahead": permissions.may_look_ahead(user),
    }

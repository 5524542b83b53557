"""What each group of the newsroom may do, as a new database knows it; an operator may change it in the admin."""

REPORTER = [
    "articles.view_article",
    "articles.add_article",
    "articles.change_article",
    "articles.delete_article",
    "articles.view_section",
    "articles.view_tag",
    "articles.add_tag",
    "articles.view_contributor",
    "articles.view_picture",
    "articles.add_picture",
    "articles.view_page",
]
EDITOR = [
    *REPORTER,
    "articles.publish_article",
    "articles.change_picture",
    *(
        f"articles.{verb}_{noun}"
        for noun in ("section", "tag", "contributor", "page", "byline", "correction", "pick")
        for verb in ("view", "add", "change", "delete")
    ),
    "newsroom.view_masthead",
    "newsroom.add_masthead",
    "newsroom.change_masthead",
    *(f"newsroom.{verb}_menuitem" for verb in ("view", "add", "change", "delete")),
]
MODERATOR = [
    "comments.view_comment",
    "comments.moderate_comment",
    "comments.view_decision",
]
NEWSLETTER = [
    *(f"newsletter.{verb}_newsletter" for verb in ("view", "add", "change", "delete")),
    "newsletter.view_subscriber",
    "newsletter.change_subscriber",
    "newsletter.delete_subscriber",
    "newsletter.view_subscription",
]
ROLES = {
    "reporter": [
        *REPORTER,
        *(f"articles.{verb}_byline" for verb in ("view", "add", "change", "delete")),
    ],
    "editor": [*EDITOR, *MODERATOR],
    "moderator": MODERATOR,
    "newsletter": NEWSLETTER,
}


def establish(groups, permissions) -> None:
    """Make the groups and give each what its role needs; what an operator added stays.

    `groups` and `permissions` are managers, so that a migration can hand in its own.
    """
    for name, codenames in ROLES.items():
        group, _ = groups.get_or_create(name=name)
        group.permissions.add(*_find(permissions, codenames))


def _find(permissions, names):
    found = []
    for name in sorted(set(names)):
        app_label, codename = name.split(".")
        found.append(permissions.get(content_type__app_label=app_label, codename=codename))
    return found

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
    "articles.view_document",
    "articles.add_document",
    "articles.view_page",
]
EDITOR = [
    *REPORTER,
    "articles.publish_article",
    "articles.change_picture",
    "articles.change_document",
    "articles.delete_document",
    *(
        f"articles.{verb}_{noun}"
        for noun in ("section", "tag", "contributor", "page", "byline", "correction", "pick")
        for verb in ("view", "add", "change", "delete")
    ),
    "newsroom.view_masthead",
    "newsroom.add_masthead",
    "newsroom.change_masthead",
    *(f"newsroom.{verb}_menuitem" for verb in ("view", "add", "change", "delete")),
    "newsroom.bring_in_archive",
]
ISSUES = [
    "newsletter.view_newsletter",
    *(f"newsletter.{verb}_issue" for verb in ("view", "add", "change", "delete", "send")),
    "newsletter.view_digestrule",
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
    "newsletter.export_subscriber",
    "newsletter.view_subscription",
    *ISSUES,
    *(f"newsletter.{verb}_digestrule" for verb in ("add", "change", "delete")),
]
ROLES = {
    "reporter": [
        *REPORTER,
        *(f"articles.{verb}_byline" for verb in ("view", "add", "change", "delete")),
    ],
    "editor": [*EDITOR, *MODERATOR, *ISSUES],
    "moderator": MODERATOR,
    "newsletter": NEWSLETTER,
}


def establish(groups, permissions, *, models=None) -> None:
    """Make the groups and give each what its role needs; what an operator added stays.

    `groups` and `permissions` are managers, so that a migration can hand in its own. A migration that
    brings new models names them, so that nobody gets back what an operator has taken away; one that
    runs before a model exists gives what there is.
    """
    for name, codenames in ROLES.items():
        group, _ = groups.get_or_create(name=name)
        group.permissions.add(*_find(permissions, codenames, models))


def _find(permissions, names, models):
    known = permissions.filter(content_type__model__in=models) if models else permissions.all()
    by_name = {
        f"{p.content_type.app_label}.{p.codename}": p for p in known.select_related("content_type")
    }
    return [by_name[name] for name in sorted(set(names)) if name in by_name]

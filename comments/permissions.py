"""Who may do what with comments."""

from newsroom.models import User


def may_moderate(user: User) -> bool:
    """Say whether this colleague decides about comments."""
    return user.is_active and user.is_staff and user.has_perm("comments.moderate_comment")


def may_block(user: User) -> bool:
    """Say whether this colleague blocks senders, and lifts that again: who decides about comments does."""
    return may_moderate(user)


def may_answer(user: User) -> bool:
    """Say whether this colleague answers readers in the paper's name: who decides about comments does."""
    return may_moderate(user)


def may_set_rules(user: User) -> bool:
    """Say whether this colleague sets the rules for comments: who decides about each of them does."""
    return may_moderate(user)


def may_edit_words(user: User) -> bool:
    """Say whether this colleague changes what readers wrote: who decides about comments does."""
    return may_moderate(user)

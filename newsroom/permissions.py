"""What somebody's place in the newsroom asks of them and lets them do, to a colleague's login too."""

from django.conf import settings

from articles.permissions import may_publish

MAKES_PUBLISHERS = ("newsroom.change_user", "auth.change_group")


def must_use_second_factor(user) -> bool:
    """Say whether a password is not enough for `user`: everyone who can publish or can let somebody publish."""
    if not settings.REQUIRE_SECOND_FACTOR:
        return False
    return may_publish(user) or any(user.has_perm(name) for name in MAKES_PUBLISHERS)


def may_bring_in(user) -> bool:
    """Say whether `user` may bring in the archive of an old site, comments and their addresses too."""
    return user.has_perm("newsroom.bring_in_archive")


def may_redirect(user) -> bool:
    """Say whether `user` decides where the addresses lead that nothing has any more."""
    return may_publish(user)


def may_reset_second_factor(user, colleague) -> bool:
    """Say whether `user` may take a lost second factor from `colleague`; for one's own there is a page."""
    if user == colleague or not user.has_perm("newsroom.change_user"):
        return False
    return user.is_superuser or not colleague.is_superuser

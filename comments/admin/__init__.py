"""What moderators have at the desk."""

from comments.admin import bans, queue, rules  # noqa: F401 - they register themselves

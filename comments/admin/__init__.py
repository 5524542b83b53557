"""What moderators have at the desk."""

from comments.admin import queue  # noqa: F401 - it registers itself

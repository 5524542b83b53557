"""Where people are logged in."""

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.module_loading import import_string

from newsroom.models.user import User


class Session(AbstractBaseSession):
    """A browser in which somebody is logged in; the key is a digest of what its cookie says."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")

    def __str__(self):
        return f"{self.expire_date:%Y-%m-%d %H:%M}"

    @classmethod
    def get_session_store_class(cls):
        return import_string(f"{settings.SESSION_ENGINE}.SessionStore")

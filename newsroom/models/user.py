"""Who works here."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Someone who works in the newsroom; a password that was handed out lasts until the first login."""

    class DeskLanguage(models.TextChoices):
        """What the desk can speak; to whom nothing is said here it speaks as the browser asks."""

        ENGLISH = "en", "English"
        ARMENIAN = "hy", "Հայերեն"

    must_change_password = models.BooleanField(_("must change password"), default=False)
    desk_language = models.CharField(
        _("language of the desk"), max_length=2, choices=DeskLanguage.choices, blank=True
    )
    sessions_ended = models.PositiveIntegerField(default=0, editable=False)  # how often

    def save(self, *args, update_fields=None, **kwargs):
        """Save; whoever may not log in any more is not logged in anywhere either, not even when they come back."""
        if not self.is_active:
            self.sessions_ended += 1
            update_fields = update_fields and {*update_fields, "sessions_ended"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def end_sessions(self):
        """Log this person out of every browser."""
        self.sessions_ended += 1
        self.save(update_fields=["sessions_ended"])

    def _get_session_auth_hash(self, secret=None):
        bound_to = f"{self.password} {self.sessions_ended}"
        return salted_hmac(
            "newsroom.session", bound_to, secret=secret, algorithm="sha256"
        ).hexdigest()

    def set_password(self, raw_password):
        super().set_password(raw_password)
        self.must_change_password = False

    def set_temporary_password(self, raw_password):
        """Set a password that opens nothing but the page on which it is changed."""
        self.set_password(raw_password)
        self.must_change_password = True

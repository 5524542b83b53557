from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsletterConfig(AppConfig):
    name = "newsletter"
    verbose_name = _("Newsletter")

    def ready(self):
        from newsletter.forgetting import forget_unconfirmed
        from newsletter.reading_bounces import read_due
        from newsroom.press import clock, redaction

        clock.every_minute(forget_unconfirmed)
        clock.every_minute(read_due)
        for opened in ("confirm", "preferences", "unsubscribe"):
            redaction.hide_after(f"/newsletter/{opened}/")

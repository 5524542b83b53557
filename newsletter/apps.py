from django.apps import AppConfig


class NewsletterConfig(AppConfig):
    name = "newsletter"
    verbose_name = "Newsletter"

    def ready(self):
        from newsletter.forgetting import forget_unconfirmed
        from newsroom.press import clock, redaction

        clock.every_minute(forget_unconfirmed)
        for opened in ("confirm", "preferences", "unsubscribe"):
            redaction.hide_after(f"/newsletter/{opened}/")

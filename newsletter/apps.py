from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsletterConfig(AppConfig):
    name = "newsletter"
    verbose_name = _("Newsletter")

    def ready(self):
        from articles import copies, sitemaps
        from newsletter import growth, provider, showing
        from newsletter.digests import run_due
        from newsletter.forgetting import forget_unconfirmed
        from newsletter.reading_bounces import read_due
        from newsletter.sending import crew
        from newsletter.sending.claiming import tidy
        from newsletter.sending.overdue import look_after, start_due
        from newsroom.press import clock, redaction

        provider.listen()
        for work in (
            run_due,
            start_due,
            look_after,
            tidy,
            forget_unconfirmed,
            read_due,
            growth.note,
        ):
            clock.every_minute(work)
        clock.beside_the_jobs(crew.work)
        for opened in ("confirm", "preferences", "address", "unsubscribe"):
            redaction.hide_after(f"/newsletter/{opened}/")
        copies.register(showing.pages_of)
        sitemaps.register(showing.lists)
        sitemaps.register(showing.issues)

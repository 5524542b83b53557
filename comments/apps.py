from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = _("Comments")

    def ready(self):
        from articles import copies
        from comments import reporting, sources, threads, waiting, writers
        from newsroom.press import clock, redaction

        for opened in ("decide", "held", "notices", "waiting", "yours"):
            redaction.hide_after(f"/comment/{opened}/")
        copies.register(threads.addresses)
        clock.every_minute(reporting.forget_sources)
        clock.every_minute(writers.forget_unconfirmed)
        clock.every_minute(sources.forget)
        clock.every_minute(waiting.tell)

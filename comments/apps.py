from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = _("Comments")

    def ready(self):
        from articles import copies
        from comments import reporting, threads
        from newsroom.press import clock, redaction

        redaction.hide_after("/comment/held/")
        copies.register(threads.addresses)
        clock.every_minute(reporting.forget_sources)

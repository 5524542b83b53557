from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self):
        from articles import clearing, presence, readership, rights, schedule, strays, workingcopies
        from newsroom.press import clock, pages, redaction

        redaction.hide_after("/preview/")
        pages.register_due(schedule.next_change)
        pages.register_due(schedule.next_midnight)
        clock.every_minute(workingcopies.forget_settled)
        clock.every_minute(clearing.clear)
        clock.every_minute(strays.clear)
        clock.every_minute(presence.forget_gone)
        clock.every_minute(rights.withdraw_over)
        clock.every_minute(readership.count)
        clock.every_minute(readership.forget_old)

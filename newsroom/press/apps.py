from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PressConfig(AppConfig):
    name = "newsroom.press"
    label = "press"
    verbose_name = _("Press")

    def ready(self):
        from newsroom.press import clock, jobs, limits, look, mail

        look.remember()
        clock.every_minute(jobs.reap)
        clock.every_minute(mail.deliver_due)
        clock.every_minute(mail.forget_old)
        clock.every_minute(limits.forget_old)
        clock.every_minute(jobs.forget_old)

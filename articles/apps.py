from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Articles"

    def ready(self):
        from articles import schedule
        from newsroom.press import pages, redaction

        redaction.hide_after("/preview/")
        pages.register_due(schedule.next_change)
        pages.register_due(schedule.next_midnight)

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = "Newsroom"

    def ready(self):
        from newsroom import checks  # noqa: F401 - registers them


class DeskConfig(AdminConfig):
    default_site = "newsroom.desk.site.Desk"

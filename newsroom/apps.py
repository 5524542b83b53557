from allauth.account.apps import AccountConfig
from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _
from django_tasks_db.apps import TasksAppConfig


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = _("Newsroom")

    def ready(self):
        from articles import copies
        from newsroom import checks  # noqa: F401 - registers them
        from newsroom.desk import sessions
        from newsroom.moving.runs import crew, keeping
        from newsroom.oldlinks import copies as oldlinks
        from newsroom.press import clock

        clock.every_minute(sessions.SessionStore.clear_expired)
        copies.register(oldlinks.of)
        clock.every_minute(keeping.forget_uploads)
        clock.every_minute(keeping.forget_strays)
        clock.beside_the_jobs(crew.work)


class JobsConfig(TasksAppConfig):
    verbose_name = _("Jobs")  # type: ignore[assignment]  # Django takes lazy words too


class DeskConfig(AdminConfig):
    default_site = "newsroom.desk.site.Desk"


class LoginsConfig(AccountConfig):
    """allauth without its middleware, which would run on every reader's request: see newsroom/desk/accounts.py."""

    def ready(self):
        from allauth.account import checks  # noqa: F401 - registers them

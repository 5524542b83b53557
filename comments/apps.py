from django.apps import AppConfig


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = "Comments"

    def ready(self):
        from articles import copies
        from comments import threads
        from newsroom.press import redaction

        redaction.hide_after("/comment/held/")
        copies.register(threads.addresses)

"""What the pages of logging in have in common: the desk's look, and its limits."""

from django.contrib import admin

from newsroom.desk import entrance, logins


class AtDesk:
    """A page between the others of the desk."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | admin.site.each_context(self.request) | {"title": self.title}


class Limited:
    """A page on which somebody may guess only so often."""

    def post(self, request, *args, **kwargs):
        wait = self.seconds_to_wait()
        return entrance.too_often(request, wait) if wait else super().post(request, *args, **kwargs)

    @property
    def whose(self):
        return self.request.user

    def seconds_to_wait(self):
        if "code" in self.request.POST:
            return logins.seconds_before_code(self.request, self.whose)
        if "password" in self.request.POST:
            return logins.seconds_before_password(self.request, self.whose.get_username())
        return 0  # a passkey is not guessed

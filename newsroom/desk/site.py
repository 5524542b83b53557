"""The admin site of the newsroom."""

from functools import partial, wraps

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_protect


class Desk(admin.AdminSite):
    """The admin, which shows nothing to somebody who has yet to do something for their login but where to do it."""

    site_title = _("Newsroom")
    index_title = _("Desk")
    enable_nav_sidebar = False  # lists of stories and comments need the width

    index_template = "admin/desk.html"

    # What this site is asked for knows models, which are not there yet when the site is made.
    def get_urls(self):
        from newsroom.desk import ahead

        show = self.admin_view(ahead.show)
        return [
            path("at/", self.admin_view(partial(ahead.choose, self)), name="look_ahead"),
            path("at/<str:at>/", show, name="ahead"),
            path("at/<str:at>/<path:path>", show, name="ahead_page"),
            path(
                "r/<int:content_type_id>/<path:object_id>/",
                self.admin_view(self.on_site),
                name="view_on_site",
            ),
            *super().get_urls(),
        ]

    def index(self, request, extra_context=None):
        from newsroom.desk import today

        return super().index(request, today.page(request.user) | (extra_context or {}))

    def on_site(self, request, content_type_id, object_id):
        """Lead to the page of something for those who may see it at the desk: an address tells a headline."""
        from django.contrib.contenttypes.models import ContentType
        from django.contrib.contenttypes.views import shortcut

        kind = ContentType.objects.filter(pk=content_type_id).first()
        shown = self._registry.get(kind.model_class()) if kind else None
        if shown is None or not shown.has_view_permission(request):
            raise PermissionDenied
        return shortcut(request, content_type_id, object_id)

    @method_decorator(csrf_protect)
    def login(self, request, extra_context=None):
        from newsroom.desk import entrance, language

        return language.spoken(entrance.login)(request)

    @method_decorator(csrf_protect)
    def password_change(self, request, extra_context=None):
        from newsroom.desk import entrance

        answer = entrance.too_many_passwords(request)
        return answer or super().password_change(request, extra_context)

    def admin_view(self, view, cacheable=False):
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def first_things_first(request, *args, **kwargs):
            from newsroom.desk import again, entrance

            first = entrance.what_comes_first(request)
            if first is None and self.has_permission(request):
                return guarded(request, *args, **kwargs)
            offered = again.offer(request, first["Location"] if first else "")
            return offered or first or guarded(request, *args, **kwargs)

        @wraps(guarded)
        def in_their_language(request, *args, **kwargs):
            from newsroom.desk import language

            return language.spoken(first_things_first)(request, *args, **kwargs)

        return in_their_language

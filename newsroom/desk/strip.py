"""The link *Edit* on every page for readers, for who works here alone.

Strangers get the page that everybody gets. Who comes with a session and works here gets that page below a
strip, and no cache keeps theirs.
"""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from articles import permissions
from articles.models import Article, Contributor, Page, Section, Tag
from newsroom.desk import language
from newsroom.press import ribbon

SHOWN_TO_STAFF = {200, 410}
STORIES = {"article_detail", "article_changes", "comment_page"}
NAMED = {"section_detail": Section, "topic_detail": Tag, "author_detail": Contributor}


def lay(get_response):
    """Lay the strip over finished pages, after the view has made them for a stranger."""

    def middleware(request):
        # A page for readers forgets who asks, and nobody's login may be looked up before it is made.
        user = request.user if settings.SESSION_COOKIE_NAME in request.COOKIES else None
        response = get_response(request)
        if user is None or not hasattr(response, "mark"):
            return response
        if response.status_code not in SHOWN_TO_STAFF or not _works_here(user):
            return response
        return _personal(request, response, user)

    return middleware


def _works_here(user):
    return user.is_authenticated and user.is_active and user.is_staff


def _personal(request, response, user) -> HttpResponse:
    del response.mark  # from here on it is one person's
    request.user = user
    with translation.override(language.of(request)):
        context = {"name": user.get_username(), "way": _way_to_edit(request, user)}
        ribbon.lay(request, response, "admin/_staff_ribbon.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _way_to_edit(request, user):
    """Return where what the page shows is edited, and the words for it; None where `user` may not even look."""
    found = request.resolver_match
    if found is None:  # an old address, at which nothing is any more
        return None
    if found.url_name in STORIES:
        return _story(found.kwargs["slug"], user)
    if found.url_name == "front" and permissions.may_arrange(user):
        return reverse("admin:articles_front_changelist"), _("Edit the front page")
    if found.url_name in NAMED:
        return _thing(NAMED[found.url_name].objects.filter(slug=found.kwargs["slug"]), user)
    if found.url_name == "page_detail":
        return _thing(Page.objects.filter(path=found.kwargs["path"]), user)
    return None


def _story(slug, user):
    story = Article.objects.filter(slug=slug).first()
    if story is None or not permissions.may_look_ahead(user):
        return None
    words = _("Edit") if permissions.may_edit(user, story) else _("See it at the desk")
    return reverse("admin:articles_article_change", args=[story.pk]), words


def _thing(found, user):
    thing = found.first()
    model = found.model._meta.model_name
    if thing is None or not user.has_perm(f"articles.change_{model}"):
        return None
    return reverse(f"admin:articles_{model}_change", args=[thing.pk]), _("Edit")

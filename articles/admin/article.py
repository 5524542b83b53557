"""Stories at the desk."""

from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy

from articles import permissions, publishing, standing
from articles.admin.chooser import ChoosesPictures
from articles.admin.colliding import Colliding
from articles.admin.correcting import CorrectingPages
from articles.admin.finding import Finding
from articles.admin.history import HistoryPages
from articles.admin.keeping import Keeping
from articles.admin.originals import Originals
from articles.admin.pinning import Pinning
from articles.admin.previewing import Previewing
from articles.admin.workflow import Workflow
from articles.forms import ArticleForm
from articles.models import Article, Byline, Correction, Pick
from newsroom.press.chosen import NamesChosen
from newsroom.press.longlist import LongList
from newsroom.press.naming import NamesMoments


class BylineInline(NamesChosen, admin.TabularInline):
    model = Byline
    extra = 1
    fields = ("contributor", "role", "position")
    autocomplete_fields = ("contributor",)


class CorrectionInline(NamesMoments, admin.TabularInline):
    model = Correction
    extra = 0
    fields = ("kind", "text", "noted_at", "shows_change")


class PickInline(NamesChosen, admin.TabularInline):
    model = Pick
    fk_name = "article"
    extra = 0
    fields = ("other", "position")
    autocomplete_fields = ("other",)


@admin.register(Article)
class ArticleAdmin(
    Previewing,
    ChoosesPictures,
    Pinning,
    Colliding,
    CorrectingPages,
    Keeping,
    Workflow,
    Originals,
    HistoryPages,
    Finding,
    LongList,
):
    form = ArticleForm
    inlines = (BylineInline, CorrectionInline, PickInline)
    change_form_template = "admin/articles/article/change_form.html"
    list_display = ("headline", "state", "section", "written_by", "saved_at")
    list_filter = ("status", "language", "section")
    list_select_related = ("section",)
    search_fields = ("headline", "slug")
    search_help_text = gettext_lazy(
        "Words, a number or an address. Finds the 20 best of all published stories, and parts of headlines "
        "in what was saved last: 3,000 stories, and 1,000 in each state that readers do not see."
    )
    ordering = ("-saved_at", "-pk")
    autocomplete_fields = ("section", "also_in", "tags", "translation_of")
    raw_id_fields = ("lead_picture",)
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    save_on_top = True
    fieldsets = (
        (None, {"fields": ("headline", "deck", "body")}),
        (
            gettext_lazy("Dateline"),
            {"fields": (("dateline_place", "dateline_agency", "dateline_dash"),)},
        ),
        (
            gettext_lazy("Where it stands"),
            {"fields": (("section", "also_in"), "tags", ("language", "translation_of"))},
        ),
        (gettext_lazy("Lead picture"), {"fields": ("lead_picture", "lead_caption")}),
        (
            gettext_lazy("Publication"),
            {
                "fields": (
                    "status",
                    "published_at",
                    "withdrawal_reason",
                    ("comments_open", "comments_close_after"),
                )
            },
        ),
        (
            gettext_lazy("Search engines and shared links"),
            {"fields": ("search_title", "search_description"), "classes": ("collapse",)},
        ),
        (
            gettext_lazy("Teaser, address and source"),
            {
                "fields": ("summary", "slug", ("source_name", "source_url")),
                "classes": ("collapse",),
            },
        ),
    )

    def get_queryset(self, request):
        stories = super().get_queryset(request).defer("rendered_body", "teaser")
        return stories.prefetch_related("bylines__contributor")

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.may_publish = permissions.may_publish(request.user)
        return form

    def get_readonly_fields(self, request, obj=None):
        if permissions.may_publish(request.user):
            return ()
        return ("published_at", "withdrawal_reason")

    def get_inlines(self, request, obj):
        if permissions.may_publish(request.user):
            return self.inlines
        return (BylineInline,)

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return super().has_change_permission(request)
        return permissions.may_edit(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        if obj is None:
            return super().has_delete_permission(request)
        return permissions.may_delete(request.user, obj)

    def get_actions(self, request):
        # Deleting is decided story by story; what readers have had is withdrawn, never deleted.
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def save_model(self, request, obj, form, change):
        """Leave saving to `save_related`, where the story goes through its door with all that hangs on it."""

    def save_related(self, request, form, formsets, change):
        publishing.save(
            form.instance,
            by=request.user,
            substantive=form.is_substantive,
            seen=(form.cleaned_data["seen"] or 0) if change else None,
            relate=lambda: self._relate(request, form, formsets, change),
        )
        self.settle(request, form)
        self.pin(request, form)
        self.take_note(request, form)

    def _relate(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        form.note_correction()

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.is_published else None

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @admin.display(description=gettext_lazy("state"), ordering="published_at")
    def state(self, article):
        return standing.in_words(article)

    @admin.display(description=gettext_lazy("by"))
    def written_by(self, article):
        return ", ".join(byline.contributor.name for byline in article.bylines.all())

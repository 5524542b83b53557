"""The digests of a list on its page: when they go out and of what, what would go now, and what became of the last."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.utils.dates import WEEKDAYS
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.models import Section
from newsletter.admin import digestwords
from newsletter.models import Cadence, DigestRule
from newsletter.models.digest import newsroom_zone
from newsletter.permissions import may_manage_digests, may_see_issues
from newsletter.timetables import find_zone
from newsroom.press import moment

MANY = len(Cadence)  # one for each way in which readers get a list


class DaysField(forms.MultipleChoiceField):
    """Weekdays as check boxes, kept as their numbers side by side."""

    def prepare_value(self, value):
        return list(value) if isinstance(value, str) else value

    def clean(self, value):
        return "".join(sorted(super().clean(value)))


class SectionsField(forms.ModelMultipleChoiceField):
    """Sections as check boxes, each with those in which it stands."""

    def label_from_instance(self, section):
        return " › ".join(each.name for each in reversed(section.lineage()))


class DigestForm(forms.ModelForm):
    """A digest as an editor says it."""

    weekdays = DaysField(
        label=_("days"),
        choices=[(number, capfirst(name)) for number, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
        initial="01234",
        error_messages={"required": _("Choose at least one day.")},
    )
    at = forms.TimeField(
        label=_("at"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": _("Write a time such as 07:00.")},
    )
    time_zone = forms.CharField(
        label=_("time zone"),
        max_length=64,
        initial=newsroom_zone,
        help_text=_("By whose clocks: Europe/Paris, or Paris alone."),
    )
    sections = SectionsField(
        label=_("sections"),
        queryset=Section.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("With those inside them. None chosen: all."),
    )
    asks_first = forms.TypedChoiceField(
        label=_("before it goes out"),
        choices=[(True, _("ask us first")), (False, _("just send it"))],
        coerce=lambda value: str(value) == "True",
        widget=forms.RadioSelect,
        initial=True,
    )

    TIMES = frozenset({"weekdays", "at", "time_zone"})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = capfirst(field.label)

    def clean_time_zone(self):
        words = self.cleaned_data["time_zone"]
        if zone := find_zone(words):
            return zone
        said = _(
            "There is no time zone “%(name)s”, or more than one. Write it in full: Europe/Paris."
        )
        raise ValidationError(said, params={"name": words})

    def clean_at(self):
        return self.cleaned_data["at"].replace(second=0, microsecond=0)

    def clean(self):
        values = super().clean()
        most, fewest = values.get("at_most"), values.get("fewest")
        if most and fewest and fewest > most:
            said = _("There are never as many: it brings %(most)d at most.")
            self.add_error("fewest", ValidationError(said, params={"most": most}))
        return values

    def save(self, commit=True):
        rule, changed, now = self.instance, set(self.changed_data), moment.now()
        if rule.pk is None or (rule.is_on and "is_on" in changed):
            rule.begin(now)
        elif changed & self.TIMES:
            rule.count_from(now)
        return super().save(commit)


class DigestFormSet(BaseInlineFormSet):
    """The digests of one list, which choose among the sections of its language."""

    @cached_property
    def sections(self):
        chosen = Section.objects.filter(language=self.instance.language)
        return chosen.select_related("parent__parent__parent")

    @cached_property
    def free(self):
        """The readers for whom there is none yet."""
        taken = {rule.cadence for rule in self.get_queryset()}
        return next((each for each in Cadence if each not in taken), Cadence.DAILY)

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["sections"].queryset = self.sections
        if form.instance.pk is None:
            form.fields["cadence"].initial = self.free

    def get_unique_error_message(self, unique_check):
        return _("There is one digest at most for daily readers, and one for weekly readers.")


class DigestInline(admin.StackedInline):
    model = DigestRule
    form, formset = DigestForm, DigestFormSet
    radio_fields = {"order": admin.HORIZONTAL}
    max_num = MANY
    fieldsets = (
        (None, {"fields": ("is_on", "cadence")}),
        (_("When"), {"fields": ("weekdays", "at", "time_zone", "late_hours")}),
        (_("What"), {"fields": ("sections", "order", "at_most", "fewest")}),
        (_("How"), {"fields": ("asks_first",)}),
        (_("What comes of it"), {"fields": ("falls_due", "would_bring", "came_of_it")}),
    )
    readonly_fields = ("falls_due", "would_bring", "came_of_it")

    def get_extra(self, request, obj=None, **kwargs):
        """Offer an empty one as long as there may be another, for who works without scripts too."""
        return 0 if obj and obj.rules.count() >= MANY else 1

    @admin.display(description=_("goes out next"))
    def falls_due(self, rule):
        return digestwords.next_due(rule) if rule.pk else digestwords.NOT_YET

    @admin.display(description=_("would bring now"))
    def would_bring(self, rule):
        return digestwords.would_bring(rule) if rule.pk else digestwords.NOT_YET

    @admin.display(description=_("the last times"))
    def came_of_it(self, rule):
        return digestwords.last_times(rule) if rule.pk else digestwords.NOT_YET

    def has_view_permission(self, request, obj=None):
        return may_see_issues(request.user) or may_manage_digests(request.user)

    def has_add_permission(self, request, obj=None):
        return may_manage_digests(request.user)

    def has_change_permission(self, request, obj=None):
        return may_manage_digests(request.user)

    def has_delete_permission(self, request, obj=None):
        return may_manage_digests(request.user)

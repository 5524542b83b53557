"""Rows of a form at the desk that name another thing: each name is fetched with its row, not asked for again."""

from django.contrib.admin.widgets import AutocompleteSelect
from django.forms import BaseInlineFormSet


class ChosenSelect(AutocompleteSelect):
    """A choice that knows what is `chosen` already and asks the database only for something else."""

    chosen = None

    def optgroups(self, name, value, attr=None):
        if self.chosen is None or value != [str(self.chosen.pk)]:
            return super().optgroups(name, value, attr)
        label = self.choices.field.label_from_instance(self.chosen)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        options.append(self.create_option(name, self.chosen.pk, label, set(value), len(options)))
        return [(None, options, 0)]


class ChosenRows(BaseInlineFormSet):
    """Rows that hand what they name to the fields that offer it."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for name, field in form.fields.items():
            choice = getattr(field.widget, "widget", None)  # the admin puts its buttons around it
            if isinstance(choice, ChosenSelect) and form.instance.pk:
                choice.chosen = getattr(form.instance, name)


class NamesChosen:
    """For rows in the admin whose `autocomplete_fields` are named by each of them."""

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, **{"formset": ChosenRows} | kwargs)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.autocomplete_fields)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = ChosenSelect(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

"""Lists at the desk that may hold a million rows: turned by key, searched within bounds, never counted."""

from collections.abc import Mapping, Sequence

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME, ActionForm
from django.contrib.admin.views.main import ALL_VAR, IS_FACETS_VAR, ORDER_VAR, ChangeList
from django.core.paginator import Paginator
from django.db import connection
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext

from newsroom.press.naming import NamedRows, NamesMoments
from newsroom.press.ordered import Spread, Turning

BEFORE, AFTER = "before", "after"  # the row beside which a page begins, by its key
PER_PAGE = 50
MOST_NUMBERED = (
    1000  # rows that are turned by number: choices under a field, deeds done to one thing
)
SCANNED = 3000  # rows in which a search looks for a part of a word
MOST_PREFIXED = 100  # rows that a search finds by their beginning
MOST_BEGINNING = 1000  # rows that begin so, among which it looks for those that a filter leaves
TICK = '<input type="checkbox" name="{}" value="{}" class="action-select" aria-label="{}">'


class ShortPaginator(Paginator):
    """The first thousand rows by number, read from the front: no OFFSET, and no count beyond them."""

    @cached_property
    def count(self):
        return self.object_list[:MOST_NUMBERED].count()

    def page(self, number):
        number = self.validate_number(number)
        top = min(number * self.per_page, MOST_NUMBERED)
        rows = list(self.object_list[:top])
        return self._get_page(rows[(number - 1) * self.per_page :], number, self)


class KeyedList(ChangeList):
    """A page of a list beside the row whose key stands in the address, the first page by default."""

    def get_queryset(self, request, exclude_parameters=None):
        for name in (BEFORE, AFTER, ORDER_VAR, ALL_VAR, IS_FACETS_VAR):
            self.params.pop(name, None)
            self.filter_params.pop(name, None)
        return super().get_queryset(request, exclude_parameters)

    def get_ordering(self, request, queryset):
        """Return the admin's own order, in which no two rows are equal; no index carries another one."""
        order = list(self.model_admin.get_ordering(request) or self._get_default_ordering())
        if not order:
            return ["-pk"]
        last = order[-1].removeprefix("-")
        if last == "pk" or self.lookup_opts.get_field(last).unique:
            return order
        return [*order, "-pk" if order[0].startswith("-") else "pk"]

    def get_ordering_field_columns(self):
        return {}

    def get_results(self, request):
        room = self.model_admin
        self.turning = Turning(
            self.queryset,
            room.stands_first,
            turned=room.first_come_first,
            spread=None if self.query else room.spread(filtered(request)),
        )
        self.newer = self.older = ""
        keys = self._keys(request.GET)
        # The keys are what filters and search have chosen: neither is asked again.
        rows = self.apply_select_related(self.root_queryset.filter(pk__in=keys))
        self.result_list = rows.order_by(*self.queryset.query.order_by)
        if room.stands_first:
            self.result_list = sorted(self.result_list, key=lambda row: keys.index(row.pk))
        self.result_count = len(keys)
        self.show_admin_actions = bool(keys)
        self.full_result_count = None
        self.show_full_result_count = False
        self.show_all = self.can_show_all = self.multi_page = False

    def _keys(self, asked):
        size = self.list_per_page
        if AFTER in asked and (place := self.turning.place(asked[AFTER])):
            found = self.turning.keys(size + 1, beside=place, back=True)
            if len(found) > size:
                return self._linked(found[size - 1 :: -1], newer=True, older=True)
        elif BEFORE in asked and (place := self.turning.place(asked[BEFORE])):
            found = self.turning.keys(size + 1, beside=place)
            if found:
                return self._linked(found[:size], newer=True, older=len(found) > size)
        found = self.turning.keys(size + 1)
        return self._linked(found[:size], newer=False, older=len(found) > size)

    def _linked(self, keys, *, newer, older):
        self.newer = self.get_query_string({AFTER: keys[0]}) if newer else ""
        self.older = self.get_query_string({BEFORE: keys[-1]}) if older else ""
        return keys


class TickedForm(ActionForm):
    """The choice of an action, which is done to the rows that were ticked and to no others."""

    def clean_select_across(self):
        return False


class SeenLately(admin.AllValuesFieldListFilter):
    """A filter by the values that the newest thousand rows have."""

    def __init__(self, field, request, params, model, model_admin, field_path):
        super().__init__(field, request, params, model, model_admin, field_path)
        newest = model_admin.get_queryset(request).order_by(*model_admin.ordering)
        values = set(newest.values_list(field.name, flat=True)[:MOST_NUMBERED])
        self.lookup_choices = sorted(values)


class LongList(NamesMoments, admin.ModelAdmin):
    """A list at the desk that answers as quickly with a million rows as with ten.

    A search looks for parts of words in the newest rows, and among all rows for what begins as it
    says in a field of `found_by_prefix` or equals it in a field of `found_by_value`, each of which
    has an index; `search_help_text` tells so.
    """

    action_form = TickedForm
    paginator = ShortPaginator
    list_per_page = PER_PAGE
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    sortable_by = ()
    stands_first: Mapping[str, str] = {}  # what rows have that stand before all others
    first_come_first = (
        False  # whether these are read from the other end, the oldest before newer ones
    )
    found_by_prefix: Sequence[str] = ()
    found_by_value: Sequence[str] = ()
    spreads: Sequence[Spread] = ()

    def spread(self, filtered):
        """Return how an index is used for rows that are filtered by these fields, None when it is as it stands."""
        return next((each for each in self.spreads if each.meets(filtered)), None)

    def action_checkbox(self, row):
        """Print the box that ticks a row as Django does, whose template takes a tenth of a page of comments."""
        hint = gettext("Select this object for an action - {}").format(row)
        return format_html(TICK, ACTION_CHECKBOX_NAME, row.pk, hint)

    def get_changelist(self, request, **kwargs):
        return KeyedList

    def get_changelist_formset(self, request, **kwargs):
        return super().get_changelist_formset(request, **{"formset": NamedRows} | kwargs)

    def lookup_allowed(self, lookup, value, request):
        """Allow what the filters beside the list ask for: by hand one could ask for a scan of all rows."""
        return lookup in set(self._lookups(request))

    def _lookups(self, request):
        for each in self.get_list_filter(request):
            name = each[0] if isinstance(each, tuple) else each
            if isinstance(name, str):
                yield from (f"{name}{end}" for end in ("", "__exact", "__id__exact", "__isnull"))
            else:
                yield name.parameter_name

    def get_search_results(self, request, queryset, search_term):
        term = search_term.replace("\0", "").strip()
        if not term:
            return queryset, False
        found = {*self.found(queryset, term), *self.holding(request, queryset, term)}
        return queryset.filter(pk__in=found), False

    def holding(self, request, queryset, term):
        """Return the keys of those of the newest rows that hold parts of words like these."""
        # The database keeps the keys to itself: thousands of them as words of a question take long to plan.
        newest = queryset.model._default_manager.filter(pk__in=_keys(queryset)[:SCANNED])
        matching, _doubles = super().get_search_results(request, newest.order_by(), term)
        return matching.values_list("pk", flat=True)

    def found(self, queryset, term):
        """Yield the keys of what an index finds among all rows."""
        for field in self.found_by_value:
            yield from _keys(queryset.filter(**{field: term}))[:SCANNED]
        for field in self.found_by_prefix:
            yield from beginning(queryset, field, self.prefix(term))

    def prefix(self, term):
        """Return how the fields of `found_by_prefix` would begin."""
        return term


def beginning(queryset, field, prefix):
    """Return the keys of the first rows whose `field` begins like this, by the field's index."""
    if not prefix:
        return []
    begins = {f"{field}__startswith": prefix}
    if connection.vendor == "sqlite":  # its LIKE knows no index of ours
        begins = {f"{field}__gte": prefix, f"{field}__lt": f"{prefix}\U0010ffff"}
    # A filter that leaves few of them would have all of them read.
    first = queryset.model._default_manager.filter(**begins).order_by(field)[:MOST_BEGINNING]
    return list(_keys(queryset.filter(pk__in=_keys(first))).order_by(field)[:MOST_PREFIXED])


def filtered(request):
    """Return the names of the fields by which the address of a list filters it."""
    return {name.partition("__")[0] for name in request.GET}


def _keys(queryset):
    return queryset.prefetch_related(None).values_list("pk", flat=True)

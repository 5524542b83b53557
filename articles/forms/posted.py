"""What a browser would post from a form, read and written without a browser."""

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.http import QueryDict

MOST_ROWS = 1000
LONGEST_KEY = 19  # digits; no database has a key of more


def of_field(bound) -> list:
    """Return what an untouched field would post, as pairs of name and value."""
    widget, value = _widget(bound), bound.value()
    if isinstance(bound.field, forms.FileField):
        return [
            [bound.html_name, str(value or "")]
        ]  # which one is there, though a browser would not say
    if isinstance(widget, forms.MultiWidget):
        pieces = zip(names(bound), widget.widgets, widget.decompress(value) or (), strict=False)
        return [[name, part.format_value(piece) or ""] for name, part, piece in pieces]
    if isinstance(widget, forms.CheckboxInput):
        return [[bound.html_name, "on"]] if widget.check_test(value) else []
    said = widget.format_value(value)
    given = said if isinstance(said, list | tuple) else [said]
    return [[bound.html_name, "" if one is None else str(one)] for one in given]


def of_formset(formset) -> list:
    """Return what an untouched formset would post without its empty rows, as pairs of name and value."""
    forms_there = formset.initial_forms
    pairs = [pair for form in forms_there for bound in form for pair in of_field(bound)]
    count = len(forms_there)
    return pairs + management(formset.prefix, count, count)


def management(prefix: str, total: int, initial: int) -> list:
    """Return what a formset posts of itself."""
    counts = {"TOTAL": total, "INITIAL": initial, "MIN_NUM": 0, "MAX_NUM": MOST_ROWS}
    return [[f"{prefix}-{name}_FORMS", str(count)] for name, count in counts.items()]


def as_data(pairs) -> QueryDict:
    """Return pairs as a request holds what was posted."""
    data = QueryDict(mutable=True)
    for name, value in pairs:
        data.appendlist(name, value)
    return data


def names(bound) -> list[str]:
    """Return the names under which a field posts."""
    widget = _widget(bound)
    if isinstance(widget, forms.MultiWidget):
        return [f"{bound.html_name}{suffix}" for suffix in widget.widgets_names]
    return [bound.html_name]


def read(bound, data, name: str) -> tuple[str, ...]:
    """Return what was posted of a field under one of its names: one kind of line end, nothing that is empty."""
    if isinstance(_widget(bound), forms.CheckboxInput):
        return ("on",) if _widget(bound).value_from_datadict(data, {}, name) else ()
    lines = (value.replace("\r\n", "\n").strip() for value in data.getlist(name))
    given = tuple(value for value in lines if value)
    if not given and isinstance(_widget(bound), forms.Select) and _is_plain(bound.field):
        given = _first(_widget(bound))
    return given


def put(data, name: str, given) -> None:
    """Write what is posted under a name; nothing at all where a browser would post nothing."""
    data.pop(name, None)
    if given:
        data.setlist(name, list(given))


def shown(field, given: tuple[str, ...]) -> str:
    """Say in words what was posted of a field."""
    if isinstance(field, forms.ModelChoiceField):
        keys = [value for value in given if _is_key(value)]
        known = {str(one.pk): str(one) for one in field.queryset.filter(pk__in=keys)}
        return ", ".join(known.get(key, key) for key in given)
    if isinstance(field, forms.ChoiceField):
        labels = {str(key): str(label) for key, label in list(field.widget.choices)}
        return ", ".join(labels.get(value, value) for value in given)
    return " ".join(given)


def _is_key(value):
    return value.isascii() and value.isdecimal() and len(value) < LONGEST_KEY


def _is_plain(field):
    """Say whether the choices of a field are a few words, and no rows of a table that may be long."""
    return isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField)


def _first(widget):
    """Return what a browser posts of a list of choices that nobody touched."""
    keys = [str(key) for key, _label in list(widget.choices)]
    return tuple(keys[:1]) if any(keys[:1]) and not widget.allow_multiple_selected else ()


def _widget(bound):
    widget = bound.field.widget
    return widget.widget if isinstance(widget, RelatedFieldWidgetWrapper) else widget

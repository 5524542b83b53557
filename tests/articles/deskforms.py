"""The form of a story as a browser fills it in and sends it."""

import datetime

from django.forms import FileField
from django.urls import reverse
from django.utils import timezone

from newsroom.press.minutes import MinuteField


def address(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def form_data(client, url, **changes):
    """Return what a browser would post from the form at `url`, with `changes`."""
    data = {}
    context = client.get(url).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [
            inline.formset.management_form,
            *inline.formset.initial_forms,
            *inline.formset.extra_forms,
        ]
    for form in forms:
        for field in form:
            data |= dict(_posted(field, field.value()))
    return data | changes


def _posted(field, value):
    if value is None or value is False or isinstance(field.field, FileField):
        return  # a browser sends no file until one is chosen
    if hasattr(value, "all"):
        value = [one.pk for one in value.all()]
    if isinstance(field.field, MinuteField):
        yield field.html_name, field.field.widget.format_value(value)
        return
    if isinstance(value, datetime.datetime):
        local = timezone.localtime(value)
        yield f"{field.html_name}_0", f"{local:%Y-%m-%d}"
        yield f"{field.html_name}_1", f"{local:%H:%M:%S}"
        return
    yield field.html_name, value


def opened(client, url):
    """Return what a form of the desk carries along of how everything stood when it was opened."""
    return {"opened": client.get(url).context["adminform"].form["opened"].value() or ""}


def save(client, url, **changes):
    button = {} if any(name[0] == "_" for name in changes) else {"_save": "Save"}
    response = client.post(url, form_data(client, url, **changes) | button)
    if response.status_code == 200:
        return response.context["errors"]
    assert response.status_code == 302
    return []


ADD = "/admin/articles/article/add/"

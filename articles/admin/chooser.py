"""Choosing a picture while one writes: found by words, or uploaded with its own, without leaving the story."""

import json

from django.contrib.admin.widgets import ForeignKeyRawIdWidget
from django.core.exceptions import PermissionDenied
from django.forms.widgets import Media, Script
from django.http import HttpResponseNotAllowed, JsonResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from articles import pictures, renditions
from articles.forms import PictureForm
from articles.models import Picture

AT_ONCE = 24  # pictures that are offered; a search finds others
MOST_KNOWN = 200  # pictures that an editor of one text may ask for in one go
CHOOSE = "admin/articles/picture/choose.html"


class PictureChooser:
    """For the admin of pictures: what the editor of a text asks for."""

    def get_urls(self):
        views = {"choose": self.choose_view, "known": self.known_view, "upload": self.upload_view}
        ours = [
            path(f"{name}/", self.admin_site.admin_view(view), name=f"articles_picture_{name}")
            for name, view in views.items()
        ]
        return ours + super().get_urls()

    def choose_view(self, request):
        """Show what may be chosen: the newest pictures, or those of a search, and a form for another one."""
        self._only_who_may_look(request)
        found = Picture.objects.visible().exclude(stem="")
        found, _doubles = self.get_search_results(request, found, request.GET.get("q", ""))
        context = {
            "choices": [(picture, as_json(picture)) for picture in found.order_by("-pk")[:AT_ONCE]],
            "form": _upload_form() if self.has_add_permission(request) else None,
        }
        return TemplateResponse(request, CHOOSE, context)

    def known_view(self, request):
        """Tell what there is to know of the pictures with these keys."""
        self._only_who_may_look(request)
        asked = [key for key in request.GET.get("keys", "").split() if _is_key(key)]
        found = Picture.objects.filter(pk__in=asked[:MOST_KNOWN])
        return JsonResponse({str(picture.pk): as_known(picture) for picture in found})

    def upload_view(self, request):
        """Take a picture in and tell what there is to know of it, or what is wrong by field (422)."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        form = PictureForm(request.POST, request.FILES)
        if not form.is_valid():
            return JsonResponse({"errors": form.errors}, status=422)
        renditions.render(form.instance)
        picture = pictures.save(form.instance)
        self.log_addition(request, picture, [{"added": {}}])
        return JsonResponse(as_known(picture), status=201)

    def _only_who_may_look(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied


class PictureInput(ForeignKeyRawIdWidget):
    """The number of a picture, with the picture beside it; a script makes a button of it that lets one choose."""

    template_name = "django/forms/widgets/text.html"

    @property
    def media(self):
        module = Script("desk/picture-field.js", type="module")
        return Media(css={"all": ["desk/writing.css"]}, js=[module])

    def render(self, name, value, attrs=None, renderer=None):
        field = super().render(name, value, attrs, renderer)
        picture = Picture.objects.filter(pk=value).first() if _is_key(str(value)) else None
        context = {
            "field": field,
            "picture": picture,
            "known": as_json(picture) if picture else "",
            "desk": json.dumps(addresses()),
            "list": reverse("admin:articles_picture_changelist"),
        }
        return render_to_string("admin/articles/picture/_field.html", context)


class ChoosesPictures:
    """For an admin whose rows have a picture."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.remote_field.model is Picture:
            kwargs["widget"] = PictureInput(db_field.remote_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def addresses() -> dict[str, str]:
    """Return where a script asks for pictures."""
    names = ("choose", "known", "upload")
    return {name: reverse(f"admin:articles_picture_{name}") for name in names}


def as_known(picture: Picture) -> dict:
    """Return what the desk shows of a picture."""
    known = {
        "key": str(picture.pk),
        "alt": picture.alt,
        "caption": picture.caption,
        "credit": picture.credit,
        "edit": reverse("admin:articles_picture_change", args=[picture.pk]),
    }
    if not picture.widths:
        return known | {"gone": _("Readers do not get this picture: its rights are over.")}
    return known | {"src": picture.whole_at_most(800), "thumb": picture.at_most(320)}


def as_json(picture: Picture) -> str:
    """Return the same as text."""
    return json.dumps(as_known(picture), ensure_ascii=False)


def _upload_form():
    return PictureForm(auto_id="pick_%s")


def _is_key(text):
    return text.isascii() and text.isdecimal() and len(text) < 19

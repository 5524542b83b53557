"""The field that holds what editors write: rich text, clean whoever saves it."""

import json
import re

from django.forms.widgets import Media, Script
from django.urls import reverse
from django.utils.html import linebreaks
from django.utils.translation import gettext as _
from django_prose_editor.fields import ProseEditorField, ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget

from articles import embeds
from newsroom.press import markup

_TAG = re.compile(r"</?[a-z]", re.IGNORECASE)

# What the editor knows. It drops what it does not know when a story is opened and saved, so it must know
# all that `markup.clean` lets through; that decides what may stand in the database.
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Strike": True,
    "Subscript": True,
    "Superscript": True,
    "Underline": True,
    "Code": True,
    "CodeBlock": True,
    "Heading": {"levels": [2, 3, 4]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HorizontalRule": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "Figure": True,
    "Caption": True,
    "Image": True,
}


class RichTextWidget(AdminProseEditorWidget):
    """The editor from our own static files: no inline script, so it runs under script-src 'self'."""

    @property
    def media(self):
        return Media(
            css={
                "all": [
                    "django_prose_editor/material-icons.css",
                    "django_prose_editor/editor.css",
                    "django_prose_editor/overrides.css",
                    "desk/writing.css",
                ]
            },
            js=[Script("desk/story-editor.js", type="module")],
        )

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-story-desk"] = json.dumps(_desk())
        return context


class RichTextFormField(ProseEditorFormField):
    """Rich text in a form, always with our widget, whatever an admin would put in its place."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs | {"widget": RichTextWidget})

    def to_python(self, value):
        """Take what was typed without the editor for paragraphs, parted by empty lines."""
        typed = super().to_python(value)
        return typed if _TAG.search(typed) else linebreaks(typed, autoescape=True)


class RichTextField(ProseEditorField):
    """HTML written in the editor; what stands in the database has been through `markup.clean`."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("extensions", EXTENSIONS)
        kwargs.setdefault("preset", "story")
        kwargs.setdefault("sanitize", markup.clean)
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance, add):
        value = markup.clean(super().pre_save(model_instance, add) or "")
        setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **kwargs):
        return super().formfield(**kwargs | {"form_class": RichTextFormField})


def _desk():
    """Return what the editor has to know of the desk: where it asks for pictures, which addresses become cards."""
    pictures = {
        name: reverse(f"admin:articles_picture_{name}") for name in ("choose", "known", "upload")
    }
    return pictures | {
        "embeds": [[provider.name, provider.pattern] for provider in embeds.PROVIDERS],
        "words": {
            "picture": _("Picture"),
            "gallery": _("Gallery"),
            "embed": _("Card of another site’s page"),
            "embedAddress": _("Address of a page at {sites}"),
            "embedTitle": _("Title of the card"),
            "pull": _("Pull quote"),
            "cite": _("Who is quoted"),
            "shortcode": _(
                "An instruction to the site that this text came from. Readers do not see it."
            ),
            "caption": _("Caption in this story"),
            "gone": _("This picture is gone."),
            "noAlt": _("No alternative text"),
            "count": _("{words} words · {minutes} min to read"),
            "trouble": _("The site did not answer. Your text is kept; try again."),
        },
    }

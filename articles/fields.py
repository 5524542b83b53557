"""The field that holds what editors write: rich text, clean whoever saves it."""

from django.forms.widgets import Media, Script
from django_prose_editor.fields import ProseEditorField, ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget

from newsroom.press import markup

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
                ]
            },
            js=[Script("desk/story-editor.js", type="module")],
        )


class RichTextFormField(ProseEditorFormField):
    """Rich text in a form, always with our widget, whatever an admin would put in its place."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs | {"widget": RichTextWidget})


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

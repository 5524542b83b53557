"""The field that holds what editors write: rich text, clean on its way into the database whoever saves it."""

from django_prose_editor.fields import ProseEditorField

from newsroom.press import markup

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Strike": True,
    "Subscript": True,
    "Superscript": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HorizontalRule": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "Table": True,
}


class RichTextField(ProseEditorField):
    """HTML written in the editor; what stands in the database has always been through `markup.clean`."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("extensions", EXTENSIONS)
        kwargs.setdefault("preset", "story")
        kwargs.setdefault("sanitize", markup.clean)
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance, add):
        value = markup.clean(super().pre_save(model_instance, add) or "")
        setattr(model_instance, self.attname, value)
        return value

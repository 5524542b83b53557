"""Addresses take the one spelling in which they are found again."""

from django.db import migrations
from django.db.models.functions import Collate, Lower


def spell(apps, schema_editor):
    comments = apps.get_model("comments", "Comment").objects
    plain = "C" if schema_editor.connection.vendor == "postgresql" else "BINARY"
    small = Lower(Collate("email", plain))  # letters of English alone, on both databases
    comments.exclude(email=small).update(email=small)


class Migration(migrations.Migration):
    dependencies = [("comments", "0009_reports")]

    operations = [migrations.RunPython(spell, migrations.RunPython.noop, elidable=True)]

"""Who takes the readers of a list out as a file: whoever looks after the readers so far."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

OLD, NEW = "delete_subscriber", "export_subscriber"


def establish(apps, schema_editor):
    # Django makes permissions when all migrations are done; the groups need this one now.
    config = apps.get_app_config("newsletter")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    permission = apps.get_model("auth", "Permission").objects.get(codename=NEW)
    for group in apps.get_model("auth", "Group").objects.filter(permissions__codename=OLD):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0010_postal_address"),
        ("newsletter", "0011_export"),
    ]
    operations = [migrations.RunPython(establish, migrations.RunPython.noop)]

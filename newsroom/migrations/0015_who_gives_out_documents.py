"""What the groups may do with documents."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

from newsroom import roles


def establish(apps, schema_editor):
    # Django makes permissions when all migrations are done; the groups need these now.
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    groups, permissions = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    roles.establish(groups.objects, permissions.objects, models=["document"])


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0014_redirects"),
        ("articles", "0021_documents"),
    ]
    operations = [migrations.RunPython(establish, migrations.RunPython.noop)]

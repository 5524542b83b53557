"""Who prepares and sends the issues of newsletters."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

from newsroom import roles

MODELS = ["issue", "digestrule"]


def establish(apps, schema_editor):
    # Django makes permissions when all migrations are done; the groups need them now.
    config = apps.get_app_config("newsletter")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    groups, permissions = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    roles.establish(groups.objects, permissions.objects, models=MODELS)


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0008_comments_close"),
        ("newsletter", "0003_issues"),
    ]
    operations = [migrations.RunPython(establish, migrations.RunPython.noop)]

"""The groups reporter, editor, moderator and newsletter, with what each may do."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

from newsroom import roles


def establish(apps, schema_editor):
    # Django makes permissions when all migrations are done; the groups need them now.
    for label in ("newsroom", "articles", "comments", "newsletter"):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
        config.models_module = None
    groups, permissions = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    roles.establish(groups.objects, permissions.objects)


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0001_initial"),
        ("articles", "0001_initial"),
        ("comments", "0001_initial"),
        ("newsletter", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(establish, migrations.RunPython.noop)]

"""The orders in which the desk lists jobs, whose table is not ours: it has no index for a list by time."""

from django.db import migrations

TABLE = "django_tasks_database_dbtaskresult"


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0002_roles"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]
    operations = [
        migrations.RunSQL(
            f"CREATE INDEX jobs_desk ON {TABLE} (enqueued_at DESC, id DESC)",
            "DROP INDEX jobs_desk",
        ),
        migrations.RunSQL(
            f"CREATE INDEX jobs_desk_status ON {TABLE} (status, enqueued_at DESC, id DESC)",
            "DROP INDEX jobs_desk_status",
        ),
    ]

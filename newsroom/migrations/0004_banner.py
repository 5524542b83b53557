"""Breaking news above every page."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0003_jobs_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Banner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=160, verbose_name="words")),
                (
                    "address",
                    models.CharField(
                        blank=True,
                        help_text="On this site: /2026/11/story/. Elsewhere: https://example.org/",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^(/(?!/)|https?://)\\S*\\Z",
                                "Enter an address that begins with / or https://.",
                            )
                        ],
                        verbose_name="leads to",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("hy", "Հայերեն"), ("hyw", "Արեւմտահայերէն")],
                        default="en",
                        max_length=3,
                        verbose_name="language",
                    ),
                ),
                (
                    "begins_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="from"),
                ),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                (
                    "masthead",
                    models.ForeignKey(
                        default=1,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="newsroom.masthead",
                    ),
                ),
            ],
            options={
                "verbose_name": "breaking-news banner",
                "verbose_name_plural": "breaking-news banners",
                "ordering": ["-begins_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("begins_at"))),
                        name="banner_ends_after_it_begins",
                        violation_error_message="Let the banner end after it begins.",
                    )
                ],
            },
        ),
    ]

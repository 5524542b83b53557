import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("articles", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email")),
                ("website", models.URLField(blank=True, max_length=500, verbose_name="website")),
                (
                    "body",
                    models.TextField(
                        validators=[django.core.validators.MaxLengthValidator(10000)],
                        verbose_name="comment",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "waiting"),
                            ("visible", "visible"),
                            ("rejected", "rejected"),
                            ("spam", "spam"),
                        ],
                        default="pending",
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="written"),
                ),
                (
                    "source",
                    models.GenericIPAddressField(blank=True, null=True, verbose_name="sent from"),
                ),
                (
                    "digest",
                    models.CharField(
                        blank=True, editable=False, max_length=64, null=True, unique=True
                    ),
                ),
                (
                    "page",
                    models.PositiveIntegerField(
                        blank=True, editable=False, null=True, verbose_name="page"
                    ),
                ),
                (
                    "answers",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="answered_by",
                        to="comments.comment",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="articles.article",
                        verbose_name="article",
                    ),
                ),
                (
                    "by_staff",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answers for the paper",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="children",
                        to="comments.comment",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="comments.comment",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
                "permissions": [("moderate_comment", "Can approve and reject comments")],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(blank=True, max_length=40, verbose_name="step")),
                (
                    "before",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("pending", "waiting"),
                            ("visible", "visible"),
                            ("rejected", "rejected"),
                            ("spam", "spam"),
                        ],
                        max_length=8,
                        verbose_name="from",
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("pending", "waiting"),
                            ("visible", "visible"),
                            ("rejected", "rejected"),
                            ("spam", "spam"),
                        ],
                        max_length=8,
                        verbose_name="to",
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=300, verbose_name="why")),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="comments.comment",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("page__gte", 1)),
                fields=["article", "page"],
                name="comments_of_a_page",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("status", "visible")),
                fields=["-created_at", "-id"],
                name="comments_feed",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("status", "pending")),
                fields=["created_at", "id"],
                name="comments_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("parent__isnull", True), ("thread__isnull", True)),
                    models.Q(("parent__isnull", False), ("thread__isnull", False)),
                    _connector="OR",
                ),
                name="answers_stand_in_a_thread",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), _negated=True), models.Q(("body", ""), _negated=True)
                ),
                name="comment_says_something",
            ),
        ),
    ]

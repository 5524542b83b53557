import django.db.models.deletion
import newsletter.models.digest
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0018_unsaved_cleared"),
        ("newsletter", "0002_desk_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="subscriber",
            name="paused_until",
            field=models.DateTimeField(
                editable=False, null=True, verbose_name="wants no issue before"
            ),
        ),
        migrations.AddField(
            model_name="subscriber",
            name="soft_bounces",
            field=models.PositiveSmallIntegerField(
                default=0, editable=False, verbose_name="letters that came back in a row"
            ),
        ),
        migrations.AddField(
            model_name="subscription",
            name="cadence",
            field=models.CharField(
                choices=[("daily", "daily readers"), ("weekly", "weekly readers")],
                default="daily",
                max_length=6,
                verbose_name="how often",
            ),
        ),
        migrations.CreateModel(
            name="DigestRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "cadence",
                    models.CharField(
                        choices=[("daily", "daily readers"), ("weekly", "weekly readers")],
                        default="daily",
                        max_length=6,
                        verbose_name="for",
                    ),
                ),
                ("is_on", models.BooleanField(default=True, verbose_name="on")),
                (
                    "weekdays",
                    models.CharField(
                        default="01234",
                        max_length=7,
                        validators=[django.core.validators.RegexValidator("\\A0?1?2?3?4?5?6?\\Z")],
                        verbose_name="days",
                    ),
                ),
                ("at", models.TimeField(verbose_name="at")),
                (
                    "time_zone",
                    models.CharField(
                        default=newsletter.models.digest.newsroom_zone,
                        max_length=64,
                        validators=[newsletter.models.digest.known_zone],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "order",
                    models.CharField(
                        choices=[("best", "best first"), ("newest", "newest first")],
                        default="best",
                        max_length=6,
                        verbose_name="order",
                    ),
                ),
                (
                    "at_most",
                    models.PositiveSmallIntegerField(
                        default=12,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(50),
                        ],
                        verbose_name="at most",
                    ),
                ),
                (
                    "fewest",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="skip when fewer than",
                    ),
                ),
                (
                    "asks_first",
                    models.BooleanField(default=True, verbose_name="ask before it goes out"),
                ),
                (
                    "late_hours",
                    models.PositiveSmallIntegerField(
                        default=4,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(23),
                        ],
                        verbose_name="hours that it may be late",
                    ),
                ),
                (
                    "newsletter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rules",
                        to="newsletter.newsletter",
                        verbose_name="newsletter",
                    ),
                ),
                (
                    "sections",
                    models.ManyToManyField(
                        blank=True,
                        help_text="None chosen: all.",
                        to="articles.section",
                        verbose_name="sections",
                    ),
                ),
            ],
            options={
                "verbose_name": "digest",
                "verbose_name_plural": "digests",
                "ordering": ["newsletter", "cadence"],
            },
        ),
        migrations.CreateModel(
            name="Issue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "goes_to",
                    models.CharField(
                        blank=True,
                        choices=[("daily", "daily readers"), ("weekly", "weekly readers")],
                        help_text="Nobody chosen: everyone on the list.",
                        max_length=6,
                        verbose_name="goes to",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        editable=False, max_length=120, unique=True, verbose_name="slug"
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        max_length=200,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[^\\r\\n\\x00-\\x1f\\x7f]*\\Z", "Write this on one line."
                            ),
                            django.core.validators.ProhibitNullCharactersValidator(),
                        ],
                        verbose_name="subject",
                    ),
                ),
                (
                    "preview_text",
                    models.CharField(
                        blank=True,
                        help_text="What a mailbox shows beside the subject. Empty: the deck of the first story.",
                        max_length=200,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[^\\r\\n\\x00-\\x1f\\x7f]*\\Z", "Write this on one line."
                            )
                        ],
                        verbose_name="preview text",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="An empty line begins a new paragraph.",
                        max_length=5000,
                        verbose_name="note on top",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("scheduled", "scheduled"),
                            ("held", "waits for a decision"),
                            ("sending", "is being sent"),
                            ("paused", "paused"),
                            ("sent", "sent"),
                            ("cancelled", "cancelled"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                (
                    "send_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="goes out at"),
                ),
                (
                    "late_until",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="may go out late until"
                    ),
                ),
                (
                    "started_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="started"),
                ),
                ("ended_at", models.DateTimeField(editable=False, null=True, verbose_name="ended")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="begun")),
                (
                    "remark",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="remark"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="begun by",
                    ),
                ),
                (
                    "newsletter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issues",
                        to="newsletter.newsletter",
                        verbose_name="newsletter",
                    ),
                ),
            ],
            options={
                "verbose_name": "issue",
                "verbose_name_plural": "issues",
                "ordering": ["-pk"],
                "permissions": [("send_issue", "Can send an issue to its readers")],
            },
        ),
        migrations.CreateModel(
            name="DigestRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due_at", models.DateTimeField(verbose_name="due")),
                ("ran_at", models.DateTimeField(auto_now_add=True, verbose_name="made")),
                (
                    "skipped",
                    models.CharField(blank=True, max_length=300, verbose_name="skipped because"),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="runs",
                        to="newsletter.digestrule",
                    ),
                ),
                (
                    "issue",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="digest_run",
                        to="newsletter.issue",
                    ),
                ),
            ],
            options={
                "verbose_name": "digest that fell due",
                "verbose_name_plural": "digests that fell due",
                "ordering": ["-due_at"],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=3, verbose_name="language")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("queued", "queued"),
                            ("claimed", "taken by a sender"),
                            ("handover", "being handed over"),
                            ("sent", "sent"),
                            ("doubt", "in doubt"),
                            ("bounced", "came back"),
                            ("failed", "failed"),
                            ("dropped", "not wanted any more"),
                            ("cancelled", "cancelled"),
                        ],
                        default="queued",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                ("claim", models.CharField(blank=True, max_length=40)),
                ("claimed_at", models.DateTimeField(null=True, verbose_name="taken")),
                ("due_at", models.DateTimeField(null=True, verbose_name="due")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("handed_over_at", models.DateTimeField(null=True, verbose_name="handed over")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="sent")),
                (
                    "answer",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="answer of the mail server"
                    ),
                ),
                (
                    "subscriber",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="deliveries",
                        to="newsletter.subscriber",
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="newsletter.issue",
                    ),
                ),
            ],
            options={
                "verbose_name": "delivery",
                "verbose_name_plural": "deliveries",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="IssueArticle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                        verbose_name="story",
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="places",
                        to="newsletter.issue",
                    ),
                ),
            ],
            options={
                "verbose_name": "story",
                "verbose_name_plural": "stories",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.AddField(
            model_name="issue",
            name="articles",
            field=models.ManyToManyField(
                through="newsletter.IssueArticle", to="articles.article", verbose_name="stories"
            ),
        ),
        migrations.CreateModel(
            name="IssuePrint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=3)),
                ("text", models.TextField()),
                ("html", models.TextField()),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="prints",
                        to="newsletter.issue",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="digestrule",
            constraint=models.UniqueConstraint(
                fields=("newsletter", "cadence"), name="one_rule_a_cadence"
            ),
        ),
        migrations.AddConstraint(
            model_name="digestrun",
            constraint=models.UniqueConstraint(
                fields=("rule", "due_at"), name="digest_once_a_moment"
            ),
        ),
        migrations.AddConstraint(
            model_name="digestrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("issue__isnull", True), ("skipped", ""), _connector="OR"),
                name="digest_made_or_skipped",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("status", "queued")),
                fields=["issue", "id"],
                name="still_queued",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("status__in", ["claimed", "handover"])),
                fields=["claimed_at"],
                name="in_a_senders_hand",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["issue", "status", "id"], name="deliveries_of_an_issue"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                fields=("issue", "subscriber"), name="one_mail_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("status", "sent"), _negated=True),
                        ("sent_at__isnull", False),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("status__in", ["claimed", "handover"]), _negated=True),
                        ("claimed_at__isnull", False),
                        _connector="OR",
                    ),
                ),
                name="delivery_times_fit_its_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuearticle",
            constraint=models.UniqueConstraint(
                fields=("issue", "article"), name="story_once_in_an_issue"
            ),
        ),
        migrations.AddIndex(
            model_name="issue",
            index=models.Index(fields=["status", "send_at"], name="issues_by_status"),
        ),
        migrations.AddIndex(
            model_name="issue",
            index=models.Index(fields=["newsletter", "-started_at"], name="issues_of_a_list"),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", True),
                        ("started_at__isnull", True),
                        ("status", "draft"),
                    ),
                    models.Q(
                        ("ended_at__isnull", True),
                        ("send_at__isnull", False),
                        ("started_at__isnull", True),
                        ("status__in", ["scheduled", "held"]),
                    ),
                    models.Q(
                        ("ended_at__isnull", True),
                        ("started_at__isnull", False),
                        ("status__in", ["sending", "paused"]),
                    ),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("started_at__isnull", False),
                        ("status", "sent"),
                    ),
                    models.Q(("ended_at__isnull", False), ("status", "cancelled")),
                    _connector="OR",
                ),
                name="issue_times_fit_its_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="issueprint",
            constraint=models.UniqueConstraint(
                fields=("issue", "language"), name="issue_printed_once"
            ),
        ),
    ]

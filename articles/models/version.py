"""What a story was each time it was saved."""

from django.db import models


class Version(models.Model):
    """What simple_history keeps of a story, and beside it what hung on the story: `articles.hanging` fills it."""

    hung = models.JSONField(null=True, editable=False)

    class Meta:
        abstract = True

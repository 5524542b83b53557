"""The parts of a story's page that were drawn when it was saved."""

from django.db import models


class Printed(models.Model):
    """What stands around a story's text; `shows` is a sum of all that it says, `look` of how it says it."""

    article = models.OneToOneField(
        "articles.Article", models.CASCADE, primary_key=True, related_name="printed"
    )
    look = models.CharField(max_length=16)
    shows = models.CharField(max_length=32)
    head = models.TextField()
    opening = models.TextField()
    ending = models.TextField()

    class Meta:
        verbose_name = verbose_name_plural = "printed parts"

    def __str__(self):
        return f"{self.article_id}"

"""Who was told of which answer."""

from django.db import models

from comments.models.comment import Comment
from comments.models.writer import Writer
from newsroom.press.models import Letter


class Notice(models.Model):
    """That a writer was told of an answer, which is told once; its letter goes long before."""

    answer = models.ForeignKey(Comment, models.CASCADE, related_name="notices")
    writer = models.ForeignKey(Writer, models.CASCADE, related_name="notices")
    letter = models.ForeignKey(Letter, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "writer"], name="told_of_an_answer_once"),
        ]

    def __str__(self):
        return f"{self.writer}: {self.answer_id}"

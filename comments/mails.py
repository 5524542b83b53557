"""The letters to those who write comments; nothing in them was typed by whoever set them off."""

from django.urls import reverse

from comments.models import Writer
from newsroom.press import mail, tokens
from newsroom.press.links import absolute

LINK = "comments.writer"
TEMPLATES = ["comment_link"]


def link(writer: Writer) -> None:
    """Send somebody the link to the page of what they wrote here."""
    address = absolute(reverse("writer_page", args=[tokens.sign(LINK, writer.pk)]))
    mail.post("comment_link", writer.email, {"link": address}, language=writer.language)

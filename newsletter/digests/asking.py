"""A digest that asks first: one mail to each of those who may send it, and the drafts that still wait for them."""

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from newsletter.models import DigestRule, Issue
from newsletter.permissions import may_send
from newsroom.models import User
from newsroom.press import mail
from newsroom.press.links import absolute

BACKEND = "django.contrib.auth.backends.ModelBackend"


def ask(rule: DigestRule, issue: Issue) -> None:
    """Write to everybody who may send this issue, in the transaction that makes it."""
    context = {
        "newsletter": rule.newsletter.name,
        "subject": issue.subject,
        "headlines": list(issue.places.values_list("article__headline", flat=True)),
        "link": absolute(reverse("admin:newsletter_issue_change", args=[issue.pk])),
    }
    for user in senders():
        language = user.desk_language or settings.LANGUAGE_CODE
        mail.post("desk/digest_asks", user.email, context, language=language)


def senders() -> list[User]:
    """Return who may give an issue to its readers and has an address."""
    users = User.objects.with_perm("newsletter.send_issue", backend=BACKEND)
    return [user for user in users.exclude(email="").order_by("pk") if may_send(user)]


def waiting() -> QuerySet[Issue]:
    """Return the digests that wait for somebody to send them, the newest first."""
    return Issue.objects.asking().order_by("-pk")

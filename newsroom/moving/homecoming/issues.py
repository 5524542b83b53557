"""The issues of the newsletters: what went out is there for readers, and nothing goes out by itself."""

from typing import Any

from newsletter import arriving
from newsletter.models import Issue, Newsletter
from newsroom.moving.bringing.identity import fingerprint
from newsroom.moving.homecoming.names import Names
from newsroom.moving.homecoming.settling import Said
from newsroom.moving.ours import facts

KIND = "issue"
FIELDS = (
    *("goes_to", "slug", "subject", "preview_text", "note", "status", "send_at"),
    *("started_at", "ended_at", "remark"),
)
NO_LIST = "its newsletter is not here"


def said_of(issue: dict[str, Any], names: Names) -> Said:
    """Return what an export says of an issue, with its newsletter here and those of its stories that are."""
    newsletter = names.newsletter(issue["newsletter"])
    stories = [key for key in names.stories(issue["stories"]) if key]
    named = (newsletter and newsletter.pk, *stories)
    objection = "" if newsletter else NO_LIST
    return Said(KIND, issue["slug"], issue["subject"], issue, named, objection)


class Issues:
    """How issues come home."""

    def find(self, key: int) -> Issue | None:
        return Issue.objects.filter(pk=key).first()

    def already(self, said: Said) -> Issue | None:
        return Issue.objects.filter(slug=said.facts["slug"]).first()

    def version(self, here: Issue) -> int:
        stories = here.places.values_list("article")
        return fingerprint(*(getattr(here, name) for name in FIELDS), *stories)

    def objection(self, here: Issue) -> str:
        return ""

    def make(self, said: Said) -> tuple[int, int]:
        issue = Issue()
        self.renew(issue, said)
        return issue.pk, self.version(issue)

    def renew(self, here: Issue, said: Said) -> None:
        newsletter, *stories = said.named
        here.newsletter = Newsletter.objects.get(pk=newsletter)
        for name in FIELDS:
            facts.take(here, name, said.facts[name])
        arriving.bring(here, stories, begun_at=facts.moment(said.facts["created_at"]))

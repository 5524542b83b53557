"""The newsletters with the rules by which they make issues, which are off until somebody turns them on."""

from typing import Any

from django.utils import timezone

from newsletter import lists
from newsletter.models import DigestRule, Newsletter
from newsroom.moving.bringing.identity import fingerprint
from newsroom.moving.homecoming.names import NEWSLETTER, Names
from newsroom.moving.homecoming.settling import Said
from newsroom.moving.ours import facts

FIELDS = ("name", "slug", "description", "frequency", "language", "is_public", "position")
RULE_FIELDS = (
    *("cadence", "weekdays", "at", "time_zone", "order", "at_most", "fewest"),
    *("asks_first", "late_hours"),
)


def said_of(newsletter: dict[str, Any], names: Names) -> Said:
    """Return what an export says of a newsletter, with the sections of which its digests tell."""
    sections = (tuple(map(names.section, rule["sections"])) for rule in newsletter["digests"])
    return Said(NEWSLETTER, newsletter["slug"], newsletter["name"], newsletter, tuple(sections))


class Newsletters:
    """How newsletters come home."""

    def find(self, key: int) -> Newsletter | None:
        return Newsletter.objects.filter(pk=key).first()

    def already(self, said: Said) -> Newsletter | None:
        return Newsletter.objects.filter(slug=said.facts["slug"]).first()

    def version(self, here: Newsletter) -> int:
        rules = here.rules.order_by("cadence").values_list("is_on", *RULE_FIELDS)
        return fingerprint(*(getattr(here, name) for name in FIELDS), *rules)

    def objection(self, here: Newsletter) -> str:
        return ""

    def make(self, said: Said) -> tuple[int, int]:
        newsletter = Newsletter()
        self.renew(newsletter, said)
        return newsletter.pk, self.version(newsletter)

    def renew(self, here: Newsletter, said: Said) -> None:
        for name in FIELDS:
            facts.take(here, name, said.facts[name])
        lists.save(here)
        for rule, sections in zip(said.facts["digests"], said.named, strict=True):
            _give_rule(here, rule, sections)


def _give_rule(newsletter, said, sections):
    """Let a list have a rule that makes nothing yet: two sites would send the same letters."""
    rule = newsletter.rules.filter(cadence=said["cadence"]).first()
    rule = rule or DigestRule(newsletter=newsletter, is_on=False)
    for name in RULE_FIELDS:
        facts.take(rule, name, said[name])
    if rule.pk is None:
        rule.begin(timezone.now())
    rule.save()
    rule.sections.set(key for key in sections if key)

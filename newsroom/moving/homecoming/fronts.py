"""What editors had pinned to the fronts of the paper and of its sections."""

from typing import Any

from articles import slots
from articles.models import Article, Front
from articles.slots import Pin
from newsroom.moving.bringing.identity import fingerprint
from newsroom.moving.homecoming.names import Names
from newsroom.moving.homecoming.settling import Said
from newsroom.moving.ours import facts

KIND = "front"
NOT_HERE = "its section is not here"


def said_of(front: dict[str, Any], names: Names) -> Said:
    """Return what an export says of a front; a story that is not here is pinned nowhere."""
    stories = names.stories(slot["article"] for slot in front["slots"])
    section, language = front["section"] or "", front["language"]
    here = names.section(section)
    objection = "" if language or here else NOT_HERE
    old_id = language or f"section {section}"
    return Said(KIND, old_id, language or section, front, (here, *stories), objection)


class Fronts:
    """How fronts come home."""

    def find(self, key: int) -> Front | None:
        return Front.objects.filter(pk=key).first()

    def already(self, said: Said) -> Front | None:
        front = _front(said)
        return front if front.pk and front.slots.exists() else None

    def version(self, here: Front) -> int:
        return fingerprint(*here.slots.values_list("position", "article", "until", "twice"))

    def objection(self, here: Front) -> str:
        return ""

    def make(self, said: Said) -> tuple[int, int]:
        front = self.arrange(_front(said), said)
        return front.pk, self.version(front)

    def renew(self, here: Front, said: Said) -> None:
        self.arrange(here, said)

    def arrange(self, front: Front, said: Said) -> Front:
        newest = slots.newest_change(front) if front.pk else None
        return slots.arrange(front, _pins(said), by=None, seen=newest.pk if newest else 0)


def _front(said) -> Front:
    section, *_ = said.named
    if not said.facts["section"]:
        return slots.of_language(said.facts["language"])
    here = Front.objects.filter(section=section).first() if section else None
    return here or Front(section_id=section)


def _pins(said) -> dict[int, Pin]:
    _, *stories = said.named
    here = Article.objects.only("headline").in_bulk([key for key in stories if key])
    return {
        slot["position"]: Pin(here[key], facts.moment(slot["until"]), bool(slot["twice"]))
        for slot, key in zip(said.facts["slots"], stories, strict=True)
        if key in here
    }

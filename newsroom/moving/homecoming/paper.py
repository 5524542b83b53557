"""What the paper says of itself: its masthead, its rules for comments, its menus and its banners."""

from abc import ABC, abstractmethod
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from articles import publishing
from newsroom.models import Masthead
from newsroom.moving.bringing.identity import fingerprint
from newsroom.moving.homecoming.settling import Said
from newsroom.moving.ours import facts
from newsroom.press import pages

ONE = 1  # the key of the masthead and of whatever else there is one of


class Single:
    """The one row in which something is said of the whole paper."""

    def __init__(self, model: type[models.Model], *without: str):
        self.rows = model._default_manager
        self.says = [field.name for field in _said(model) if field.name not in without]

    def find(self, key: int) -> Any | None:
        return self.rows.filter(pk=key).first()

    def already(self, said: Said) -> Any | None:
        return self.rows.first()

    def version(self, here: Any) -> int:
        return fingerprint(*(getattr(here, name) for name in self.says))

    def objection(self, here: Any) -> str:
        return ""

    def make(self, said: Said) -> tuple[int, int]:
        row = self.rows.model(pk=ONE)
        self.renew(row, said)
        return ONE, self.version(row)

    def renew(self, here: Any, said: Said) -> None:
        for name in self.says:
            if name in said.facts:
                facts.take(here, name, said.facts[name])
        here.save()
        pages.move()


class Mastheads(Single):
    """The masthead, whose logo comes apart: it is a file."""

    def __init__(self):
        super().__init__(Masthead, "logo")

    def renew(self, here: Masthead, said: Said) -> None:
        dash = here.default_dash
        super().renew(here, said)
        if here.default_dash != dash:
            publishing.print_datelines_again.enqueue()


class OnTheMasthead(ABC):
    """What hangs on the masthead and is taken as one thing: where there is no masthead yet, one is made for it."""

    def find(self, key: int) -> Masthead | None:
        return Masthead.objects.filter(pk=key).first()

    def objection(self, here: Masthead) -> str:
        return ""

    def make(self, said: Said) -> tuple[int, int]:
        paper, _ = Masthead.objects.get_or_create(pk=ONE)
        self.renew(paper, said)
        return ONE, self.version(paper)

    @abstractmethod
    def version(self, here: Masthead) -> int: ...

    @abstractmethod
    def renew(self, here: Masthead, said: Said) -> None: ...


class Lines(OnTheMasthead):
    """All lines of a kind."""

    def __init__(self, model: type[models.Model]):
        self.rows = model._default_manager
        self.says = [field.name for field in _said(model) if field.name != "masthead"]

    def already(self, said: Said) -> Masthead | None:
        return self.find(ONE) if self.rows.exists() else None

    def version(self, here: Masthead) -> int:
        return fingerprint(*self.rows.order_by("pk").values_list(*self.says))

    def renew(self, here: Masthead, said: Said) -> None:
        self.rows.all().delete()
        # Where two would stand in one place the later one is first for banners, and last in menus.
        self.rows.bulk_create(self.lines(here, said))
        pages.move()

    def lines(self, paper: Masthead, said: Said) -> list[Any]:
        """Return the lines that can stand here."""
        found = []
        for each in said.facts["lines"]:
            line = self.rows.model(masthead=paper)
            for name in self.says:
                facts.take(line, name, each.get(name))
            if _can_stand(line):
                found.append(line)
        return found


def _said(model):
    return [field for field in model._meta.concrete_fields if not field.primary_key]


def _can_stand(line) -> bool:
    try:
        line.full_clean()
    except ValidationError:
        return False
    return True

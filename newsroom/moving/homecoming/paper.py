"""What the paper says of itself: its masthead, its rules for comments, its menus and its banners."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import models

from articles import publishing
from newsroom.models import Masthead
from newsroom.models.masthead import refuse_logo
from newsroom.moving.bringing.identity import fingerprint
from newsroom.moving.homecoming.settling import Said
from newsroom.moving.ours import facts
from newsroom.press import pages, storage

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
    """The masthead with its logo, whose file is in the folder `media` of the export."""

    def __init__(self, media: Path):
        super().__init__(Masthead, "logo")
        self.media = media

    def renew(self, here: Masthead, said: Said) -> None:
        dash = here.default_dash
        self.draw(here, str(said.facts.get("logo") or ""))
        super().renew(here, said)
        if here.default_dash != dash:
            publishing.print_datelines_again.enqueue()

    def draw(self, paper: Masthead, name: str) -> None:
        """Let the paper have this logo, where its form would take it."""
        path = (self.media / name).resolve()
        if not name or not path.is_relative_to(self.media.resolve()) or not path.is_file():
            return
        with path.open("rb") as file:
            logo = File(file, path.name)
            try:
                refuse_logo(logo)
            except ValidationError:
                return
            paper.logo = _kept(paper.logo, path.name, logo)


def _kept(field, name: str, logo: File) -> str:
    """Keep a logo and return its name; where a run that was killed left the same one it is that file again."""
    name = field.field.generate_filename(field.instance, name)
    if field.storage.exists(name):
        with field.storage.open(name) as there:
            if storage.measure(there) != storage.measure(logo):
                name = field.storage.get_available_name(name)
    storage.write_whole(field.storage, name, logo.chunks())
    return name


class Lines:
    """All lines of a kind that hang on the masthead, taken as one thing."""

    def __init__(self, model: type[models.Model]):
        self.rows = model._default_manager
        self.says = [field.name for field in _said(model) if field.name != "masthead"]

    def find(self, key: int) -> Masthead | None:
        return Masthead.objects.filter(pk=key).first()

    def already(self, said: Said) -> Masthead | None:
        return self.find(ONE) if self.rows.exists() else None

    def version(self, here: Masthead) -> int:
        return fingerprint(*self.rows.order_by("pk").values_list(*self.says))

    def objection(self, here: Masthead) -> str:
        return ""

    def make(self, said: Said) -> tuple[int, int]:
        paper, _ = Masthead.objects.get_or_create(pk=ONE)
        self.renew(paper, said)
        return ONE, self.version(paper)

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

"""The logo of the paper: the one file that hangs on no story."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import File

from newsroom.models import Masthead
from newsroom.models.masthead import refuse_logo
from newsroom.moving.became import SKIPPED
from newsroom.moving.bringing.identity import fingerprint
from newsroom.moving.bringing.report import Entry
from newsroom.moving.bringing.saving import Archive
from newsroom.moving.homecoming.export import MEDIA, Export
from newsroom.moving.homecoming.paper import ONE, OnTheMasthead
from newsroom.moving.homecoming.settling import Said, settle
from newsroom.moving.homecoming.uploads import Uploads
from newsroom.moving.media.sources import Missing
from newsroom.press import pages, storage

KIND, ONLY = "logo", "only"


def bring(export: Export, archive: Archive, name: str) -> Entry:
    """Bring the logo of this name home; one that is torn, or that its form would not take, is listed with why."""
    said = Said(KIND, ONLY, name, {"logo": name, "sum": export.sums.get(MEDIA + name, "")})
    is_under_its_own = archive.identities.find("masthead", ONLY) is not None
    try:
        with Uploads(export).open_named(name) as file:
            logo = File(file, Path(name).name)
            refuse_logo(logo)
            return settle(archive, said, Logos(logo, is_under_its_own))
    except Missing as missing:
        why = str(missing)
    except ValidationError as error:
        why = " ".join(error.messages)
    return Entry(KIND, ONLY, name, SKIPPED, why)


class Logos(OnTheMasthead):
    """The logo that the masthead shows; above a masthead that did not come home with it none is set."""

    def __init__(self, logo: File, is_under_its_own: bool):
        self.logo = logo
        self.is_under_its_own = is_under_its_own

    def already(self, said: Said) -> Masthead | None:
        paper = self.find(ONE)
        return paper if paper and (paper.logo or not self.is_under_its_own) else None

    def version(self, here: Masthead) -> int:
        return fingerprint(here.logo.name)

    def renew(self, here: Masthead, said: Said) -> None:
        here.logo = _kept(here.logo, self.logo)
        here.save()
        pages.move()


def _kept(field, logo: File) -> str:
    """Keep a logo and return its name; where a run that was killed left the same one it is that file again."""
    name = field.field.generate_filename(field.instance, logo.name)
    if field.storage.exists(name):
        with field.storage.open(name) as there:
            if storage.measure(there) != storage.measure(logo):
                name = field.storage.get_available_name(name)
    storage.write_whole(field.storage, name, logo.chunks())
    return name

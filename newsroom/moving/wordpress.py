"""Bring a WordPress site into the house: read its export, judge each record, save what is accepted."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from django.utils import timezone

from newsroom.moving.bringing import survey
from newsroom.moving.bringing.asking import Asking
from newsroom.moving.bringing.report import Report
from newsroom.moving.bringing.run import Run
from newsroom.moving.bringing.saving import Archive
from newsroom.moving.bringing.survey import Survey
from newsroom.moving.media import named
from newsroom.moving.media.doors import Doors
from newsroom.moving.media.folder import Folder
from newsroom.moving.media.keeping import Keeper
from newsroom.moving.media.library import Library
from newsroom.moving.media.oldsite import OldSite
from newsroom.moving.media.shipment import Shipment
from newsroom.moving.media.sources import Source
from newsroom.moving.progress import SILENT, Progress, Stopped
from newsroom.moving.reading import files, records
from newsroom.moving.texts import brackets

__all__ = ["SILENT", "Options", "Progress", "Report", "Stopped", "import_files"]


@dataclass(frozen=True)
class Options:
    """How an archive is brought in.

    Dates without GMT are taken for `zone`, the paper's own where there is none. A `rehearsal` says what would
    happen and writes nothing. With `overwrite` the file wins over what was edited here since. Pictures and files
    come from the folder `media_from`, or with `fetch_media` from the old site. It had its tags and authors below
    `tag_base` and `author_base`.
    """

    zone: datetime.tzinfo | None = None
    rehearsal: bool = False
    overwrite: bool = False
    media_from: Path | None = None
    fetch_media: bool = False
    tag_base: str = records.TAG_BASE
    author_base: str = records.AUTHOR_BASE


def import_files(
    paths: Iterable[Path | str],
    options: Options = Options(),
    *,
    report: TextIO | None = None,
    progress: Progress = SILENT,
    begin: Callable[[], object] = lambda: None,
    source: Source | None = None,
) -> Report:
    """Bring in what the files of one archive hold, and return what became of each of their records.

    Each record is written to `report` as a line of CSV, too. A second run over the same files changes nothing.
    When all of them can be read, and before anything is saved, `begin` is called. Pictures and files come from
    `source` where there is one, whatever the options say: an export of ours has it, with its own brackets.
    Raises `NotAnExport`, with nothing saved, when a file cannot be read to its end or is of another site.
    """
    paths = list(paths)
    declared = survey.take(paths, progress)
    bases = {"tag_base": options.tag_base, "author_base": options.author_base}
    declared.site = replace(declared.site, **bases)
    archive = Archive(declared.source, rehearsal=options.rehearsal, overwrite=options.overwrite)
    outcome = Report(declared.source, in_file=declared.counts, file=report)
    outcome.list_mended(declared.mended)
    library = Library(declared.source, declared.index)
    keeper = Keeper(declared.source, overwrite=options.overwrite, rehearsal=options.rehearsal)
    shipment = Shipment(library, keeper, source or _source(declared, options))
    begin()
    shipment.bring(declared.index.attachments(), progress, declared.counts["attachment"])
    if shipment.source:
        found = (record for path in paths for record in files.read(path))
        shipment.bring(named.of(found, declared.index, Doors(declared.homes)), progress)
    zone = options.zone or timezone.get_default_timezone()
    lonely = brackets.EVERY if source else declared.shortcodes
    asking = Asking(declared.index, zone, library, lonely)
    Run(declared, archive, outcome, asking, shipment).over(paths, progress)
    return outcome


def _source(declared: Survey, options: Options) -> Source | None:
    if options.media_from:
        return Folder(options.media_from)
    return OldSite(declared.homes) if options.fetch_media else None

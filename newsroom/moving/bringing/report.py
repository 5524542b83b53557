"""What became of every record of an export: counts that add up, a line of CSV for each, and a summary in words."""

import csv
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TextIO

from newsletter.rosters.columns import harmless
from newsroom.moving.became import OUTCOMES, SKIPPED
from newsroom.moving.reading.mended import Mended

COLUMNS = (
    *("kind", "old id", "title", "line", "outcome", "why", "kind here", "id here"),
    "notes",
)
SHOWN = 20  # names below one reason; the file has all
OTHERS = "others"
FILE, MENDED = "file", "mended"  # what stands in the file beside its records
LONGEST_NAME = 70


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one record; `here` is the kind and the key of what it is in this house."""

    kind: str
    old_id: str
    title: str
    outcome: str
    why: str = ""
    line: int = 0
    here: tuple[str, int] | None = None
    notes: Mapping[tuple[str, str], int] = field(default_factory=Counter)

    def cells(self) -> list[str]:
        """Return the entry as a line of the file."""
        kind_here, id_here = self.here or ("", "")
        notes = "; ".join(_note(*note) for note in self.notes.items())
        cells = (self.kind, self.old_id, self.title, self.line or "", self.outcome, self.why)
        return [harmless(str(cell)) for cell in (*cells, kind_here, id_here, notes)]


class Report:
    """The outcome of one run; every record of the file is entered exactly once."""

    def __init__(self, source: str, in_file: Counter[str], file: TextIO | None = None):
        self.source = source
        self.in_file = in_file
        self.outcomes: dict[str, Counter[str]] = defaultdict(Counter)
        self.skipped: dict[tuple[str, str], list[str]] = defaultdict(list)  # the first of each
        self.reasons: Counter[tuple[str, str]] = Counter()
        self.notes: Counter[tuple[str, str]] = Counter()
        self.named: Counter[str] = Counter()
        self.undeclared: Counter[str] = Counter()
        self.mended = Mended()
        self._lines = csv.writer(file) if file else None
        if self._lines:
            self._lines.writerow(COLUMNS)

    def enter(self, entry: Entry):
        """Count a record and write down what became of it."""
        self.outcomes[entry.kind][entry.outcome] += 1
        for note, count in entry.notes.items():
            self._note(*note, count)
        if entry.outcome == SKIPPED:
            self._skip(entry)
        if self._lines:
            self._lines.writerow(entry.cells())

    def count(self, kind: str, outcome: str, number: int, why: str = ""):
        """Count records that nobody is to read one by one, such as people."""
        if not number:
            return
        self.in_file[kind] += number
        self.outcomes[kind][outcome] += number
        if outcome == SKIPPED:
            self.reasons[kind, why] += number

    def list_mended(self, mended: Mended):
        """Say what was mended in the files before any record was judged, place by place."""
        self.mended = mended
        for place in mended.places if self._lines else ():
            entry = Entry(FILE, "", place.file, MENDED, place.what, line=place.line)
            self._lines.writerow(entry.cells())

    def total(self, outcome: str) -> int:
        """Return how many records of all kinds had this outcome."""
        return sum(counts[outcome] for counts in self.outcomes.values())

    def adds_up(self) -> bool:
        """Say whether every record of the file was entered exactly once."""
        return self.in_file == {
            kind: counts.total() for kind, counts in self.outcomes.items() if counts.total()
        }

    def text(self) -> str:
        """Return the report for a person to read."""
        parts = [
            self._table(),
            self._undeclared(),
            self.mended.text(),
            self._notes(),
            self._skipped(),
        ]
        return "\n\n".join(part for part in parts if part)

    def _note(self, why: str, what: str, count: int):
        """Count a note; of each kind the first few are named here, and all in the file."""
        if (why, what) not in self.notes:
            self.named[why] += 1
            what = what if self.named[why] <= SHOWN else OTHERS
        self.notes[why, what] += count

    def _skip(self, entry):
        reason = entry.kind, entry.why
        self.reasons[reason] += 1
        if self.reasons[reason] <= SHOWN:
            self.skipped[reason].append(f"{entry.old_id} {entry.title}".strip()[:LONGEST_NAME])

    def _table(self) -> str:
        kinds = list(self.in_file)
        rows: list[tuple[str | int, ...]] = [("", "in the file", *OUTCOMES)]
        rows += [(kind, *self._numbers(kind)) for kind in kinds]
        rows.append(("all", *map(sum, zip(*map(self._numbers, kinds), strict=True))))
        width = max(len(str(row[0])) for row in rows)
        lines = (f"{row[0]:<{width}}" + "".join(f"{cell:>13}" for cell in row[1:]) for row in rows)
        return "\n".join([f"From {self.source}", "", *lines])

    def _numbers(self, kind: str) -> tuple[int, ...]:
        return self.in_file[kind], *(self.outcomes[kind][outcome] for outcome in OUTCOMES)

    def _notes(self) -> str:
        groups: dict[str, list[str]] = defaultdict(list)
        for (why, what), count in self.notes.most_common():
            groups[why].append(f"{what} × {count}")
        lines = [f"  {why}: {', '.join(found)}" for why, found in groups.items()]
        return "\n".join(["In the texts of what was imported:", *lines]) if lines else ""

    def _undeclared(self) -> str:
        made = ", ".join(f"{kind} × {count}" for kind, count in self.undeclared.items())
        return f"Named by posts though the file does not list it: {made}" if made else ""

    def _skipped(self) -> str:
        parts = []
        for (kind, why), count in self.reasons.items():
            names = self.skipped[kind, why]
            parts.append(f"Skipped, {kind} × {count}: {why}")
            parts += [f"  {name}" for name in names]
            if names and count > len(names):
                parts.append(f"  … and {count - len(names)} more")
        return "\n".join(parts)


def _note(note, count):
    why, what = note
    return f"{why}: {what}" + (f" × {count}" if count > 1 else "")

"""What became of every record of an export, in counts that add up and in words."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

IMPORTED, UNCHANGED, SKIPPED = "imported", "unchanged", "skipped"
OUTCOMES = (IMPORTED, UNCHANGED, SKIPPED)
SHOWN = 20  # names below one reason, unless all are asked for
LONGEST_NAME = 70


@dataclass
class Report:
    """The outcome of one run; every record of the file is entered exactly once."""

    source: str
    in_file: Counter[str] = field(default_factory=Counter)
    outcomes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    skipped: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    notes: Counter[tuple[str, str]] = field(default_factory=Counter)
    undeclared: Counter[str] = field(default_factory=Counter)

    def enter(self, kind: str, outcome: str):
        """Count a record that was imported, or that was here already."""
        self.outcomes[kind][outcome] += 1

    def skip(self, kind: str, why: str, name: str):
        """Count a record that is not brought along, and keep its name and the reason."""
        self.outcomes[kind][SKIPPED] += 1
        self.skipped[kind, why].append(name)

    def total(self, outcome: str) -> int:
        """Return how many records of all kinds had this outcome."""
        return sum(counts[outcome] for counts in self.outcomes.values())

    def adds_up(self) -> bool:
        """Say whether every record of the file was entered exactly once."""
        return self.in_file == {
            kind: counts.total() for kind, counts in self.outcomes.items() if counts.total()
        }

    def text(self, *, all_names: bool = False) -> str:
        """Return the report for a person to read."""
        skipped = self._skipped(None if all_names else SHOWN)
        parts = [self._table(), self._undeclared(), self._notes(), skipped]
        return "\n\n".join(part for part in parts if part)

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

    def _skipped(self, shown: int | None) -> str:
        parts = []
        for (kind, why), names in self.skipped.items():
            parts.append(f"Skipped, {kind} × {len(names)}: {why}")
            parts += [f"  {name[:LONGEST_NAME]}" for name in names[:shown]]
            if shown and len(names) > shown:
                parts.append(f"  … and {len(names) - shown} more (--verbosity 2 names all)")
        return "\n".join(parts)

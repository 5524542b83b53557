"""Figures as tables: printed, and kept in `docs/performance.md` between what people wrote there."""

import datetime
import platform
import re
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import django
import gunicorn

FILE = Path(__file__).resolve().parents[2] / "docs" / "performance.md"


MADE = 0.01  # of all pages, while the patience of those who get finished ones is measured
MOST_TIMES, MOST_QUERY, MOST_SEARCH, MOST_FORM = 2, 5, 50, 150  # times, and milliseconds


@dataclass(frozen=True)
class Row:
    """One figure and its goal, where it has one; `at_least` says on which side of the goal it should be.

    `was_tested` is false where what the goal speaks of did not come about.
    """

    name: str
    figure: float
    unit: str
    goal: float | None = None
    at_least: bool = False
    was_tested: bool = True

    @property
    def verdict(self) -> str:
        if not self.was_tested:
            return "not tested"
        return "met" if self.is_met else "**missed**"

    @property
    def is_met(self) -> bool:
        return self.goal is None or (
            self.figure >= self.goal if self.at_least else self.figure <= self.goal
        )


def rows(site: str, measured: dict[str, list], made: float) -> list[Row]:
    """Return what the rounds of one site say, as ratios inside each round, by their medians."""

    def times(name):
        return _median(burst.cpu / static.cpu for burst, static in _pairs(measured, name))

    def share(name):
        return _median(static.cpu / burst.cpu for burst, static in _pairs(measured, name))

    render = 300 if site == "PostgreSQL" else 220
    failed = sum(burst.failed for bursts in measured.values() for burst in bursts)
    return [
        Row(
            f"{site}: a static file, pressed already",
            _median(each.cpu for each in measured["static"]),
            "µs",
        ),
        Row(f"{site}: an article with ten comments is made", times("article"), "× static", render),
        Row(f"{site}: the front page is made", times("front"), "× static", 3 * render),
        Row(
            f"{site}: a page again, without a proxy", share("hit"), "of static", 0.08, at_least=True
        ),
        Row(
            f"{site}: a page that the reader has (304)",
            share("304"),
            "of static",
            0.08,
            at_least=True,
        ),
        Row(
            f"{site}: p99 of hits while {made:.1%} as many are made",
            _median(each.p99 for each in measured["beside"]),
            "ms",
            5,
            was_tested=made >= MADE * 0.9,
        ),
        Row(f"{site}: a page again, from nginx", share("nginx"), "of static", 0.75, at_least=True),
        Row(f"{site}: answers that failed", failed, "", 0),
    ]


def _pairs(measured, name):
    return zip(measured[name], measured["static"], strict=True)


def _median(figures):
    return statistics.median(list(figures))


def table(found: list[Row]) -> str:
    """Return rows as a table."""
    lines = ["| | measured | goal | |", "|---|---|---|---|"]
    for row in found:
        if row.goal is None:
            lines.append(f"| {row.name} | {row.figure:.3g} {row.unit} | | |")
            continue
        goal = f"{'≥' if row.at_least else '≤'} {row.goal:g} {row.unit}".strip()
        lines.append(f"| {row.name} | {row.figure:.3g} {row.unit} | {goal} | {row.verdict} |")
    return "\n".join(lines)


def flat(found: dict, small: int, large: int) -> str:
    """Return what each page takes in a small and in a large archive, on both databases."""
    lines = [
        f"| milliseconds, {small:,} and {large:,} stories "
        "| SQLite | | × | PostgreSQL | | × | queries | slowest query | |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for page in found["SQLite", small]:
        cells, slowest, growth = [], 0.0, 0.0
        for database in ("SQLite", "PostgreSQL"):
            few, many = found[database, small][page], found[database, large][page]
            cells += [f"{few['ms']:.1f}", f"{many['ms']:.1f}", f"{many['ms'] / few['ms']:.2f}"]
            slowest = max(slowest, many["slowest"])
            growth = max(growth, many["ms"] / few["ms"])
        queries = "/".join(
            str(found[each, large][page]["queries"]) for each in ("SQLite", "PostgreSQL")
        )
        longest = max(found[each, large][page]["ms"] for each in ("SQLite", "PostgreSQL"))
        verdict = _verdict(page, growth, slowest, longest)
        lines.append(f"| {page} | {' | '.join(cells)} | {queries} | {slowest:.0f} ms | {verdict} |")
    return "\n".join(lines)


def _verdict(page, growth, slowest, longest):
    """Say whether a page is as flat as it should be: itself, its queries, a search as a whole, a page of the desk."""
    limits = [
        growth <= MOST_TIMES,
        slowest <= (MOST_SEARCH if "search" in page else MOST_QUERY),
        longest <= MOST_FORM or not page.startswith("desk"),
    ]
    return "met" if all(limits) else "**missed**"


def write(part: str, text: str, *, seconds: float) -> None:
    """Print a part and put it where it stood in the document."""
    told = f"{_machine()} In {seconds:.0f} s.\n\n{text}"
    sys.stdout.write(f"{told}\n")
    mark = f"<!-- {part}: written by the bench -->\n", f"<!-- end of {part} -->"
    document = FILE.read_text()
    pattern = re.compile(re.escape(mark[0]) + ".*?" + re.escape(mark[1]), re.DOTALL)
    assert pattern.search(document), f"{FILE.name} has no place for {part}"
    FILE.write_text(pattern.sub(lambda _: f"{mark[0]}{told}\n{mark[1]}", document))


def _machine():
    model = re.findall(r"model name\s*: (.+)", _read("/proc/cpuinfo"))
    nginx = subprocess.run(
        ["nginx", "-v"], capture_output=True, text=True, check=False
    ).stderr.strip()
    return (
        f"{datetime.date.today()}, {platform.system()} on {len(model)} cores of "
        f"{model[0] if model else platform.machine()}, "
        f"Python {platform.python_version()}, Django {django.__version__}, gunicorn {gunicorn.__version__}, "
        f"{nginx.removeprefix('nginx version: ')}."
    )


def _read(path):
    return Path(path).read_text() if Path(path).exists() else ""

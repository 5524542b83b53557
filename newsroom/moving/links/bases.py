"""The words below which an old site had its tags and authors, as a command is told them."""

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from newsroom.moving.reading import records

BASES = {"tag": records.TAG_BASE, "author": records.AUTHOR_BASE}


def add_arguments(parser: ArgumentParser) -> None:
    """Let a command take `--tag-base` and `--author-base`."""
    for kind, usual in BASES.items():
        parser.add_argument(
            f"--{kind}-base",
            default=usual,
            metavar="WORD",
            help=f"where the old site had its {kind}s, if not below /{usual}/: its base among the permalinks",
        )


def chosen(options: Mapping[str, Any]) -> dict[str, str]:
    """Return the bases among the options of a command, by their names in `Site`."""
    return {f"{kind}_base": options[f"{kind}_base"] for kind in BASES}

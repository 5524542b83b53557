"""Illustrations drawn by code: the same motif is the same picture on every machine."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import Random

from PIL import Image

from newsroom.sample.drawing import (
    country,
    crafts,
    indoors,
    lights,
    mountains,
    stage,
    table,
    town,
    water,
)
from newsroom.sample.drawing.canvas import Canvas

MOTIFS: dict[str, Callable[[Random], Canvas]] = {
    "bench": partial(town.bench, light=lights.AUTUMN),
    "bridge": partial(water.bridge, light=lights.NOON),
    "bus-road": partial(mountains.bus_road, light=lights.NOON),
    "carpet": crafts.carpet,
    "chess": indoors.chess,
    "choir": stage.choir,
    "harbour": partial(water.harbour, light=lights.NOON),
    "kites": partial(mountains.kites, light=lights.SPRING),
    "lake": partial(water.lake, light=lights.SPRING),
    "lake-evening": partial(water.lake, light=lights.DUSK),
    "letters": crafts.letters,
    "library": indoors.library,
    "mountain": partial(mountains.peaks, light=lights.DAWN),
    "observatory": partial(mountains.observatory, light=lights.NIGHT),
    "orchard": partial(country.orchard, light=lights.SPRING),
    "palms": partial(town.palms, light=lights.DUSK),
    "pitch": partial(country.pitch, light=lights.SPRING),
    "press": crafts.press,
    "roofs": partial(town.roofs, light=lights.DUSK),
    "storks": partial(country.storks, light=lights.DUSK),
    "table": table.table,
    "vineyard": partial(country.vineyard, light=lights.AUTUMN),
    "winter-pass": partial(mountains.winter_pass, light=lights.WINTER),
}


def draw(motif: str) -> Image.Image:
    """Return the 1640×1025 picture of a motif."""
    chance = Random(motif)  # noqa: S311 - hills and stars need no secrets
    return MOTIFS[motif](chance).image

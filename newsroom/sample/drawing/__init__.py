"""Illustrations drawn by code: the same motif is the same picture on every machine."""

from __future__ import annotations

from random import Random

from PIL import Image

from . import country, crafts, indoors, lights, mountains, stage, table, town, water

MOTIFS = {
    "bench": (town.bench, lights.AUTUMN),
    "bridge": (water.bridge, lights.NOON),
    "bus-road": (mountains.bus_road, lights.NOON),
    "carpet": (crafts.carpet,),
    "chess": (indoors.chess,),
    "choir": (stage.choir,),
    "harbour": (water.harbour, lights.NOON),
    "kites": (mountains.kites, lights.SPRING),
    "lake": (water.lake, lights.SPRING),
    "lake-evening": (water.lake, lights.DUSK),
    "letters": (crafts.letters,),
    "library": (indoors.library,),
    "mountain": (mountains.peaks, lights.DAWN),
    "mountain-autumn": (mountains.peaks, lights.AUTUMN),
    "observatory": (mountains.observatory, lights.NIGHT),
    "orchard": (country.orchard, lights.SPRING),
    "palms": (town.palms, lights.DUSK),
    "pitch": (country.pitch, lights.SPRING),
    "press": (crafts.press,),
    "roofs": (town.roofs, lights.DUSK),
    "roofs-morning": (town.roofs, lights.DAWN),
    "storks": (country.storks, lights.DUSK),
    "storks-morning": (country.storks, lights.DAWN),
    "table": (table.table,),
    "vineyard": (country.vineyard, lights.AUTUMN),
    "winter-pass": (mountains.winter_pass, lights.WINTER),
}


def draw(motif: str) -> Image.Image:
    """Return the 1640×1025 picture of a motif."""
    picture, *light = MOTIFS[motif]
    chance = Random(motif)  # noqa: S311 - hills and stars need no secrets
    return picture(chance, *light).image

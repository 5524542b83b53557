"""The hours of the day, as the colours that a landscape takes on in them."""

from __future__ import annotations

from typing import NamedTuple

from newsroom.sample.drawing.canvas import mix


class Light(NamedTuple):
    """A sky from high to low, the sun, the farthest land, the nearest land, and the snow."""

    high: str
    low: str
    sun: str
    far: str
    near: str
    snow: str

    def land(self, share: float) -> str:
        """Return the colour of land this share of the way from the horizon to our feet."""
        return mix(self.far, self.near, share)

    def haze(self, share: float) -> str:
        """Return the colour of the air in front of that land."""
        return mix(self.land(share), self.low, 0.45)


DAWN = Light("#a9bdd3", "#f9dfc0", "#fff6e3", "#c4b0b9", "#3d3547", "#fbf0ea")
DUSK = Light("#34345f", "#f4a574", "#ffe0ac", "#9a6a86", "#211c3b", "#f3cdbb")
NOON = Light("#86bcd9", "#eaf3ec", "#fffbe8", "#a7c6c8", "#2d5f4c", "#ffffff")
WINTER = Light("#a9bfd6", "#f6eee4", "#fffaf0", "#c3cfdd", "#47586f", "#ffffff")
AUTUMN = Light("#c9d3cf", "#fbe7c3", "#fff6da", "#d0b08c", "#6a3725", "#fff7ea")
NIGHT = Light("#0a1030", "#46507f", "#f8eccb", "#39436f", "#0b0f24", "#b9c2e0")
SPRING = Light("#9fd0dc", "#fbeee0", "#fffbe6", "#b5cdb4", "#3d6b3f", "#ffffff")

"""What stands in more than one landscape: skies, mountains, trees."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from newsroom.sample.drawing.canvas import HEIGHT, WIDTH, Canvas, Point, Shape
from newsroom.sample.drawing.lights import Light
from newsroom.sample.drawing.shapes import box, curve, ground, hills, line, oval, ridge, scaled

POPLAR = curve(
    *line("-0.02,0 -0.02,-0.08 -0.09,-0.16 -0.11,-0.42 -0.06,-0.8 0,-1"),
    *line("0.06,-0.8 0.11,-0.42 0.09,-0.16 0.02,-0.08 0.02,0"),
    steps=6,
)


def sky(light: Light, sun: Point | None = None, size: float = 60) -> Canvas:
    """Return a new picture of a sky with, when a place is given, the sun in it."""
    canvas = Canvas((light.high, light.low))
    if sun:
        canvas.glow(light.sun, sun, size * 9, 0.75)
        canvas.lay(light.sun, oval(*sun, size), opacity=0.95)
    return canvas


def clouds(
    canvas: Canvas, chance: Random, colour: str, top: float, bottom: float, count: int
) -> None:
    """Draw flat-bottomed clouds between two heights."""
    for _ in range(count):
        x, y = chance.uniform(-100, WIDTH), chance.uniform(top, bottom)
        size = chance.uniform(0.5, 1.2)
        puffs = [(0, 130, 16), (-60, 60, 26), (10, 75, 40), (80, 55, 24)]
        shapes = [
            oval(x + dx * size, y - down * size * 0.5, across * size, down * size)
            for dx, across, down in puffs
        ]
        canvas.lay(colour, *shapes, opacity=0.55)


def stars(canvas: Canvas, chance: Random, bottom: float, count: int) -> None:
    """Scatter stars above a height, most of them small."""
    places = [(chance.uniform(0, WIDTH), chance.uniform(0, bottom)) for _ in range(count)]
    small = [oval(x, y, chance.uniform(0.8, 1.8)) for x, y in places]
    canvas.lay("#fdf6e0", *small, opacity=0.8)
    canvas.lay("#ffffff", *(oval(x, y, chance.uniform(2.2, 3.4)) for x, y in places[::9]))


def peak(
    canvas: Canvas, chance: Random, light: Light, knots: Shape, snow: float, depth: float
) -> None:
    """Draw a mountain through the knots, snowy above a height, its far side in shade."""
    outline = ridge(chance, knots)
    canvas.lay((light.land(depth), light.haze(depth)), ground(outline))
    top = min(outline, key=lambda point: point[1])
    _snow(canvas, chance, light, outline, snow)
    fold = ridge(
        chance,
        [top, (top[0] - 40, top[1] + 150), (top[0] + 50, top[1] + 330), (top[0] - 10, HEIGHT)],
        0.3,
    )
    right = [point for point in outline if point[0] >= top[0]]
    canvas.lay(light.near, [*right, (right[-1][0], HEIGHT), *fold[::-1]], opacity=0.13)


def _snow(canvas: Canvas, chance: Random, light: Light, outline: Shape, level: float) -> None:
    cap = [point for point in outline if point[1] < level]
    if len(cap) < 3:
        return
    hem, down = [], False
    for x, y in cap[:: -max(len(cap) // 24, 1)]:
        wanted = level + (chance.uniform(15, 85) if down else chance.uniform(-80, -15))
        hem.append((x + chance.uniform(-6, 6), max(wanted, y + 4)))
        down = not down
    canvas.lay((light.snow, light.haze(0.1)), [*cap, *hem[1:-1]])


def ranges(
    canvas: Canvas, chance: Random, light: Light, levels: Iterable[tuple[float, float, float]]
) -> None:
    """Draw rolling hills, each (height on the sheet, rise, share of nearness)."""
    for level, rise, share in levels:
        outline = hills(chance, level, rise, wave=300 + 200 * share)
        canvas.lay((light.land(share), light.haze(share * 0.8)), ground(outline))


def poplars(
    canvas: Canvas, chance: Random, places: Iterable[Point], height: float, colour: str
) -> None:
    """Draw a row of poplars that stand at these places."""
    trees = [scaled(POPLAR, x, y, height * chance.uniform(0.75, 1.15)) for x, y in places]
    canvas.lay(colour, *trees)


def round_tree(
    canvas: Canvas, chance: Random, foot: Point, size: float, leaves: tuple[str, str], trunk: str
) -> list[Point]:
    """Draw a round tree and return places in its crown where fruit may hang."""
    x, y = foot
    canvas.lay(trunk, box(x - size * 0.05, y - size * 0.5, x + size * 0.05, y))
    puffs = [
        (0, -0.85, 0.42),
        (-0.3, -0.68, 0.3),
        (0.3, -0.68, 0.3),
        (0.12, -1.02, 0.3),
        (-0.16, -1.0, 0.28),
    ]
    canvas.lay(leaves[1], *(oval(x + dx * size, y + dy * size, r * size) for dx, dy, r in puffs))
    canvas.lay(
        leaves[0],
        *(
            oval(x + (dx - 0.06) * size, y + (dy - 0.07) * size, r * size * 0.78)
            for dx, dy, r in puffs
        ),
    )
    return [
        (x + chance.uniform(-0.45, 0.45) * size, y - chance.uniform(0.52, 1.15) * size)
        for _ in range(int(size / 14))
    ]

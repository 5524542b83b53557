"""Outlines that pictures are made of, as lists of points in picture units."""

from __future__ import annotations

from itertools import pairwise
from math import cos, pi, sin, tau
from random import Random

from newsroom.sample.drawing.canvas import HEIGHT, WIDTH, Point, Shape


def box(left: float, top: float, right: float, bottom: float) -> Shape:
    """Return an upright rectangle."""
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def oval(x: float, y: float, across: float, down: float | None = None) -> Shape:
    """Return an ellipse by its centre and radii, a circle when only one radius is given."""
    down = across if down is None else down
    steps = 24 + int(max(across, down) / 6)
    return [
        (x + across * cos(tau * step / steps), y + down * sin(tau * step / steps))
        for step in range(steps)
    ]


def arch(left: float, right: float, spring: float, bottom: float, rise: float = 1) -> Shape:
    """Return an upright opening with a half-round head above the line called spring."""
    radius = (right - left) / 2
    head = [
        (left + radius - radius * cos(pi * step / 24), spring - radius * rise * sin(pi * step / 24))
        for step in range(25)
    ]
    return [(left, bottom), *head, (right, bottom)]


def stroke(points: Shape, width: float | tuple[float, float]) -> Shape:
    """Return a ribbon along the points, of one width or from a first to a last width."""
    first, last = width if isinstance(width, tuple) else (width, width)
    over, under = [], []
    for index, (x, y) in enumerate(points):
        before, after = points[max(index - 1, 0)], points[min(index + 1, len(points) - 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = (dx * dx + dy * dy) ** 0.5 or 1
        half = (first + (last - first) * index / max(len(points) - 1, 1)) / 2
        over.append((x - dy / length * half, y + dx / length * half))
        under.append((x + dy / length * half, y - dx / length * half))
    return over + under[::-1]


def curve(*knots: Point, steps: int = 16) -> Shape:
    """Return a smooth line through the knots (Catmull and Rom's spline)."""
    ends = [knots[0], *knots, knots[-1]]
    points = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        points += [_between(a, b, c, d, step / steps) for step in range(steps)]
    return [*points, knots[-1]]


def _between(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    def along(p: float, q: float, r: float, s: float) -> float:
        turn = (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t * t * t
        return (2 * q + (r - p) * t + turn) / 2

    return along(a[0], b[0], c[0], d[0]), along(a[1], b[1], c[1], d[1])


def ground(edge: Shape, floor: float = HEIGHT) -> Shape:
    """Return the land below its upper edge, down to the floor."""
    return [*edge, (edge[-1][0], floor), (edge[0][0], floor)]


def hills(chance: Random, level: float, height: float, wave: float = 400) -> Shape:
    """Return a soft rolling line across the picture around this level."""
    x, knots = -wave, []
    while x < WIDTH + wave * 2:
        knots.append((x, level - height * chance.uniform(-0.5, 0.5)))
        x += wave * chance.uniform(0.7, 1.3)
    return [point for point in curve(*knots) if -wave <= point[0] <= WIDTH + wave]


def crags(chance: Random, ends: tuple[Point, Point], roughness: float, depth: int = 7) -> Shape:
    """Return a broken line between the ends, by moving midpoints a little less at each turn."""
    points = list(ends)
    for _ in range(depth):
        finer = [points[0]]
        for (x1, y1), (x2, y2) in pairwise(points):
            shift = chance.uniform(-1, 1) * roughness * abs(x2 - x1)
            finer += [((x1 + x2) / 2, (y1 + y2) / 2 + shift), (x2, y2)]
        points = finer
        roughness *= 0.9
    return points


def ridge(chance: Random, knots: Shape, roughness: float = 0.12) -> Shape:
    """Return a mountain line that passes through the knots."""
    points = [knots[0]]
    for start, end in pairwise(knots):
        points += crags(chance, (start, end), roughness, depth=6)[1:]
    return points


def scaled(shape: Shape, x: float, y: float, size: float, width: float | None = None) -> Shape:
    """Return the shape drawn around (0, 0) moved to a place and made larger or smaller."""
    width = size if width is None else width
    return [(x + px * width, y + py * size) for px, py in shape]


def line(text: str, x: float = 0, y: float = 0, size: float = 1) -> Shape:
    """Return the points of a text like "0,0 10,-5", moved to a place and made larger or smaller."""
    pairs = (pair.split(",") for pair in text.split())
    return [(x + float(across) * size, y + float(down) * size) for across, down in pairs]


def smooth(text: str, x: float = 0, y: float = 0, size: float = 1) -> Shape:
    """Return a smooth line through the points of such a text."""
    return curve(*line(text, x, y, size))

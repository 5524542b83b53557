"""A picture of a concert."""

from __future__ import annotations

from random import Random

from newsroom.sample.drawing.canvas import HEIGHT, WIDTH, Canvas, mix
from newsroom.sample.drawing.shapes import box, curve, oval, smooth, stroke


def choir(chance: Random) -> Canvas:
    """A choir in three rows on a stage between red curtains, its conductor before it."""
    canvas = Canvas(("#1d1630", "#4a2f52"))
    for x in (420, 820, 1220):
        canvas.lay(
            ("#ffe4b0", "#7a4d68"),
            [(x - 30, -10), (x + 30, -10), (x + 300, 820), (x - 300, 820)],
            opacity=0.3,
        )
    canvas.glow("#ffd9a0", (820, 560), 620, 0.5)
    canvas.lay(("#8a5540", "#4c2c2c"), box(0, 800, WIDTH, HEIGHT))
    canvas.lay(
        "#a8694c",
        *(
            [
                (820 + n * 90 - 2, 800),
                (820 + n * 90 + 2, 800),
                (820 + n * 170 + 4, HEIGHT),
                (820 + n * 170 - 4, HEIGHT),
            ]
            for n in range(-8, 9)
        ),
        opacity=0.35,
    )
    for row, (count, floor, size) in enumerate([(11, 640, 1.0), (10, 700, 1.08), (9, 775, 1.16)]):
        canvas.lay(
            mix("#2b1f3a", "#7a4d58", row * 0.2),
            box(290 - row * 20, floor + 40, 1350 + row * 20, floor + 110),
        )
        for n in range(count):
            _singer(canvas, chance, 820 + (n - (count - 1) / 2) * 98, floor, size)
    _conductor(canvas, 820, 985)
    _curtain(canvas, 0, 1)
    _curtain(canvas, WIDTH, -1)
    canvas.lay(
        ("#6b1620", "#a32c34"),
        [
            *smooth(
                "-10,-10 -10,110 200,170 410,100 610,160 820,100 1030,160 1230,100 "
                "1440,170 1650,110"
            ),
            (1650, -10),
        ],
    )
    canvas.lay(
        "#e0b25c",
        stroke(
            smooth("-10,110 200,170 410,100 610,160 820,100 1030,160 1230,100 1440,170 1650,110"), 9
        ),
    )
    return canvas


def _singer(canvas: Canvas, chance: Random, x: float, floor: float, size: float) -> None:
    skin = chance.choice(["#e8b48c", "#d99c74", "#f0c49c", "#c98a64"])
    hair = chance.choice(["#2b1b1a", "#4a2c20", "#1f1a22", "#8c8480", "#6b4030"])
    robe = chance.choice(["#7a2433", "#8a2c3a", "#6d2030"])
    head = floor - 118 * size
    if chance.random() < 0.5:
        canvas.lay(hair, oval(x, head + 6, 29 * size, 38 * size))
    canvas.lay(
        (robe, mix(robe, "#1d1630", 0.5)),
        curve(
            (x - 52 * size, floor + 70),
            (x - 48 * size, floor - 50 * size),
            (x - 18 * size, floor - 84 * size),
            (x + 18 * size, floor - 84 * size),
            (x + 48 * size, floor - 50 * size),
            (x + 52 * size, floor + 70),
        ),
    )
    canvas.lay(
        skin,
        oval(x, head, 23 * size, 28 * size),
        box(x - 9 * size, head + 16 * size, x + 9 * size, head + 42 * size),
    )
    canvas.lay(
        hair,
        [
            point
            for point in oval(x, head - 6 * size, 26 * size, 28 * size)
            if point[1] < head - 8 * size
        ],
    )
    canvas.lay("#7a2f30", oval(x, head + 13 * size, 6 * size, 7 * size))
    canvas.lay(
        "#fbf3de",
        [
            (x - 34 * size, floor - 30 * size),
            (x, floor - 22 * size),
            (x + 34 * size, floor - 30 * size),
            (x + 34 * size, floor + 8 * size),
            (x, floor + 16 * size),
            (x - 34 * size, floor + 8 * size),
        ],
    )


def _conductor(canvas: Canvas, x: float, y: float) -> None:
    ink = "#14101f"
    canvas.lay(
        ink,
        oval(x, y - 236, 34, 40),
        smooth("-86,60 -76,-120 -30,-186 30,-186 76,-120 86,60", x, y),
    )
    canvas.lay(
        ink,
        stroke(smooth("-60,-140 -140,-150 -180,-250", x, y), (44, 20)),
        stroke(smooth("60,-140 140,-170 170,-270", x, y), (44, 20)),
    )
    canvas.lay("#fbf3de", stroke([(x + 170, y - 270), (x + 226, y - 350)], (5, 2)))
    canvas.lay("#e8b48c", oval(x - 181, y - 258, 13), oval(x + 171, y - 276, 13))


def _curtain(canvas: Canvas, edge: float, way: int) -> None:
    for n in range(5):
        inner = edge + way * (250 - n * 48)
        fold = curve(
            (inner, -10), (inner - way * 16, 400), (inner - way * 60, 700), (inner - way * 20, 1035)
        )
        canvas.lay(
            (mix("#b3303a", "#4c0f1a", n % 2 * 0.45), mix("#7a1c28", "#300a14", n % 2 * 0.45)),
            [*fold, (edge, 1035), (edge, -10)],
        )

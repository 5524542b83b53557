"""A picture of a laid table."""

from __future__ import annotations

from random import Random

from newsroom.sample.drawing.canvas import HEIGHT, WIDTH, Canvas
from newsroom.sample.drawing.shapes import box, curve, line, oval, smooth, stroke


def table(chance: Random) -> Canvas:
    """Coffee in a copper pot, pomegranates, apricots and bread on an embroidered cloth."""
    canvas = Canvas(("#e9c9a0", "#d9a878"))
    canvas.lay(("#bfdbe0", "#f4ead0"), box(180, 0, 620, 470))
    canvas.lay("#a9c08a", [*smooth("180,400 320,330 460,370 620,310"), (620, 470), (180, 470)])
    canvas.lay(
        "#8a5a3c",
        box(164, 0, 182, 486),
        box(618, 0, 636, 486),
        box(394, 0, 406, 470),
        box(150, 470, 650, 494),
    )
    canvas.glow("#fff3d0", (480, 260), 620, 0.45)
    canvas.lay(("#9a3a33", "#7a2a2a"), box(0, 640, WIDTH, HEIGHT))
    for place in range(-64, WIDTH + 64, 104):
        canvas.lay(
            "#f1dfba",
            line("0,700 34,734 0,768 -34,734", place),
            box(place + 48, 730, place + 56, 738),
        )
        canvas.lay("#9a3a33", line("0,716 18,734 0,752 -18,734", place))
    canvas.lay("#f1dfba", box(0, 676, WIDTH, 684), box(0, 784, WIDTH, 792))
    _bread(canvas, 1120, 850)
    _pot(canvas, 470, 850)
    _cup(canvas, 790, 900)
    for centre, size in (((1330, 870), 96), ((1480, 900), 84), ((1240, 920), 70)):
        _pomegranate(canvas, *centre, size)
    for x, y in line("960,930 1030,950 1095,935"):
        canvas.lay("#3f1616", oval(x + 8, y + 32, 42, 9), opacity=0.4)
        canvas.lay(("#ffc46b", "#e8842e"), oval(x, y, 38))
        canvas.lay("#d9702a", stroke(smooth("4,-37 14,0 6,36", x, y), 3))
    return canvas


def _pot(canvas: Canvas, x: float, y: float) -> None:
    canvas.lay("#3f1616", oval(x + 10, y + 8, 150, 22), opacity=0.4)
    canvas.lay("#5b3a2a", stroke([(x + 90, y - 230), (x + 320, y - 300)], (22, 30)))
    canvas.lay(
        ("#e89a5c", "#a8552f"),
        smooth(
            "-80,-270 -70,-200 -120,-90 -120,-10 -90,8 90,8 120,-10 120,-90 70,-200 "
            "96,-280 60,-262 -80,-270",
            x,
            y,
        ),
    )
    canvas.lay("#ffd1a0", smooth("-90,-30 -92,-90 -52,-190 -60,-90 -90,-30", x, y), opacity=0.6)
    canvas.lay(
        "#7d3c20",
        stroke([(x - 118, y - 60), (x + 118, y - 60)], 6),
        stroke([(x - 76, y - 196), (x + 74, y - 196)], 6),
    )
    canvas.lay(
        "#fff6e6",
        *(
            stroke(
                curve(
                    (x - 30 + n * 34, y - 300),
                    (x - 50 + n * 34, y - 360),
                    (x - 16 + n * 34, y - 420),
                    (x - 40 + n * 34, y - 500),
                ),
                (9, 2),
            )
            for n in range(3)
        ),
        opacity=0.5,
    )


def _cup(canvas: Canvas, x: float, y: float) -> None:
    canvas.lay("#3f1616", oval(x + 6, y + 42, 128, 18), opacity=0.4)
    canvas.lay(("#fffaf0", "#e3d3b8"), oval(x, y + 32, 122, 22))
    canvas.lay("#fffaf0", stroke(smooth("58,-46 106,-44 96,-4 46,4", x, y), 12))
    canvas.lay(
        ("#fffaf0", "#ddc9a8"),
        [*smooth("-70,-60 -62,-4 -30,28", x, y), *smooth("30,28 62,-4 70,-60", x, y)],
    )
    canvas.lay("#3a211a", oval(x, y - 60, 66, 14))
    canvas.lay(
        "#9a3a33",
        *(
            [
                (x + n * 24, y - 34),
                (x + n * 24 + 9, y - 22),
                (x + n * 24, y - 10),
                (x + n * 24 - 9, y - 22),
            ]
            for n in (-1, 0, 1)
        ),
    )


def _pomegranate(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.lay("#3f1616", oval(x + 10, y + size * 0.9, size * 1.1, size * 0.2), opacity=0.4)
    canvas.lay(
        "#8f1f2b",
        [
            (x - size * 0.3, y - size * 1.36),
            (x - size * 0.12, y - size * 1.16),
            (x, y - size * 1.42),
            (x + size * 0.12, y - size * 1.16),
            (x + size * 0.3, y - size * 1.36),
            (x + size * 0.2, y - size * 0.85),
            (x - size * 0.2, y - size * 0.85),
        ],
    )
    canvas.lay(("#d9433f", "#8f1f2b"), oval(x, y, size, size * 0.96))
    canvas.lay(
        "#f59a84", oval(x - size * 0.36, y - size * 0.4, size * 0.22, size * 0.16), opacity=0.6
    )


def _bread(canvas: Canvas, x: float, y: float) -> None:
    canvas.lay("#3f1616", oval(x, y + 6, 330, 26), opacity=0.4)
    canvas.lay(
        ("#f0c98a", "#b87a3a"),
        smooth("-300,-16 -270,-80 0,-130 250,-96 310,-20 0,10 -300,-16", x, y),
    )
    canvas.lay(
        "#a8692f",
        *(
            stroke(
                curve(
                    (x - 200 + n * 84, y - 86 - (20 if 0 < n < 4 else 0)),
                    (x - 180 + n * 84, y - 52),
                    (x - 176 + n * 84, y - 20),
                ),
                7,
            )
            for n in range(5)
        ),
        opacity=0.6,
    )

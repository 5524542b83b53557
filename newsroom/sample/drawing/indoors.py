"""Pictures of rooms where people read and play."""

from __future__ import annotations

from random import Random

from newsroom.sample.drawing.canvas import HEIGHT, WIDTH, Canvas, Shape, mix
from newsroom.sample.drawing.shapes import box, ground, line, oval, scaled, smooth, stroke

BINDINGS = (
    *("#a63d2f", "#d08a3c", "#2f5d62", "#7a3b4e", "#e2c48d"),
    *("#4b6b46", "#8c6a4a", "#34486b", "#c9573f", "#efe2c4"),
)


def library(chance: Random) -> Canvas:
    """Full shelves to the ceiling, a ladder, an armchair and a reading lamp."""
    canvas = Canvas(("#5a3a2a", "#3a241b"))
    for left in (40, 572, 1104):
        for shelf in range(5):
            _shelf(canvas, chance, left, left + 500, 30 + shelf * 176)
    canvas.lay(
        ("#7a4f35", "#54321f"), *(box(left, 0, left + 32, 930) for left in (8, 540, 1072, 1604))
    )
    canvas.lay(("#6d4a38", "#4a2f24"), box(0, 925, WIDTH, HEIGHT))
    canvas.lay("#8c3f34", oval(1010, 985, 520, 60))
    canvas.lay("#d8a35c", oval(1010, 985, 470, 50))
    canvas.lay("#8c3f34", oval(1010, 985, 440, 45))
    _ladder(canvas)
    canvas.glow("#ffdf9a", (1330, 520), 560, 0.55)
    _armchair(canvas, 960, 960)
    canvas.lay("#2d2320", box(1326, 520, 1336, 970), oval(1331, 974, 70, 12))
    canvas.lay(("#fff0c4", "#f4c56b"), line("1276,420 1386,420 1436,560 1226,560"))
    canvas.veil("#1f1210", 0, 420, 0.55, 0)
    return canvas


def _shelf(canvas: Canvas, chance: Random, left: float, right: float, top: float) -> None:
    canvas.lay(("#2b1a13", "#3d271c"), box(left, top, right, top + 158))
    books = {colour: [] for colour in BINDINGS}
    bands, x = [], left + 6
    while x < right - 30:
        width, height = chance.uniform(16, 36), chance.uniform(96, 142)
        colour = chance.choice(BINDINGS)
        if chance.random() < 0.06:
            x += chance.uniform(16, 50)
            continue
        books[colour].append(box(x, top + 158 - height, min(x + width, right - 4), top + 158))
        bands += (
            [
                box(x + 4, top + 158 - height + n, x + width - 4, top + 162 - height + n)
                for n in (16, height - 30)
            ]
            if width > 22
            else []
        )
        x += width + 2
    for colour, shapes in books.items():
        canvas.lay((mix(colour, "#fff3d6", 0.1), mix(colour, "#1f1210", 0.25)), *shapes)
    canvas.lay("#f0d9a0", *bands, opacity=0.7)
    canvas.lay(("#8a5a3c", "#5f3b26"), box(left - 4, top + 158, right + 4, top + 176))


def _ladder(canvas: Canvas) -> None:
    rails = [stroke([(250, 965), (400, 120)], 16), stroke([(370, 965), (480, 120)], 16)]
    rungs = [
        stroke(
            [(250 + 150 * n / 11, 965 - 845 * n / 11), (370 + 110 * n / 11, 965 - 845 * n / 11)], 10
        )
        for n in range(1, 11)
    ]
    canvas.lay(("#d9a066", "#a86f3f"), *rails)
    canvas.lay("#c08850", *rungs)


def _armchair(canvas: Canvas, x: float, y: float) -> None:
    canvas.lay("#241612", oval(x + 130, y + 8, 220, 20), opacity=0.5)
    canvas.lay(
        ("#3f7f78", "#2a5a57"),
        smooth("-10,-60 -16,-270 30,-350 130,-365 230,-350 276,-270 270,-60", x, y),
    )
    canvas.lay(("#58a097", "#3a7771"), smooth("30,-140 34,-280 130,-320 226,-280 230,-140", x, y))
    canvas.lay(
        ("#6fb3a6", "#45857d"),
        smooth("10,-100 20,-150 130,-162 240,-150 250,-100 240,-80 20,-80 10,-100", x, y),
    )
    canvas.lay(
        ("#3f7f78", "#264f4d"),
        smooth(
            "-50,-20 -56,-150 -20,-186 22,-150 22,-90 238,-90 238,-150 280,-186 "
            "316,-150 310,-20 -50,-20",
            x,
            y,
        ),
    )
    canvas.lay("#2d1d16", box(x - 30, y - 24, x - 10, y + 8), box(x + 270, y - 24, x + 290, y + 8))
    canvas.lay("#fbf1d8", line("80,-176 132,-160 184,-176 184,-150 132,-134 80,-150", x, y))
    canvas.lay("#a63d2f", stroke(line("78,-148 132,-131 186,-148", x, y), 5))


PAWN = smooth(
    "-0.3,0 -0.3,-0.07 -0.2,-0.12 -0.1,-0.4 -0.16,-0.44 -0.1,-0.48 0.1,-0.48 "
    "0.16,-0.44 0.1,-0.4 0.2,-0.12 0.3,-0.07 0.3,0"
)
TOWER = line(
    "-0.32,0 -0.32,-0.09 -0.2,-0.16 -0.17,-0.56 -0.27,-0.62 -0.27,-0.82 "
    "-0.14,-0.82 -0.14,-0.74 -0.06,-0.74 -0.06,-0.82 0.06,-0.82 0.06,-0.74 "
    "0.14,-0.74 0.14,-0.82 0.27,-0.82 0.27,-0.62 0.17,-0.56 0.2,-0.16 "
    "0.32,-0.09 0.32,0"
)
KING = [
    *smooth("-0.34,0 -0.34,-0.08 -0.2,-0.16 -0.1,-0.6 -0.2,-0.64 -0.1,-0.68 -0.2,-0.98"),
    *smooth("0.2,-0.98 0.1,-0.68 0.2,-0.64 0.1,-0.6 0.2,-0.16 0.34,-0.08 0.34,0"),
]
KNIGHT = smooth(
    "-0.32,0 -0.32,-0.09 -0.2,-0.15 -0.12,-0.36 -0.05,-0.5 -0.28,-0.46 "
    "-0.36,-0.54 -0.2,-0.76 -0.06,-0.86 0.02,-0.96 0.08,-0.84 0.24,-0.66 "
    "0.26,-0.36 0.2,-0.15 0.32,-0.09 0.32,0"
)


def chess(chance: Random) -> Canvas:
    """The last moves of a game of chess on a table by an evening window."""
    canvas = Canvas(("#27313f", "#4a4a52"))
    canvas.lay(("#f3b77a", "#f7dcae"), box(950, 0, 1470, 470))
    canvas.lay("#e8895b", oval(1300, 300, 60))
    canvas.lay("#9a5d62", ground(smooth("950,400 1060,330 1150,250 1260,340 1470,420"), 470))
    canvas.lay(
        "#1d242f",
        box(930, 0, 950, 490),
        box(1470, 0, 1490, 490),
        box(1200, 0, 1214, 470),
        box(930, 470, 1490, 492),
    )
    canvas.glow("#ffd9a0", (1200, 420), 620, 0.3)
    canvas.lay(("#7a4a30", "#4c2c1e"), box(0, 560, WIDTH, HEIGHT))
    corners = line("470,560 1230,560 1640,1080 30,1080")
    canvas.lay("#33201a", line("440,548 1260,548 1700,1100 -30,1100"))
    canvas.lay("#efd9b0", corners)
    canvas.lay(
        "#9a5b3c",
        *(_square(row, column) for row in range(8) for column in range(8) if (row + column) % 2),
    )
    pieces = [
        (1, 6, KING, "dark"),
        (1, 2, TOWER, "dark"),
        (2, 4, PAWN, "dark"),
        (2, 1, PAWN, "dark"),
        (3, 5, KNIGHT, "dark"),
        (4, 3, PAWN, "light"),
        (5, 4, KNIGHT, "light"),
        (5, 6, PAWN, "light"),
        (6, 0, TOWER, "light"),
        (6, 2, KING, "light"),
    ]
    for row, column, outline, side in pieces:
        _piece(canvas, row, column, outline, side)
    return canvas


def _cross(row: float, column: float) -> tuple[float, float, float]:
    near = row / 8
    depth = near / (2 - near)
    left, right = 470 - 440 * depth, 1230 + 410 * depth
    return left + (right - left) * column / 8, 560 + 520 * depth, (right - left) / 8


def _square(row: int, column: int) -> Shape:
    places = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)]
    return [_cross(*place)[:2] for place in places]


def _piece(canvas: Canvas, row: int, column: int, outline: Shape, side: str) -> None:
    x, y, size = _cross(row + 0.75, column + 0.5)
    paint = ("#fff6e0", "#d9bd8c") if side == "light" else ("#4a3540", "#1f1820")
    size *= 1.5
    canvas.lay("#1f1310", oval(x + size * 0.14, y, size * 0.4, size * 0.08), opacity=0.4)
    canvas.lay(paint, scaled(outline, x, y, size))
    if outline is PAWN:
        canvas.lay(paint, oval(x, y - size * 0.58, size * 0.15))
    if outline is KING:
        canvas.lay(
            paint,
            box(x - size * 0.03, y - size * 1.16, x + size * 0.03, y - size * 0.96),
            box(x - size * 0.09, y - size * 1.1, x + size * 0.09, y - size * 1.04),
            oval(x, y - size * 0.98, size * 0.18, size * 0.05),
        )
    canvas.lay(
        "#ffffff" if side == "light" else "#8a7080",
        scaled([(px * 0.22 - 0.1, py * 0.8 - 0.05) for px, py in PAWN], x, y, size),
        opacity=0.3,
    )

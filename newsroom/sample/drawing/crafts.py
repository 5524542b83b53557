"""Pictures of things made and kept by hand."""

from __future__ import annotations

from random import Random

from newsroom.sample.drawing.canvas import HEIGHT, WIDTH, Canvas, Shape, mix
from newsroom.sample.drawing.shapes import arch, box, curve, line, oval, smooth, stroke

# Capital letters of the Armenian alphabet as pen strokes in a square of 1 by 1.
BOWL = line("0.14,0 0.14,0.55 0.24,0.86 0.5,0.98 0.76,0.86 0.86,0.55 0.86,0")
ROOF: Shape = [(x, 1 - y) for x, y in BOWL]
LETTERS: dict[str, list[Shape]] = {
    "Ս": [BOWL],
    "Ո": [ROOF],
    "Ա": [BOWL, [(0.86, 0.5), (0.86, 1)], [(0.86, 0.99), (1.02, 0.99)]],
    "Ռ": [ROOF, [(0.86, 0.99), (1.04, 0.99)]],
    "Ր": [ROOF[:-1]],
    "Լ": [[(0.2, 0), (0.2, 0.98)], [(0.2, 0.96), (0.85, 0.96)]],
    "Ի": [[(0.2, 0), (0.2, 1)], line("0.2,0.6 0.3,0.4 0.55,0.32 0.78,0.45 0.84,0.7 0.84,1")],
}


def press(chance: Random) -> Canvas:
    """Cases of metal type with Armenian letters, one of them freshly inked."""
    canvas = Canvas(("#3c4a50", "#252d33"))
    names = "ՍԱՌՈԼԻՐՈԱՍԼՌԻՈՍԱԼՌ"
    size, left, top = 232, 40, 36
    for row in range(4):
        for column in range(7):
            name = names[(row * 7 + column * 5) % len(names)]
            x, y = left + column * (size - 6), top + row * (size + 8) - (column % 2) * 26
            inked = (row, column) in {(1, 3), (2, 5), (0, 1)}
            _sort(canvas, chance, x, y, size - 34, name, inked=inked)
    canvas.glow("#ffe2b0", (500, 260), 900, 0.35)
    canvas.veil("#14181c", 700, 1025, 0, 0.5)
    return canvas


def _sort(
    canvas: Canvas, chance: Random, x: float, y: float, size: float, name: str, inked: bool
) -> None:
    metal = chance.choice(["#b9b3a6", "#a8a59c", "#c9c0ae", "#b5a78f"])
    canvas.lay("#12161a", box(x + 12, y + 16, x + size + 16, y + size + 24), opacity=0.5)
    canvas.lay(
        (mix(metal, "#20242a", 0.45), mix(metal, "#20242a", 0.65)),
        box(x, y, x + size, y + size + 14),
    )
    canvas.lay((mix(metal, "#ffffff", 0.25), metal), box(x, y, x + size, y + size))
    canvas.lay(mix(metal, "#ffffff", 0.5), box(x, y, x + size, y + 5), box(x, y, x + 5, y + size))
    pad, span = size * 0.24, size * 0.52
    ink = "#9c2b26" if inked else mix(metal, "#20242a", 0.72)
    lines = [
        stroke(
            _smooth([(x + pad + px * span, y + pad + py * span) for px, py in part]), size * 0.085
        )
        for part in LETTERS[name]
    ]
    light = [[(px + 3, py + 4) for px, py in part] for part in lines]
    canvas.lay(mix(metal, "#ffffff", 0.6), *light)
    canvas.lay(ink, *lines)


def _smooth(part: Shape) -> Shape:
    return curve(*part, steps=8) if len(part) > 2 else part


def carpet(chance: Random) -> Canvas:
    """A carpet of stepped stars and a running border, knotted in red, blue and cream."""
    red, blue, cream, gold, ink = "#9c2f2b", "#23415f", "#efe0c0", "#cf9440", "#3a1a1c"
    canvas = Canvas(red)
    canvas.lay(ink, box(0, 0, WIDTH, 120), box(0, 905, WIDTH, HEIGHT))
    canvas.lay(
        cream,
        box(0, 18, WIDTH, 30),
        box(0, 96, WIDTH, 106),
        box(0, 919, WIDTH, 929),
        box(0, 995, WIDTH, 1007),
    )
    for x in range(-20, WIDTH + 82, 82):
        for y in (63, 962):
            canvas.lay(gold, _stepped(x, y, 32, 4))
            canvas.lay(blue, _stepped(x, y, 18, 3))
            canvas.lay(cream, _stepped(x + 41, y, 10, 2))
    for x, field, heart, star in (
        (273, cream, blue, gold),
        (820, blue, gold, cream),
        (1367, cream, blue, gold),
    ):
        for paint, size, steps in (
            (ink, 350, 14),
            (field, 326, 14),
            (red, 240, 12),
            (heart, 190, 10),
        ):
            canvas.lay(paint, _stepped(x, 512, size, steps, 0.75))
        canvas.lay(star, *_star(x, 512, 112))
        canvas.lay(ink, _stepped(x, 512, 44, 4))
        canvas.lay(red, _stepped(x, 512, 26, 3))
    for x in (0, 547, 1093, 1640):
        for y in (230, 795):
            canvas.lay(ink, _stepped(x, y, 100, 6))
            canvas.lay(gold, *_star(x, y, 66))
            canvas.lay(blue, _stepped(x, y, 26, 3))
    threads = [box(0, y, WIDTH, y + 1.4) for y in range(0, HEIGHT, 7)]
    canvas.lay(ink, *threads, opacity=0.14)
    return canvas


def _stepped(x: float, y: float, size: float, steps: int, width: float = 1) -> Shape:
    unit, quarter = size / steps, []
    for n in range(steps):
        quarter += [(n * unit, size - n * unit), ((n + 1) * unit, size - n * unit)]
    right = [(px, -py) for px, py in quarter] + [(px, py) for px, py in quarter[::-1]]
    whole = right + [(-px, py) for px, py in right[::-1]]
    return [(x + px * width, y + py) for px, py in whole]


def _star(x: float, y: float, size: float) -> list[Shape]:
    half = size * 0.68
    return [
        box(x - half, y - half, x + half, y + half),
        [(x, y - size), (x + size, y), (x, y + size), (x - size, y)],
    ]


def letters(chance: Random) -> Canvas:
    """Old envelopes, a photograph, a key and a fountain pen on a desk."""
    canvas = Canvas(("#2f5550", "#1f3a38"))
    canvas.lay(
        "#3d6a63",
        *(stroke([(-10, 60 + n * 64), (WIDTH + 10, 20 + n * 64)], 1.5) for n in range(17)),
        opacity=0.5,
    )
    for x, y, turn, colour in [
        (240, 250, -9, "#e8d6b0"),
        (900, 190, 6, "#f1e6cd"),
        (430, 640, 5, "#f4ead6"),
        (1010, 640, -7, "#e3cda2"),
    ]:
        _envelope(canvas, chance, x, y, turn, colour)
    _photograph(canvas, 690, 400)
    _pen(canvas)
    _key(canvas, 250, 900)
    canvas.glow("#ffe9b8", (420, 120), 900, 0.3)
    return canvas


def _turned(points: Shape, x: float, y: float, turn: float) -> Shape:
    slope = turn / 57.3
    return [(x + px - py * slope, y + py + px * slope) for px, py in points]


def _envelope(canvas: Canvas, chance: Random, x: float, y: float, turn: float, colour: str) -> None:
    def at(left: float, top: float, right: float, bottom: float) -> Shape:
        return _turned(box(left, top, right, bottom), x, y, turn)

    canvas.lay("#0f2220", at(14, 18, 474, 308), opacity=0.4)
    canvas.lay((mix(colour, "#ffffff", 0.25), colour), at(0, 0, 460, 290))
    for start, edge in ((0, "#b5423a"), (20, "#2f4f7a")):
        marks = [(place, top) for place in range(start, 450, 40) for top in (0, 278)]
        slants = [line("0,0 11,0 7,12 -4,12", place, top) for place, top in marks]
        canvas.lay(edge, *(_turned(slant, x, y, turn) for slant in slants))
    stamp = chance.choice(["#c9573f", "#3f7f8c", "#6b8a4a", "#d08a3c"])
    canvas.lay("#fffaf0", at(360, 34, 432, 124))
    canvas.lay((mix(stamp, "#ffffff", 0.5), stamp), at(367, 41, 425, 117))
    hills = _turned(line("372,110 396,66 406,82 412,74 422,110"), x, y, turn)
    canvas.lay("#fffaf0", hills, opacity=0.85)
    rings = [stroke(_turned(oval(330, 84, radius), x, y, turn), 2.5) for radius in (34, 42)]
    canvas.lay("#4a4038", *rings, opacity=0.6)
    for n in range(3):
        written = smooth(f"90,150 150,144 210,152 {300 - n * 34},147", 0, n * 36)
        canvas.lay("#5b5148", stroke(_turned(written, x, y, turn), 4), opacity=0.8)


def _photograph(canvas: Canvas, x: float, y: float) -> None:
    canvas.lay("#0f2220", box(x + 12, y + 16, x + 332, y + 276), opacity=0.4)
    canvas.lay("#fbf6ea", box(x, y, x + 320, y + 260))
    canvas.lay(("#d9c09a", "#b08f66"), box(x + 20, y + 20, x + 300, y + 240))
    canvas.lay("#8c6f4f", line("20,200 100,130 170,170 240,110 300,160 300,240 20,240", x, y))
    for px, size in line("90,0.9 145,1.1 200,1.0 245,0.75"):
        canvas.lay(
            "#4c3826",
            oval(x + px, y + 220 - 92 * size, 15 * size, 18 * size),
            arch(x + px - 24 * size, x + px + 24 * size, y + 220 - 52 * size, y + 240),
        )


def _pen(canvas: Canvas) -> None:
    canvas.lay("#0f2220", stroke([(1130, 500), (1560, 380)], 26), opacity=0.35)
    canvas.lay(
        "#1f1d26",
        stroke([(1180, 470), (1430, 402)], (26, 34)),
        stroke([(1438, 400), (1580, 361)], (34, 22)),
    )
    canvas.lay(
        "#d8a94f", stroke([(1424, 404), (1442, 399)], 36), stroke([(1440, 384), (1530, 360)], 7)
    )
    canvas.lay("#d8a94f", line("1182,458 1186,484 1104,492"))


def _key(canvas: Canvas, x: float, y: float) -> None:
    brass = ("#e0b768", "#a8782f")
    canvas.lay(
        brass, stroke([*oval(x, y, 44), (x + 44, y)], 17), box(x + 40, y - 8, x + 240, y + 8)
    )
    canvas.lay(
        brass,
        box(x + 180, y + 6, x + 198, y + 44),
        box(x + 212, y + 6, x + 236, y + 52),
        box(x + 44, y - 16, x + 58, y + 16),
    )

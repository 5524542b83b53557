"""Pictures of streets and roofs."""

from __future__ import annotations

from math import cos, pi, sin
from random import Random

from newsroom.sample.drawing.canvas import HEIGHT, WIDTH, Canvas, mix
from newsroom.sample.drawing.lights import Light
from newsroom.sample.drawing.nature import clouds, peak, ranges, sky
from newsroom.sample.drawing.shapes import arch, box, curve, ground, line, oval, smooth, stroke

WINDOW = "#ffdc93"


def roofs(chance: Random, light: Light) -> Canvas:
    """City roofs and a domed church in the evening, the mountain behind them."""
    canvas = sky(light, sun=(330, 470), size=70)
    clouds(canvas, chance, light.sun, 130, 360, 5)
    peak(
        canvas, chance, light, line("380,720 700,520 930,330 1120,420 1560,640 1760,700"), 440, 0.1
    )
    canvas.veil(light.low, 520, 740, 0, 0.7)
    _street(canvas, chance, light, 720, 0.35, (60, 110), 12)
    _church(canvas, light, 1090, 800, 1.0)
    _street(canvas, chance, light, 850, 0.65, (90, 150), 30, gap=(890, 1290))
    _street(canvas, chance, light, 960, 0.95, (130, 210), 40)
    for x, y in line("500,300 548,270 590,292 470,262 640,250"):
        wing = smooth("-20,-8 -8,-6 0,0 8,-6 20,-8", x, y)
        canvas.lay(light.near, stroke(wing, 3.5))
    return canvas


def _street(
    canvas: Canvas,
    chance: Random,
    light: Light,
    floor: float,
    share: float,
    widths: tuple[int, int],
    rise: float,
    gap: tuple[int, int] = (0, 0),
) -> None:
    walls, lids, lit = [box(-10, floor + 40, WIDTH + 10, HEIGHT)], [], []
    x = -30.0
    while x < WIDTH:
        width, top = chance.uniform(*widths), floor - chance.uniform(0, rise * 2)
        if gap[0] < x + width and x < gap[1]:
            top = floor + 30
        walls.append(box(x, top, x + width, HEIGHT))
        lids.append(
            chance.choice(
                [
                    box(x - 4, top - 8, x + width + 4, top),
                    [(x - 8, top), (x + width / 2, top - width * 0.3), (x + width + 8, top)],
                ]
            )
        )
        step = max(width / 5, 20)
        lit += [
            box(
                x + column * step + step * 0.3,
                top + 18 + row * step * 1.3,
                x + column * step + step * 0.7,
                top + 18 + row * step * 1.3 + step * 0.6,
            )
            for column in range(int(width / step))
            for row in range(3)
            if chance.random() < 0.42
        ]
        x += width + chance.choice([0, 0, 6])
    canvas.lay((light.land(share), light.land(share + 0.1)), *walls)
    canvas.lay(light.land(share + 0.12), *lids)
    canvas.lay(mix(WINDOW, light.land(share), 0.15), *lit)


def _church(canvas: Canvas, light: Light, x: float, base: float, size: float) -> None:
    wall, shade, roof = (
        mix("#d99b78", light.far, 0.35),
        mix("#8d5560", light.near, 0.15),
        mix("#5d3350", light.near, 0.35),
    )
    canvas.glow("#ffcf8a", (x, base - 90), 380, 0.4)
    canvas.lay(
        wall,
        box(x - 160, base - 180, x + 160, base + 80),
        box(x - 74, base - 330, x + 74, base - 170),
    )
    canvas.lay(
        shade,
        box(x + 60, base - 180, x + 160, base + 80),
        box(x + 18, base - 330, x + 74, base - 170),
    )
    canvas.lay(
        roof,
        [
            (x - 176, base - 174),
            (x - 100, base - 238),
            (x + 100, base - 238),
            (x + 176, base - 174),
        ],
    )
    canvas.lay(wall, [(x - 110, base - 170), (x - 30, base - 262), (x + 50, base - 170)])
    canvas.lay(
        roof, stroke([(x - 118, base - 168), (x - 30, base - 266), (x + 58, base - 168)], 12)
    )
    canvas.lay(roof, [(x - 88, base - 326), (x, base - 486), (x + 88, base - 326)])
    canvas.lay(
        light.near, [(x, base - 486), (x + 88, base - 326), (x + 22, base - 326)], opacity=0.3
    )
    canvas.lay(
        roof, box(x - 3, base - 540, x + 3, base - 480), box(x - 16, base - 526, x + 16, base - 520)
    )
    canvas.lay(
        WINDOW, *(arch(x + n - 7, x + n + 7, base - 290, base - 220) for n in (-48, -16, 16, 48))
    )
    canvas.lay(
        WINDOW, arch(x - 52, x - 8, base - 100, base), arch(x - 38, x - 22, base - 190, base - 150)
    )
    canvas.lay(
        shade,
        arch(x + 96, x + 116, base - 110, base - 50),
        arch(x - 130, x - 110, base - 110, base - 50),
    )


def palms(chance: Random, light: Light) -> Canvas:
    """Palms over the low houses of a warm city at sunset."""
    canvas = sky(light, sun=(820, 560), size=150)
    clouds(canvas, chance, light.sun, 150, 420, 6)
    ranges(canvas, chance, light, [(640, 90, 0.25), (690, 60, 0.4)])
    _street(canvas, chance, light, 790, 0.55, (70, 140), 26)
    _street(canvas, chance, light, 900, 0.82, (120, 220), 26)
    canvas.lay((light.land(0.95), light.land(1)), box(0, 960, WIDTH, HEIGHT))
    for x, base, height in [
        (180, 965, 600),
        (330, 970, 470),
        (560, 955, 330),
        (1130, 960, 380),
        (1330, 970, 640),
        (1500, 965, 500),
    ]:
        _palm(canvas, chance, light, x, base, height)
    return canvas


def _palm(
    canvas: Canvas, chance: Random, light: Light, x: float, base: float, height: float
) -> None:
    lean = chance.uniform(-40, 40)
    trunk = curve((x, base), (x + lean * 0.2, base - height * 0.5), (x + lean, base - height))
    canvas.lay(light.near, stroke(trunk, (20 * height / 500, 9 * height / 500)))
    top_x, top_y, reach = x + lean, base - height, height * 0.26
    fronds = []
    for n in range(17):
        turn = pi * (n / 16 * 1.36 - 0.18)
        dx, dy = cos(turn), -sin(turn)
        bend = (top_x + dx * reach * 0.6, top_y + dy * reach * 0.55 - reach * 0.12)
        tip = (top_x + dx * reach, top_y + dy * reach * 0.6 + reach * 0.22)
        fronds.append(stroke(curve((top_x, top_y), bend, tip, steps=8), (reach * 0.05, 1)))
        fronds.append([(top_x, top_y), bend, tip, (bend[0], bend[1] + reach * 0.13)])
    canvas.lay(light.near, *fronds)


def bench(chance: Random, light: Light) -> Canvas:
    """An empty bench under a plane tree, leaves coming down around a street lamp."""
    canvas = sky(light, sun=(700, 300), size=64)
    _street(canvas, chance, light, 640, 0.2, (90, 170), 60)
    canvas.veil(light.low, 480, 800, 0, 0.55)
    canvas.lay(
        (mix("#d9b27a", light.far, 0.3), "#a9713f"),
        ground(smooth("-20,800 500,786 1100,800 1660,780")),
    )
    canvas.lay(
        (mix("#ead6ae", light.low, 0.3), "#cfa970"), line("-10,880 1660,850 1660,960 -10,1000")
    )
    trunk = smooth("1260,880 1240,640 1270,420 1230,200")
    canvas.lay(
        (mix("#8f7660", light.far, 0.3), "#5b4435"),
        stroke(trunk, (110, 56)),
        stroke(smooth("1256,520 1120,360 960,260"), (46, 14)),
        stroke(smooth("1256,470 1400,330 1560,260"), (46, 14)),
    )
    for colour, shift in [("#b5622c", 0), ("#d98a36", 1), ("#efb14e", 2)]:
        puffs = [
            oval(
                chance.uniform(860, 1680),
                chance.uniform(-20, 330) - shift * 20,
                chance.uniform(60, 130),
            )
            for _ in range(15)
        ]
        canvas.lay(mix(colour, light.far, 0.08), *puffs, opacity=0.92)
    _lamp(canvas, light, 330)
    _seat(canvas, 560, 850)
    leaves = [
        oval(
            chance.uniform(300, 1640),
            chance.uniform(300, 1010),
            chance.uniform(6, 12),
            chance.uniform(3, 7),
        )
        for _ in range(70)
    ]
    canvas.lay("#c9692c", *leaves[:40])
    canvas.lay("#efb14e", *leaves[40:])
    return canvas


def _lamp(canvas: Canvas, light: Light, x: float) -> None:
    canvas.glow("#ffe3a0", (x, 330), 260, 0.8)
    canvas.lay(
        "#3a3238",
        box(x - 6, 370, x + 6, 880),
        box(x - 22, 866, x + 22, 884),
        [(x - 30, 300), (x, 268), (x + 30, 300)],
    )
    canvas.lay("#fff0c2", [(x - 26, 300), (x + 26, 300), (x + 16, 370), (x - 16, 370)])
    canvas.lay(
        "#3a3238",
        stroke([(x - 26, 300), (x - 16, 370)], 4),
        stroke([(x + 26, 300), (x + 16, 370)], 4),
    )


def _seat(canvas: Canvas, x: float, y: float) -> None:
    canvas.lay("#7a4b25", oval(x + 210, y + 92, 270, 14), opacity=0.4)
    canvas.lay(
        "#332b30",
        *(
            stroke(
                curve((x + n, y - 110), (x + n + 6, y), (x + n + 44, y + 8), (x + n + 40, y + 90)),
                10,
            )
            for n in (20, 350)
        ),
    )
    canvas.lay(
        ("#a5613a", "#7d4529"),
        *(box(x, y - 106 + n * 32, x + 420, y - 84 + n * 32) for n in range(3)),
    )
    canvas.lay(("#b9734a", "#8f5534"), box(x + 10, y + 2, x + 436, y + 22))
    canvas.lay("#f6efe0", line("268,-6 350,-12 362,2 274,4", x, y))
    canvas.lay("#8c8578", *(box(x + 282, y - 4 + n * 3, x + 340, y - 3 + n * 3) for n in range(2)))

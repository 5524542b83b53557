"""Pictures of orchards, vineyards, playing fields and villages."""

from __future__ import annotations

from random import Random

from newsroom.sample.drawing.canvas import HEIGHT, WIDTH, Canvas, mix
from newsroom.sample.drawing.lights import Light
from newsroom.sample.drawing.nature import clouds, peak, poplars, ranges, round_tree, sky
from newsroom.sample.drawing.shapes import arch, box, ground, line, oval, smooth, stroke


def orchard(chance: Random, light: Light) -> Canvas:
    """Rows of apricot trees heavy with fruit, a ladder against one and crates below."""
    canvas = sky(light, sun=(1240, 240), size=56)
    clouds(canvas, chance, light.snow, 90, 240, 4)
    peak(canvas, chance, light, line("-200,620 240,420 470,270 720,430 1200,600"), 350, 0.12)
    canvas.veil(light.low, 400, 620, 0, 0.6)
    ranges(canvas, chance, light, [(560, 50, 0.3), (610, 40, 0.42)])
    canvas.lay((mix("#c9c46a", light.far, 0.2), "#7f8f3f"), box(0, 640, WIDTH, HEIGHT))
    for base, size, step in [(690, 110, 128), (770, 180, 230), (925, 330, 420)]:
        _row(canvas, chance, light, base, size, step)
    _ladder(canvas, 960, 925)
    for x in (300, 420, 690):
        _crate(canvas, x, 950)
    return canvas


def _row(
    canvas: Canvas, chance: Random, light: Light, base: float, size: float, step: float
) -> None:
    depth = size / 330
    leaves = (
        mix("#8fae62", light.far, 0.5 - depth / 2),
        mix("#4f7a43", light.far, 0.5 - depth / 2),
    )
    fruit = []
    for x in range(int(step * 0.3), WIDTH + 60, int(step)):
        canvas.lay("#3e5a2c", oval(x + 10, base, size * 0.5, size * 0.07), opacity=0.35)
        fruit += round_tree(
            canvas, chance, (x, base), size, leaves, mix("#6b4630", light.far, 0.5 - depth / 2)
        )
    radius = size / 26
    canvas.lay("#f08c2e", *(oval(x, y, radius) for x, y in fruit))
    canvas.lay(
        "#ffc062", *(oval(x - radius * 0.3, y - radius * 0.3, radius * 0.45) for x, y in fruit)
    )


def _ladder(canvas: Canvas, x: float, y: float) -> None:
    canvas.lay(
        "#8a5a36",
        stroke([(x, y), (x + 62, y - 290)], 9),
        stroke([(x + 70, y), (x + 86, y - 290)], 9),
    )
    rungs = [
        stroke([(x + 62 * n / 8, y - 36 * n), (x + 70 + 16 * n / 8, y - 36 * n)], 6)
        for n in range(1, 8)
    ]
    canvas.lay("#a8714a", *rungs)


def _crate(canvas: Canvas, x: float, y: float) -> None:
    fruit = [oval(x + 14 + n * 19, y - 48 - (n % 2) * 6, 13) for n in range(5)]
    canvas.lay("#f08c2e", *fruit)
    canvas.lay("#ffc062", *(oval(x + 10 + n * 19, y - 52 - (n % 2) * 6, 5) for n in range(5)))
    canvas.lay("#a8714a", *(box(x, y - 44 + n * 16, x + 104, y - 32 + n * 16) for n in range(3)))
    canvas.lay("#7d4f31", box(x, y - 46, x + 9, y + 2), box(x + 95, y - 46, x + 104, y + 2))


def vineyard(chance: Random, light: Light) -> Canvas:
    """Vine rows that run to a stone house under the autumn hills."""
    canvas = sky(light, sun=(400, 270), size=58)
    peak(canvas, chance, light, line("600,560 980,390 1220,280 1420,390 1760,540"), 250, 0.15)
    canvas.veil(light.low, 400, 600, 0, 0.6)
    ranges(canvas, chance, light, [(520, 60, 0.3), (560, 40, 0.45)])
    canvas.lay(
        (mix(light.land(0.5), "#d9a55c", 0.6), mix(light.near, "#a86a3a", 0.5)),
        ground(smooth("-20,600 600,580 1100,590 1660,610")),
    )
    far, horizon = 1010, 560
    for n in range(-13, 14):
        if n == 0:
            continue
        _vine(canvas, chance, light, far + n * 16, horizon + 30, far + n * 240)
    _farmhouse(canvas, light, 930, 596)
    poplars(canvas, chance, line("880,600 1125,600 1150,602"), 150, light.land(0.8))
    return canvas


def _vine(canvas: Canvas, chance: Random, light: Light, x1: float, y1: float, x2: float) -> None:
    steps = 26
    leaves = ["#b5482e", "#d98035", "#8a8a3a", "#c9632f"]
    crowns = {colour: [] for colour in leaves}
    for step in range(steps):
        near = (step / steps) ** 2
        x, y = x1 + (x2 - x1) * near, y1 + (HEIGHT + 80 - y1) * near
        if not -80 < x < WIDTH + 80:
            break
        size = 7 + 62 * near
        crowns[leaves[(step * 7 + int(x1)) % 4]].append(
            oval(x + chance.uniform(-0.2, 0.2) * size, y - size * 0.7, size * 0.9, size * 0.8)
        )
    for colour, shapes in crowns.items():
        canvas.lay((mix(colour, light.far, 0.25), colour), *shapes)


def _farmhouse(canvas: Canvas, light: Light, x: float, y: float) -> None:
    canvas.lay("#ead9bd", box(x, y - 60, x + 160, y))
    canvas.lay("#c9b190", box(x + 100, y - 60, x + 160, y))
    canvas.lay("#a8492f", line("-12,-58 28,-100 132,-100 172,-58", x, y))
    canvas.lay(
        "#5f4433",
        arch(x + 60, x + 84, y - 30, y),
        box(x + 18, y - 42, x + 38, y - 20),
        box(x + 118, y - 42, x + 138, y - 20),
    )


def pitch(chance: Random, light: Light) -> Canvas:
    """A village football pitch below the mountain, its goal waiting."""
    canvas = sky(light, sun=(1180, 250), size=52)
    clouds(canvas, chance, light.snow, 90, 230, 4)
    peak(canvas, chance, light, line("-100,520 250,380 520,250 720,350 1100,520"), 340, 0.15)
    canvas.veil(light.low, 380, 540, 0, 0.6)
    ranges(canvas, chance, light, [(480, 50, 0.35), (530, 40, 0.5)])
    poplars(canvas, chance, [(60 + n * 62, 585) for n in range(25)], 120, light.land(0.75))
    canvas.lay(("#8fbf5f", "#4f8f3f"), box(0, 575, WIDTH, HEIGHT))
    for n in range(-7, 8, 2):
        stripe = [(n * 65, 575), (n * 65 + 130, 575), (n * 190 + 380, 1025), (n * 190, 1025)]
        canvas.lay(("#9ccb69", "#5a9c48"), [(755 + across, down) for across, down in stripe])
    white = "#fbfbf0"
    canvas.lay(
        white,
        stroke([(0, 640), (WIDTH, 640)], 6),
        stroke(line("390,640 250,800 1390,800 1250,640"), 8),
        oval(820, 965, 300, 90),
    )
    canvas.lay("#599c49", oval(820, 965, 291, 84))
    _goal(canvas, white)
    canvas.lay("#2f5d2c", oval(1015, 905, 48, 9), opacity=0.4)
    _ball(canvas, 1010, 868, 38)
    return canvas


def _goal(canvas: Canvas, white: str) -> None:
    net = [stroke([(566 + n * 24, 452), (590 + n * 22, 620)], 1.6) for n in range(22)]
    net += [stroke([(560, 462 + n * 18), (1080, 462 + n * 18)], 1.6) for n in range(10)]
    canvas.lay(white, *net, opacity=0.7)
    canvas.lay(white, box(552, 440, 564, 642), box(1076, 440, 1088, 642), box(552, 440, 1088, 452))


def _ball(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.lay(("#ffffff", "#d5d9d2"), oval(x, y, size))
    spots = [
        (0, -0.08, 0.3),
        (-0.72, -0.3, 0.17),
        (0.7, -0.34, 0.17),
        (-0.45, 0.66, 0.18),
        (0.5, 0.62, 0.18),
    ]
    canvas.lay("#2a3530", *(oval(x + dx * size, y + dy * size, r * size) for dx, dy, r in spots))


def storks(chance: Random, light: Light) -> Canvas:
    """A stork on its nest over the roofs of a village, another coming home."""
    canvas = sky(light, sun=(620, 420), size=96)
    clouds(canvas, chance, light.snow, 110, 300, 4)
    peak(canvas, chance, light, line("700,760 1060,560 1300,430 1440,520 1760,700"), 520, 0.12)
    canvas.veil(light.low, 560, 780, 0, 0.6)
    ranges(canvas, chance, light, [(740, 50, 0.3), (800, 40, 0.5)])
    for n in range(9):
        x, rise = -40 + n * 200, chance.uniform(60, 120)
        canvas.lay(light.land(0.72), box(x, 880 - rise * 0.4, x + 170, 1025))
        canvas.lay(
            light.land(0.85),
            [(x - 14, 884 - rise * 0.4), (x + 85, 850 - rise), (x + 184, 884 - rise * 0.4)],
        )
        canvas.lay("#ffdf98", box(x + 40, 912, x + 62, 944), box(x + 100, 912, x + 122, 944))
    poplars(canvas, chance, line("170,960 520,960 1480,960 1530,960"), 260, light.land(0.92))
    _nest(canvas, chance, light, 1010, 560)
    _flier(canvas, light, 300, 260)
    return canvas


def _nest(canvas: Canvas, chance: Random, light: Light, x: float, y: float) -> None:
    canvas.lay(light.near, box(x - 9, y, x + 9, HEIGHT), box(x - 80, y + 52, x + 80, y + 62))
    twigs = []
    for _ in range(70):
        across, level = chance.uniform(-120, 60), chance.uniform(0, 44)
        twigs.append(
            stroke(
                [
                    (x + across, y + level),
                    (x + across + chance.uniform(50, 90), y + level + chance.uniform(-16, 16)),
                ],
                4,
            )
        )
    canvas.lay(mix(light.near, "#7a5334", 0.6), *twigs)
    canvas.lay(
        "#d8573a",
        stroke([(x - 6, y - 60), (x - 8, y + 6)], 6),
        stroke([(x + 16, y - 60), (x + 18, y + 6)], 6),
    )
    canvas.lay("#fffaf2", smooth("-70,-58 -20,-112 44,-118 66,-84 20,-52 -70,-58", x, y))
    canvas.lay("#26232e", smooth("-112,-42 -60,-82 4,-84 -20,-58 -112,-42", x, y))
    neck = smooth("48,-92 76,-130 66,-178 82,-206", x, y)
    canvas.lay("#fffaf2", stroke(neck, (40, 20)), oval(x + 86, y - 208, 21, 18))
    canvas.lay("#d8573a", line("100,-218 196,-190 100,-200", x, y))
    canvas.lay("#26232e", oval(x + 92, y - 212, 3.4))


def _flier(canvas: Canvas, light: Light, x: float, y: float) -> None:
    canvas.lay("#26232e", smooth("-190,-130 -120,-96 -40,-20 30,-6 -10,14 -90,-20 -190,-130", x, y))
    canvas.lay("#26232e", smooth("20,-6 66,-96 150,-160 120,-90 70,4", x, y))
    canvas.lay(
        "#fffaf2", smooth("-100,-66 -30,-30 40,-18 80,-84 100,-60 76,8 0,18 -60,-12 -100,-66", x, y)
    )
    canvas.lay(
        "#fffaf2", stroke([(x + 60, y), (x + 150, y + 12)], (26, 12)), oval(x + 152, y + 12, 13, 11)
    )
    canvas.lay(
        "#d8573a",
        stroke([(x + 160, y + 12), (x + 222, y + 24)], (8, 1)),
        stroke([(x - 30, y + 4), (x - 150, y + 10)], (6, 3)),
    )

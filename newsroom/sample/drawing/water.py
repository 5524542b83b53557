"""Pictures of lakes, rivers and harbours."""

from __future__ import annotations

from random import Random

from newsroom.sample.drawing.canvas import HEIGHT, WIDTH, Canvas, mix
from newsroom.sample.drawing.lights import Light
from newsroom.sample.drawing.nature import clouds, peak, poplars, ranges, sky
from newsroom.sample.drawing.shapes import arch, box, ground, line, oval, smooth, stroke


def lake(chance: Random, light: Light) -> Canvas:
    """White sails on a still lake, and a small church on the headland."""
    canvas = sky(light, sun=(860, 330), size=50)
    clouds(canvas, chance, light.snow, 90, 250, 5)
    peak(canvas, chance, light, line("-100,560 200,400 420,330 640,420 900,560"), 380, 0.1)
    peak(canvas, chance, light, line("760,560 1100,430 1350,300 1500,380 1760,500"), 360, 0.14)
    canvas.veil(light.low, 430, 560, 0, 0.7)
    headland = smooth("980,562 1120,535 1250,470 1420,450 1660,430")
    canvas.lay((light.land(0.5), light.land(0.65)), ground(headland, 562))
    _chapel(canvas, light, 1330, 462)
    poplars(canvas, chance, line("1480,458 1520,452 1552,452"), 90, light.land(0.8))
    canvas.lay(
        (mix(light.low, light.high, 0.4), mix(light.high, light.near, 0.55)),
        box(0, 562, WIDTH, HEIGHT),
    )
    canvas.mirror(562, 230, 0.38)
    ripples = []
    for _ in range(90):
        y = 570 + 440 * chance.random() ** 1.6
        length = (y - 540) * chance.uniform(0.15, 0.5)
        x = chance.uniform(-50, WIDTH)
        ripples.append(oval(x, y, length, 1 + (y - 560) / 260))
    canvas.lay(light.snow, *ripples, opacity=0.32)
    for x, y, size in [(330, 640, 0.55), (560, 610, 0.36), (760, 720, 1.1), (1180, 660, 0.62)]:
        _sail(canvas, light, x, y, size)
    return canvas


def _sail(canvas: Canvas, light: Light, x: float, y: float, size: float) -> None:
    canvas.lay(light.snow, line("-70,34 100,34 40,150 4,210", x, y, size), opacity=0.14)
    canvas.lay("#fffaf0", [*smooth("0,-250 70,-150 110,-20", x, y, size), (x, y - 20 * size)])
    canvas.lay(
        "#e7d6c0", [*smooth("-8,-210 -50,-100 -78,-20", x, y, size), (x - 8 * size, y - 20 * size)]
    )
    canvas.lay("#5b3d33", line("-4,-262 2,-262 2,0 -4,0", x, y, size))
    canvas.lay(("#b5523a", "#7d3328"), line("-110,-10 130,-10 95,30 -80,30", x, y, size))


def _chapel(canvas: Canvas, light: Light, x: float, y: float) -> None:
    wall, shade, roof = (
        mix("#d8b79a", light.far, 0.3),
        mix("#a67f6c", light.far, 0.3),
        mix("#7b4a45", light.far, 0.2),
    )
    canvas.lay(wall, box(x - 60, y - 46, x + 60, y + 10), box(x - 24, y - 96, x + 24, y - 40))
    canvas.lay(shade, box(x + 22, y - 46, x + 60, y + 10), box(x + 6, y - 96, x + 24, y - 40))
    canvas.lay(
        roof, line("-68,-44 -40,-68 40,-68 68,-44", x, y), line("-30,-94 0,-150 30,-94", x, y)
    )
    canvas.lay(roof, box(x - 1.5, y - 172, x + 1.5, y - 148), box(x - 7, y - 166, x + 7, y - 163))
    canvas.lay(shade, arch(x - 10, x - 2, y - 78, y - 58), arch(x - 38, x - 24, y - 22, y + 10))


def bridge(chance: Random, light: Light) -> Canvas:
    """An old stone bridge of one arch over a river in a gorge."""
    canvas = sky(light, sun=(760, 230), size=46)
    ranges(canvas, chance, light, [(420, 120, 0.1), (480, 90, 0.22)])
    left = smooth("-20,210 160,300 330,430 420,620 470,860 500,1040")
    right = smooth("1140,1040 1180,840 1260,600 1380,420 1500,320 1660,240")
    canvas.lay((light.land(0.4), light.land(0.75)), [*left, (-20, 1040)], [*right, (1660, 1040)])
    canvas.lay(
        (mix(light.high, light.low, 0.3), mix(light.high, light.near, 0.4)),
        line("560,640 1010,640 1190,1040 440,1040"),
    )
    foam = [
        oval(chance.uniform(560, 1060), 680 + n * 13, chance.uniform(20, 90), 2 + n / 12)
        for n in range(27)
    ]
    canvas.lay(light.snow, *foam, opacity=0.5)
    _span(canvas, light)
    canvas.lay(
        (light.land(0.8), light.land(1)),
        ground(smooth("-20,800 200,830 400,950 520,1040")),
        ground(smooth("1080,1040 1240,930 1440,850 1660,820")),
    )
    poplars(canvas, chance, line("70,860 120,868 176,874 1500,880 1560,872"), 330, light.land(0.92))
    return canvas


def _span(canvas: Canvas, light: Light) -> None:
    stone, shade = mix("#cdb59b", light.far, 0.25), mix("#8d7463", light.far, 0.2)
    deck = smooth("270,540 520,470 800,410 1080,470 1360,540")
    under = smooth("1170,900 1120,720 1000,590 800,530 600,590 480,720 430,900")
    canvas.lay((stone, shade), [*deck, (1390, 900), *under, (240, 900)])
    canvas.lay(shade, stroke(under, 26))
    canvas.lay(mix(stone, "#ffffff", 0.3), stroke(deck, 20))
    joints = [
        stroke([under[n], (under[n][0] + (under[n][0] - 800) * 0.07, under[n][1] - 34)], 3)
        for n in range(6, 92, 5)
    ]
    canvas.lay(mix(shade, light.near, 0.4), *joints)
    canvas.lay(
        light.near,
        arch(786, 802, 384, 406),
        oval(794, 370, 7),
        stroke([(806, 404), (836, 404)], 12),
        oval(842, 394, 8),
    )


def harbour(chance: Random, light: Light) -> Canvas:
    """Painted houses along a harbour, fishing boats and their reflections."""
    canvas = sky(light, sun=(1280, 190), size=50)
    clouds(canvas, chance, light.snow, 80, 200, 5)
    ranges(canvas, chance, light, [(430, 110, 0.15), (480, 70, 0.3)])
    colours = [
        "#e8b04a",
        "#d9694f",
        "#f1e3cc",
        "#6fa3a8",
        "#e89a7a",
        "#c4554a",
        "#f4cf8e",
        "#88a77a",
    ]
    x, turn = -20.0, 0
    while x < WIDTH:
        width, top = chance.uniform(110, 170), chance.uniform(300, 400)
        _house(canvas, light, x, x + width, top, colours[turn % len(colours)])
        x, turn = x + width, turn + 1
    canvas.lay(mix("#c9b8a4", light.far, 0.2), box(0, 640, WIDTH, 668))
    canvas.lay((mix("#7fb6bd", light.low, 0.2), "#2f6d7f"), box(0, 668, WIDTH, HEIGHT))
    canvas.mirror(668, 340, 0.34)
    ripples = [
        oval(chance.uniform(0, WIDTH), 680 + n * 5, chance.uniform(20, 40 + n * 1.6), 1.5 + n / 24)
        for n in range(66)
    ]
    canvas.lay("#eaf6f2", *ripples, opacity=0.3)
    for place, size, hull in [
        ((260, 760), 0.8, "#c8442f"),
        ((1290, 790), 0.95, "#2d5f8a"),
        ((760, 880), 1.3, "#f2f0e6"),
    ]:
        _boat(canvas, *place, size, hull)
    return canvas


def _house(
    canvas: Canvas, light: Light, left: float, right: float, top: float, colour: str
) -> None:
    wall = mix(colour, light.far, 0.15)
    canvas.lay((wall, mix(wall, light.near, 0.1)), box(left, top, right, 645))
    canvas.lay(
        "#a8553d",
        [(left - 6, top), (left + 10, top - 30), (right - 10, top - 30), (right + 6, top)],
    )
    step = (right - left) / 3
    frames = [(left + step * (n + 0.5), y) for n in range(3) for y in range(int(top) + 40, 560, 80)]
    canvas.lay("#fdf8ec", *(box(x - 14, y - 3, x + 14, y + 39) for x, y in frames))
    canvas.lay(
        mix("#3b5563", light.near, 0.2), *(box(x - 10, y, x + 10, y + 36) for x, y in frames)
    )
    canvas.lay(
        mix(colour, "#30404a", 0.6),
        *(box(x + side, y - 2, x + side + 9, y + 38) for x, y in frames for side in (-24, 15)),
    )
    canvas.lay("#5b3f35", arch(left + step - 16, left + step + 16, 594, 645))
    canvas.lay(
        "#fdf8ec",
        [
            (left + step * 1.6, 590),
            (right - 8, 590),
            (right + 2, 612),
            (left + step * 1.6 - 8, 612),
        ],
    )


def _boat(canvas: Canvas, x: float, y: float, size: float, hull: str) -> None:
    canvas.lay("#173f4d", oval(x, y + 34 * size, 150 * size, 14 * size), opacity=0.45)
    canvas.lay("#f7f1e2", line("-30,-66 50,-66 60,-14 -36,-14", x, y, size))
    canvas.lay(
        "#44616b",
        line("-18,-54 6,-54 6,-32 -18,-32", x, y, size),
        line("16,-54 40,-54 42,-32 16,-32", x, y, size),
    )
    canvas.lay(
        "#5b4438",
        line("-62,-170 -56,-170 -54,-10 -64,-10", x, y, size),
        line("-58,-166 90,-20 86,-20 -60,-160", x, y, size),
    )
    canvas.lay(
        (hull, mix(hull, "#20242c", 0.35)),
        smooth("-150,-28 -60,-12 60,-12 160,-40 118,22 90,36 -100,36 -128,22 -150,-28", x, y, size),
    )
    canvas.lay("#fdf8ec", stroke(smooth("-142,-14 -60,2 60,2 146,-22", x, y, size), 6 * size))

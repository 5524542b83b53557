"""Pictures of high places."""

from __future__ import annotations

from random import Random

from newsroom.sample.drawing.canvas import HEIGHT, WIDTH, Canvas, mix
from newsroom.sample.drawing.lights import Light
from newsroom.sample.drawing.nature import clouds, peak, poplars, ranges, sky, stars
from newsroom.sample.drawing.shapes import (
    arch,
    box,
    curve,
    ground,
    line,
    oval,
    ridge,
    scaled,
    smooth,
    stroke,
)


def peaks(chance: Random, light: Light) -> Canvas:
    """A great and a small snowy mountain behind rolling hills and a line of poplars."""
    canvas = sky(light, sun=(1330, 300), size=54)
    clouds(canvas, chance, light.snow, 120, 330, 4)
    small = line("-60,690 250,520 430,395 560,520 860,680")
    great = line("260,720 640,470 860,270 985,165 1090,250 1330,470 1720,690")
    peak(canvas, chance, light, small, 470, 0.12)
    peak(canvas, chance, light, great, 385, 0.18)
    canvas.veil(light.low, 520, 760, 0, 0.75)
    ranges(canvas, chance, light, [(720, 40, 0.3), (790, 60, 0.5), (870, 70, 0.72)])
    row = [(120 + step * 34 + chance.uniform(-8, 8), 905) for step in range(12)]
    poplars(canvas, chance, row, 210, light.land(0.86))
    ranges(canvas, chance, light, [(945, 60, 0.95)])
    return canvas


def winter_pass(chance: Random, light: Light) -> Canvas:
    """A snowed-in house with a lit window under the mountains, smoke going straight up."""
    canvas = sky(light, sun=(420, 330), size=44)
    peak(canvas, chance, light, line("-50,620 300,430 560,300 900,520 1100,610"), 560, 0.12)
    peak(canvas, chance, light, line("500,700 900,420 1200,230 1420,390 1700,520"), 600, 0.22)
    canvas.veil(light.low, 480, 760, 0, 0.8)
    drifts = [(690, 50, 0.06), (760, 60, 0.03), (850, 50, 0.0)]
    _firs(canvas, chance, light, 730, 34, 90)
    for level, rise, shade in drifts[:2]:
        outline = curve(
            (-20, level),
            (420, level - rise),
            (900, level + rise / 2),
            (1400, level - rise),
            (1660, level),
        )
        canvas.lay(
            (mix(light.snow, light.far, shade * 5), mix(light.snow, light.far, 0.45)),
            ground(outline),
        )
    _hut(canvas, light)
    _firs(canvas, chance, light, 880, 9, 190)
    outline = smooth("-20,870 500,800 1000,900 1660,820")
    canvas.lay((light.snow, mix(light.snow, light.far, 0.5)), ground(outline))
    steps = [
        oval(1075 - n * 14 + (n % 2) * 22, 850 + n * 26, 5 + n * 0.9, 3 + n * 0.5) for n in range(7)
    ]
    canvas.lay(light.far, *steps)
    falling = [
        oval(chance.uniform(0, WIDTH), chance.uniform(0, HEIGHT), chance.uniform(1.5, 4))
        for _ in range(150)
    ]
    canvas.lay("#ffffff", *falling, opacity=0.8)
    return canvas


def _firs(
    canvas: Canvas, chance: Random, light: Light, base: float, count: int, size: float
) -> None:
    tiers = line(
        "0,-1 0.2,-0.62 0.1,-0.62 0.28,-0.3 0.14,-0.3 0.36,0.05 -0.36,0.05 "
        "-0.14,-0.3 -0.28,-0.3 -0.1,-0.62 -0.2,-0.62"
    )
    places = [chance.uniform(-20, WIDTH + 20) for _ in range(count)]
    places = [x for x in places if not 850 < x < 1240 or size < 100]
    trees = [
        scaled(tiers, x, base + chance.uniform(-25, 25), size * chance.uniform(0.7, 1.2))
        for x in places
    ]
    canvas.lay((light.land(0.75), light.land(0.95)), *trees)


def _hut(canvas: Canvas, light: Light) -> None:
    smoke = smooth("1118,610 1112,540 1128,460 1116,370 1130,280")
    canvas.lay(light.snow, stroke(smoke, (10, 44)), opacity=0.45)
    canvas.lay(light.land(0.85), box(1106, 600, 1132, 680), box(930, 700, 1180, 840))
    canvas.lay(light.land(1), line("1060,700 1120,700 1180,700 1180,840 1060,840"))
    canvas.lay(light.snow, line("900,712 985,622 1130,622 1212,712"))
    canvas.lay(mix(light.snow, light.far, 0.5), line("1055,712 1130,622 1212,712"))
    canvas.glow("#ffd27a", (1000, 765), 170, 0.8)
    canvas.lay("#ffdf8e", box(970, 735, 1030, 795), box(1100, 735, 1140, 795))
    canvas.lay(light.land(1), box(998, 735, 1002, 795), box(970, 763, 1030, 767))


def bus_road(chance: Random, light: Light) -> Canvas:
    """A small yellow bus on a road that winds down out of the mountains."""
    canvas = sky(light, sun=(300, 260), size=50)
    clouds(canvas, chance, light.snow, 100, 260, 5)
    peak(canvas, chance, light, line("300,640 760,360 1010,210 1200,340 1700,560"), 330, 0.15)
    canvas.veil(light.low, 430, 680, 0, 0.6)
    ranges(canvas, chance, light, [(600, 60, 0.3), (680, 80, 0.45)])
    slope = smooth("-20,560 320,640 760,800 1200,860 1660,840")
    canvas.lay((light.land(0.55), light.land(0.8)), ground(slope))
    road = smooth("1010,640 860,655 850,685 1010,712 1200,745 1210,795 1000,840 560,880 -60,905")
    canvas.lay(mix(light.low, light.far, 0.35), stroke(road, (6, 92)))
    dashes = road[-48:]
    marks = [stroke(dashes[start : start + 4], 5) for start in range(0, 44, 8)]
    canvas.lay(light.snow, *marks, opacity=0.8)
    _bus(canvas, light, 560, 792)
    poplars(canvas, chance, [(1290 + n * 58, 940 - n * 4) for n in range(6)], 300, light.land(0.9))
    canvas.lay(
        (light.land(0.92), light.land(1)), ground(smooth("-20,975 500,985 1100,930 1660,880"))
    )
    return canvas


def _bus(canvas: Canvas, light: Light, x: float, y: float) -> None:
    canvas.lay(light.near, oval(x + 130, y + 106, 150, 12), opacity=0.35)
    body = [*arch(x, x + 40, y + 20, y + 98)[:13], *arch(x + 230, x + 270, y + 20, y + 98)[13:]]
    canvas.lay(("#f7c548", "#e5a52c"), body)
    canvas.lay("#fff6de", box(x, y + 62, x + 270, y + 72))
    panes = [box(x + 14 + n * 50, y + 18, x + 54 + n * 50, y + 52) for n in range(5)]
    canvas.lay(("#dff1f4", "#8fb7c4"), *panes)
    canvas.lay("#7b3f2a", box(x + 30, y - 12, x + 110, y), box(x + 130, y - 18, x + 180, y))
    canvas.lay("#2a2730", oval(x + 58, y + 98, 22), oval(x + 210, y + 98, 22))
    canvas.lay("#cfc8bd", oval(x + 58, y + 98, 9), oval(x + 210, y + 98, 9))
    canvas.lay("#fff3b0", oval(x + 5, y + 82, 6, 8))


def observatory(chance: Random, light: Light) -> Canvas:
    """A round observatory with its dome open under the Milky Way."""
    canvas = sky(light)
    canvas.glow("#8d8fd0", (1050, 260), 520, 0.35)
    canvas.glow("#c9a3d6", (1350, 60), 420, 0.3)
    canvas.glow("#6f86c9", (700, 480), 420, 0.3)
    stars(canvas, chance, 760, 620)
    canvas.lay("#ffffff", stroke([(230, 170), (420, 250)], (0.5, 4)), opacity=0.7)
    canvas.lay(
        (light.land(0.2), light.land(0.05)),
        ground(ridge(chance, line("-20,800 400,700 700,760 1100,690 1660,790"))),
    )
    hill = smooth("-20,930 420,850 760,780 1100,800 1660,900")
    canvas.lay((light.land(0.75), light.land(1)), ground(hill))
    _dome(canvas, light, 720, 640)
    canvas.lay("#ffd98a", oval(1236, 838, 4, 9))
    people = [(1180, 838, 46), (1214, 842, 38), (1122, 830, 42)]
    for x, y, size in people:
        canvas.lay(
            light.near,
            oval(x, y - size, size * 0.17),
            arch(x - size * 0.2, x + size * 0.2, y - size * 0.6, y),
        )
    return canvas


def _dome(canvas: Canvas, light: Light, x: float, y: float) -> None:
    canvas.glow("#ffcf7d", (x, y - 60), 330, 0.35)
    canvas.lay(("#d9d3e2", "#8b86a8"), arch(x - 190, x + 190, y, y + 8))
    canvas.lay(
        "#4d4a70",
        [point for point in arch(x - 190, x + 190, y, y + 8) if point[0] > x + 60],
        opacity=0.45,
    )
    canvas.lay(("#2b1f3d", "#ffb95e"), arch(x - 62, x + 22, y - 168, y))
    scope = stroke([(x - 10, y - 20), (x - 60, y - 190)], (26, 34))
    canvas.lay("#efe6d2", scope)
    canvas.lay(("#c9c2d3", "#7d7898"), box(x - 200, y, x + 200, y + 22))
    canvas.lay(("#a49dba", "#565275"), box(x - 178, y + 22, x + 178, y + 175))
    canvas.lay(("#565275", "#3a3759"), box(x + 60, y + 22, x + 178, y + 175), opacity=0.6)
    canvas.lay(
        "#ffd98a",
        arch(x - 130, x - 96, y + 75, y + 120),
        arch(x + 96, x + 130, y + 75, y + 120),
        arch(x - 26, x + 26, y + 82, y + 175),
    )


def kites(chance: Random, light: Light) -> Canvas:
    """Kites over a hill where children hold their strings."""
    canvas = sky(light, sun=(1380, 200), size=50)
    clouds(canvas, chance, light.snow, 120, 520, 7)
    ranges(canvas, chance, light, [(740, 90, 0.25), (800, 80, 0.45)])
    hill = smooth("-20,960 400,880 820,830 1240,890 1660,970")
    canvas.lay((mix("#9cc069", light.far, 0.2), mix("#4f7f3f", light.near, 0.3)), ground(hill))
    flights = [
        (560, 842, 300, 250, "#d8503a"),
        (700, 832, 760, 150, "#e9a83a"),
        (830, 830, 1100, 330, "#3f7f8c"),
        (960, 838, 1370, 470, "#8a4f7d"),
    ]
    for x, y, kite_x, kite_y, colour in flights:
        canvas.lay(
            light.near,
            stroke(
                curve(
                    (x + 12, y - 44),
                    ((x + kite_x) / 2 + 40, (y + kite_y) / 2 + 60),
                    (kite_x, kite_y),
                ),
                1.8,
            ),
            opacity=0.7,
        )
        _kite(canvas, kite_x, kite_y, colour)
        canvas.lay(
            light.near,
            oval(x, y - 56, 11),
            arch(x - 13, x + 13, y - 32, y + 8),
            stroke([(x, y - 32), (x + 14, y - 46)], 7),
        )
    return canvas


def _kite(canvas: Canvas, x: float, y: float, colour: str) -> None:
    canvas.lay(colour, line("0,-100 66,-20 0,100 -66,-20", x, y))
    canvas.lay(
        mix(colour, "#ffffff", 0.35),
        line("0,-100 66,-20 0,-20", x, y),
        line("0,100 -66,-20 0,-20", x, y),
    )
    tail = smooth("0,100 30,150 -16,200 20,260", x, y)
    canvas.lay(colour, stroke(tail, 3))
    canvas.lay(
        mix(colour, "#ffffff", 0.2),
        *(
            [(px - 15, py - 8), (px + 15, py + 8), (px + 15, py - 8), (px - 15, py + 8)]
            for px, py in tail[10::14]
        ),
    )

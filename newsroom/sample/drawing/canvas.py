"""A sheet of paper in picture units, on which smooth-edged shapes are laid one over the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PIL import Image, ImageColor, ImageDraw

WIDTH, HEIGHT = 1640, 1025
FINENESS = 3  # every shape is cut this many times larger and reduced, which smooths its edge
RIM = 178  # the level of Pillow's radial gradient where its circle meets the sides of its square

Point = tuple[float, float]
Shape = Sequence[Point]
Paint = str | tuple[str, str]


class Canvas:
    """A 1640×1025 picture; a paint is one colour or a pair that runs from top to bottom."""

    def __init__(self, paint: Paint):
        self.image = _wash(paint, (WIDTH, HEIGHT))

    def lay(self, paint: Paint, *shapes: Shape, opacity: float = 1) -> None:
        """Fill the shapes with the paint, letting 1 - opacity of what lies below shine through."""
        box = _bounds(shapes)
        if not box:
            return
        mask = _cut(shapes, box)
        if opacity < 1:
            mask = mask.point([round(level * opacity) for level in range(256)])
        self.image.paste(_wash(paint, mask.size), box[:2], mask)

    def veil(self, colour: str, top: float, bottom: float, start: float, end: float) -> None:
        """Draw a haze whose opacity runs from start at the top to end at the bottom."""
        box = (0, round(top), WIDTH, round(bottom))
        size = (WIDTH, box[3] - box[1])
        mask = _run((round(start * 255),), (round(end * 255),), size, "L")
        self.image.paste(colour, box, mask)

    def glow(self, colour: str, centre: Point, radius: float, opacity: float = 1) -> None:
        """Draw a round light that fades to nothing at its rim."""
        fall = [round(max(1 - level / RIM, 0) ** 2 * 255 * opacity) for level in range(256)]
        size = round(radius * 2)
        mask = Image.radial_gradient("L").point(fall).resize((size, size))
        corner = (round(centre[0] - radius), round(centre[1] - radius))
        self.image.paste(colour, (*corner, corner[0] + size, corner[1] + size), mask)

    def mirror(self, line: float, depth: float, opacity: float) -> None:
        """Reflect what stands above the line into the depth below it."""
        top, low, far = round(line - depth), round(line), round(line + depth)
        upper = self.image.crop((0, top, WIDTH, low)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        lower = self.image.crop((0, low, WIDTH, far))
        self.image.paste(Image.blend(lower, upper, opacity), (0, low))


def mix(first: str, second: str, share: float) -> str:
    """Return the colour that lies at this share of the way from the first to the second."""
    pairs = zip(ImageColor.getrgb(first), ImageColor.getrgb(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _wash(paint: Paint, size: tuple[int, int]) -> Image.Image:
    if isinstance(paint, str):
        return Image.new("RGB", size, paint)
    return _run(ImageColor.getrgb(paint[0]), ImageColor.getrgb(paint[1]), size, "RGB")


def _run(first: tuple, second: tuple, size: tuple[int, int], mode: str) -> Image.Image:
    slope = Image.linear_gradient("L").resize((1, size[1]), Image.Resampling.BILINEAR)
    bands = [
        slope.point([round(a + (b - a) * level / 255) for level in range(256)])
        for a, b in zip(first, second, strict=True)
    ]
    return Image.merge(mode, bands).resize(size, Image.Resampling.NEAREST)


def _bounds(shapes: Iterable[Shape]) -> tuple[int, int, int, int] | None:
    points = [point for shape in shapes for point in shape]
    if not points:
        return None
    left = max(int(min(x for x, _ in points)), 0)
    top = max(int(min(y for _, y in points)), 0)
    right = min(int(max(x for x, _ in points)) + 2, WIDTH)
    bottom = min(int(max(y for _, y in points)) + 2, HEIGHT)
    return (left, top, right, bottom) if left < right and top < bottom else None


def _cut(shapes: Iterable[Shape], box: tuple[int, int, int, int]) -> Image.Image:
    left, top, right, bottom = box
    mask = Image.new("L", ((right - left) * FINENESS, (bottom - top) * FINENESS))
    pen = ImageDraw.Draw(mask)
    for shape in shapes:
        pen.polygon([((x - left) * FINENESS, (y - top) * FINENESS) for x, y in shape], fill=255)
    return mask.reduce(FINENESS)

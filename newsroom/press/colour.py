"""Whether a colour can be read on another (WCAG 2.2, contrast ratio)."""

import colorsys


def contrast(a: str, b: str) -> float:
    """Return the contrast ratio of two #rrggbb colours, from 1 to 21."""
    light, dark = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def nearest_passing(colour: str, background: str, ratio: float = 4.5) -> str:
    """Return the colour of the same hue that is nearest to `colour` and reaches `ratio` on `background`."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    steps = sorted((abs(step / 255 - lightness), step / 255) for step in range(256))
    shades = (_name(colorsys.hls_to_rgb(hue, shade, saturation)) for _, shade in steps)
    return next(shade for shade in shades if contrast(shade, background) >= ratio)


def _channels(colour):
    return [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def _name(channels):
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


def _luminance(colour):
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

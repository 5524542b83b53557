"""Whether a text in one colour can be read on another, by WCAG 2.2."""

import colorsys
import re
from collections.abc import Iterator

# Half a step of a channel's 255: a channel moves up to twice as fast as the lightness.
_STEPS = 510


def contrast(a: str, b: str) -> float:
    """The contrast ratio of two #rrggbb colours, from 1 to 21, in either order."""
    darker, lighter = sorted((_luminance(a), _luminance(b)))
    return (lighter + 0.05) / (darker + 0.05)


def nearest_passing(colour: str, background: str, ratio: float = 4.5) -> str:
    """The colour of the same hue, moved least in lightness, that reaches the ratio.

    Raises ValueError when not even black or white reaches it.
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    if contrast(colour, background) >= ratio:
        return colour.lower()
    for moved in _outwards(lightness):
        candidate = _hex(colorsys.hls_to_rgb(hue, moved, saturation))
        if contrast(candidate, background) >= ratio:
            return candidate
    raise ValueError(f"No lightness of {colour} reaches {ratio}:1 on {background}.")


def _outwards(lightness: float) -> Iterator[float]:
    for step in range(1, _STEPS + 1):
        yield max(0.0, lightness - step / _STEPS)
        yield min(1.0, lightness + step / _STEPS)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _channels(colour: str) -> tuple[float, float, float]:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValueError(f"{colour!r} is not a colour like #8c1c1c.")
    red, green, blue = bytes.fromhex(colour[1:])
    return red / 255, green / 255, blue / 255


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)

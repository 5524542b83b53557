import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.press.colour import contrast, nearest_passing

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


greys = st.integers(0, 255)


def grey(level):
    return f"#{level:02x}{level:02x}{level:02x}"


@pytest.mark.parametrize(
    ("a", "b", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#FFFFFF", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
    ],
)
def test_contrast_is_what_wcag_says(a, b, ratio):
    assert round(contrast(a, b), 2) == ratio
    assert contrast(a, b) == contrast(b, a)


@pytest.mark.parametrize("colour", ["", "red", "#fff", "#12345g", "#1234567", "8c1c1c"])
def test_what_is_no_colour_is_refused(colour):
    with pytest.raises(ValueError, match="is not a colour like"):
        contrast(colour, "#ffffff")


def test_a_colour_that_passes_stays():
    assert nearest_passing("#8C1C1C", "#fffdf8") == "#8c1c1c"


def test_a_colour_that_fails_moves_as_little_as_it_must():
    assert nearest_passing("#777777", "#ffffff") == "#767676"
    assert nearest_passing("#ffffff", "#ffffff") == "#767676"


@given(greys, greys)
def test_no_grey_that_passes_is_nearer(level, paper):
    passing = [level for level in range(256) if contrast(grey(level), grey(paper)) >= 4.5]
    nearest = min(abs(level - other) for other in passing)
    found = int(nearest_passing(grey(level), grey(paper))[1:3], 16)
    assert found in passing
    assert abs(found - level) == nearest


@given(colours, colours)
def test_some_lightness_of_every_colour_passes_on_every_other(colour, background):
    assert contrast(nearest_passing(colour, background), background) >= 4.5


def test_a_moved_colour_keeps_its_hue():
    assert nearest_passing("#ff0000", "#ffffff") == "#ee0000"
    assert contrast("#ef0000", "#ffffff") < 4.5
    assert nearest_passing("#0000ff", "#000000") == "#5e5eff"
    assert contrast("#5d5dff", "#000000") < 4.5


def test_a_ratio_beyond_black_and_white_is_refused():
    with pytest.raises(ValueError, match=r"No lightness of #336699 reaches 7:1 on #777777\."):
        nearest_passing("#336699", "#777777", 7)

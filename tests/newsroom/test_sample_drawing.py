"""The illustrations of the sample newspaper."""

import pytest

from newsroom.sample.drawing import MOTIFS, draw


@pytest.mark.parametrize("motif", MOTIFS)
def test_a_motif_is_a_full_size_picture_with_many_colours(motif):
    picture = draw(motif)
    assert (picture.mode, picture.size) == ("RGB", (1640, 1025))
    assert len(picture.resize((64, 40)).getcolors(64 * 40)) > 200


def test_the_same_motif_is_the_same_picture_every_time():
    assert draw("vineyard").tobytes() == draw("vineyard").tobytes()


def test_two_hours_of_the_day_are_two_pictures():
    assert draw("lake").tobytes() != draw("lake-evening").tobytes()


def test_an_unknown_motif_is_an_error():
    with pytest.raises(KeyError, match="submarine"):
        draw("submarine")

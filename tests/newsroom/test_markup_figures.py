"""What a text may say of its pictures, and what is left of a caption."""

import pytest

from newsroom.press.markup import clean, phrase


@pytest.mark.parametrize(
    "attribute",
    [
        *('data-picture="x"', 'data-picture="0"', 'data-picture="1 2"', 'data-picture=""'),
        *('data-gallery="1,2"', 'data-gallery="1  2"', 'data-embed="x"', 'data-other="1"'),
        f'data-gallery="{"1 " * 50}1"',
        f'data-picture="{"9" * 30}"',
    ],
)
def test_a_figure_names_its_pictures_by_key_and_in_no_other_way(attribute):
    assert clean(f"<figure {attribute}>a</figure>") == "<figure>a</figure>"
    assert clean(f"<p {attribute}>a</p>") == "<p>a</p>"


def test_a_phrase_holds_what_emphasises_and_links():
    said = '<p>A <em>b</em><br><a href="/c" title="d">e</a></p><img src="/f.png" alt=""><ul><li>g</li></ul>'
    assert phrase(said) == 'A <em>b</em><br><a href="/c" title="d">e</a>g'

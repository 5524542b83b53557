"""What PHP serialised, read as data."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.moving.reading import phpdata
from newsroom.moving.reading.phpdata import parse


def serialised(value, encoding="utf-8") -> str:
    """Return what PHP writes for a value; strings are counted in the bytes of this encoding."""
    match value:
        case None:
            return "N;"
        case bool():
            return f"b:{int(value)};"
        case int():
            return f"i:{value};"
        case float():
            return f"d:{str(value).upper().replace('E', 'e') if math.isfinite(value) else 'INF'};"
        case str():
            return f's:{len(value.encode(encoding))}:"{value}";'
        case _:
            inside = "".join(serialised(each, encoding) for pair in value.items() for each in pair)
            return f"a:{len(value)}:{{{inside}}}"


def values(texts):
    plain = st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats(0, 1e9) | texts
    keys = st.integers(-99, 99) | texts
    return st.recursive(plain, lambda inside: st.dictionaries(keys, inside, max_size=5))


any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
lines = st.text(st.sampled_from("ab;:{}\n\r é"), max_size=20)


@given(values(any_text))
def test_what_php_writes_is_read_back(value):
    assert parse(serialised(value)) == value


@given(values(lines))
def test_the_counts_are_forgiven_after_the_line_ends_were_changed(value):
    def changed(text):
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def expected(value):
        if isinstance(value, dict):
            return {expected(key): expected(each) for key, each in value.items()}
        return changed(value) if isinstance(value, str) else value

    assert parse(changed(serialised(value))) == expected(value)


@given(values(st.text(st.sampled_from("abéüß «»"), max_size=20)))
def test_the_counts_are_forgiven_after_the_encoding_was_changed(value):
    assert parse(serialised(value, "latin-1")) == value


@given(st.text(st.sampled_from('aOCsibdNrR:;{}"0123456789-.\n'), max_size=80))
def test_whatever_it_is_it_is_data_or_nothing(text):
    assert isinstance(parse(text), None | bool | int | float | str | dict)


@given(values(any_text), st.data())
def test_what_is_cut_off_is_never_half_read(value, data):
    text = serialised(value)
    cut = data.draw(st.integers(0, len(text) - 1))
    assert parse(text[:cut]) is None


def test_a_string_with_quotes_ends_where_something_follows_that_can():
    text = 'a:2:{i:0;s:24:"He said:\r\n"Stop"; "Go".";i:1;s:2:"ok";}'
    assert parse(text.replace("\r", "")) == {0: 'He said:\n"Stop"; "Go".', 1: "ok"}


def test_a_picture_of_wordpress_is_read():
    text = (
        'a:3:{s:5:"width";i:2560;s:4:"file";s:22:"2021/03/lake-scaled.jpg";s:5:"sizes";'
        'a:1:{s:5:"large";a:1:{s:4:"file";s:17:"lake-1024x683.jpg";}}}'
    )
    assert parse(text) == {
        "width": 2560,
        "file": "2021/03/lake-scaled.jpg",
        "sizes": {"large": {"file": "lake-1024x683.jpg"}},
    }


def test_an_object_is_the_mapping_of_its_properties_and_its_class_nothing():
    text = 'O:8:"stdClass":2:{s:4:"name";s:4:"Nare";s:7:"\0*\0role";s:6:"editor";}'
    assert parse(text) == {"name": "Nare", "role": "editor"}
    assert parse('a:1:{i:0;O:12:"Evil\\Gadgets":1:{s:3:"cmd";s:2:"ls";}}') == {0: {"cmd": "ls"}}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "words",
        "s:4:words;",
        's:5:"words',
        's:90:"words";',
        "i:1;i:2;",
        "a:2:{i:0;i:1;}",
        "a:1:{d:0.5;i:1;}",
        "a:1:{b:1;i:1;}",
        "a:1:{a:0:{}i:1;}",
        "a:999999999:{}",
        "R:1;",
        "a:1:{i:0;R:1;}",
        'C:8:"Anything":4:{eval}',
        "i:" + "9" * 5_000 + ";",
        "b:2;",
    ],
)
def test_what_is_none_of_it_or_refers_to_itself_is_nothing(text):
    assert parse(text) is None


def test_its_depth_and_its_size_have_an_end(monkeypatch):
    def nested(depth):
        return "a:1:{i:0;" * depth + "N;" + "}" * depth

    assert isinstance(parse(nested(phpdata.DEEPEST)), dict)
    assert parse(nested(phpdata.DEEPEST + 1)) is None
    assert parse("a:1:{i:0;" * 100_000) is None
    monkeypatch.setattr(phpdata, "LARGEST", 20)
    assert (parse('s:5:"words";'), parse('s:15:"words and words";')) == ("words", None)

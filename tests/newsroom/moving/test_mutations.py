"""Damaged exports by the hundred: each is read or refused in one sentence, and none asks anybody anything.

MUTATIONS=10000 runs the proof in full; a tenth of them go through the whole import.
"""

import gzip
import os
import random
import re
import socket
from collections import Counter

import pytest
from django.db import transaction

from newsroom.moving import wordpress
from newsroom.moving.bringing import survey
from newsroom.moving.reading.records import NotAnExport
from tests.newsroom.moving import exports
from tests.newsroom.moving.outcomes import everything

MUTATIONS = int(os.environ.get("MUTATIONS", "400"))
WHOLE = max(MUTATIONS // 10, 1)
LARGEST = 64 << 10  # bytes of an export of another project that is damaged, too
WORDS = re.compile(rb"(?<=[>\[])[^<>\[\]]{2,}")
SENTENCE = re.compile(r"Line \d+ of the file [^\n]{1,300}\.")


def complete() -> str:
    """Return an export with something of everything."""
    return exports.export(
        exports.author(),
        exports.category(),
        exports.category(slug="pier", name="Pier", parent="harbour", old_id="4"),
        exports.tag(),
        exports.attachment(
            exports.meta(
                "_wp_attachment_metadata",
                'a:2:{s:5:"width";i:9;s:5:"sizes";a:1:{s:1:"l";a:1:{s:4:"file";s:5:"f.jpg";}}}',
            ),
            alt="A ferry",
            parent="11",
        ),
        exports.post(
            exports.label("category", "pier", "Pier"),
            exports.label("author", "cap-ani", "Ani Ter"),
            exports.meta("_thumbnail_id", "40"),
            exports.comment(),
            exports.comment(id="6", parent="5", author="Լուսինե"),
            body='<p>It left. <img src="https://lake.example/ferry.jpg"></p> // ]]> [gallery ids="40"]',
        ),
        exports.post(post_id="12", post_type="page", title="Salt &amp; water", status="draft"),
        exports.post(
            exports.meta("cap-display_name", "Ani"), post_id="13", post_type="guest-author"
        ),
        "<item>\n<title>Ferry & pier \x0b</title><link>https://lake.example/?p=14</link></item>",
    )


def originals() -> list[bytes]:
    """Return what is damaged: our own exports, and those of other projects where they are at hand."""
    own = [complete().encode(), exports.export(version="1.0", scheme="https").encode()]
    others = [path.read_bytes() for path in sorted(exports.SHARED.glob("*.xml"))]
    return own + [gzip.compress(own[0])] + [data for data in others if len(data) <= LARGEST]


def damaged(data: bytes, dice: random.Random) -> bytes:
    """Return the bytes after one to three accidents, mostly small ones, half of them to words alone."""
    among_words = dice.random() < 0.5
    kinds = [flip, cut, double, move] if among_words else [flip, cut, double, move, end]
    for accident in dice.choices(kinds, k=dice.randint(1, 3)):
        start, most = dice.randrange(len(data) + 1), len(data)
        if among_words and (words := list(WORDS.finditer(data))):
            word = dice.choice(words)
            start = dice.randrange(word.start(), word.end())
            most = word.end() - start
        length = min(most, 1 + int(dice.expovariate(1 / dice.choice([2, 2, 2, 60, 600]))))
        data = accident(data, start, data[start : start + length], dice)
    return data


def flip(data: bytes, start: int, part: bytes, dice: random.Random) -> bytes:
    flipped = bytes(byte ^ 1 << dice.randrange(8) for byte in part[:2])
    return data[:start] + flipped + data[start + len(flipped) :]


def cut(data: bytes, start: int, part: bytes, _dice: random.Random) -> bytes:
    return data[:start] + data[start + len(part) :]


def double(data: bytes, start: int, part: bytes, _dice: random.Random) -> bytes:
    return data[:start] + part + data[start:]


def move(data: bytes, start: int, part: bytes, dice: random.Random) -> bytes:
    # Not far, as when two writers use one file.
    somewhere = max(0, start + dice.randint(-9, 9))
    return data[:somewhere] + part + data[somewhere:]


def end(data: bytes, start: int, _part: bytes, _dice: random.Random) -> bytes:
    return data[:start]


@pytest.fixture
def calls(monkeypatch):
    """Return the list of every attempt to reach another machine, which fails."""
    calls = []

    def refuse(*arguments, **_):
        calls.append(arguments)
        raise OSError("no network here")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    return calls


@pytest.fixture
def accident(tmp_path):
    """Return a function that writes the damaged export of this number and returns its path."""
    whole = originals()
    path = tmp_path / "export.xml"

    def accident(number: int):
        dice = random.Random(number)
        path.write_bytes(damaged(dice.choice(whole), dice))
        return path

    return accident


def test_whatever_happened_to_an_export_it_is_read_or_refused_in_one_sentence(accident, calls):
    outcomes = Counter(surveyed(accident(number), number) for number in range(MUTATIONS))
    assert set(outcomes) == {"read", "mended", "refused"}
    assert calls == []


def surveyed(path, number: int) -> str:
    """Return what became of a damaged export; nothing but a refusal in one sentence may end its reading."""
    try:
        found = survey.take([path])
    except NotAnExport as refused:
        message = str(refused)
    except Exception as error:
        raise AssertionError(f"damage number {number}") from error
    else:
        found.index.close()
        return "mended" if found.mended.counts else "read"
    assert SENTENCE.fullmatch(message), (number, message)
    return "refused"


@pytest.mark.django_db
def test_whatever_happened_to_an_export_it_comes_in_whole_or_not_at_all(accident, calls):
    before = everything()
    for number in range(WHOLE):
        imported(accident(number), number, before)
    assert calls == []


def imported(path, number: int, before: list):
    """Import a damaged export and undo it; of a refused one there must be nothing to undo."""
    with transaction.atomic():
        try:
            assert wordpress.import_files([path]).adds_up(), number
        except NotAnExport:
            assert everything() == before, number
        except Exception as error:
            raise AssertionError(f"damage number {number}") from error
        transaction.set_rollback(True)

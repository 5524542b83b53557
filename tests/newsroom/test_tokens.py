"""Links in mail: what opens them, and what does not."""

from datetime import timedelta

import pytest
import time_machine

from newsroom.press import tokens


def test_a_token_gives_back_what_was_signed():
    token = tokens.sign("confirm", {"subscriber": 7, "name": "Անի"})
    assert tokens.read("confirm", token, max_age=60) == {"subscriber": 7, "name": "Անի"}


def test_a_token_for_one_purpose_opens_nothing_else():
    token = tokens.sign("confirm", 7)
    with pytest.raises(tokens.Bad):
        tokens.read("unsubscribe", token, max_age=60)


@pytest.mark.parametrize("token", ["", "x", "é:\0:ü", "a:b:c", "." * 2_000])
def test_what_we_did_not_write_is_bad(token):
    with pytest.raises(tokens.Bad):
        tokens.read("confirm", token, max_age=60)


def test_a_changed_token_is_bad():
    seven, eight = tokens.sign("confirm", 7), tokens.sign("confirm", 8)
    forged = ":".join([eight.split(":")[0], *seven.split(":")[1:]])
    with pytest.raises(tokens.Bad):
        tokens.read("confirm", forged, max_age=60)


def test_a_token_ends_with_its_age():
    with time_machine.travel(0, tick=False) as clock:
        token = tokens.sign("confirm", 7)
        clock.shift(timedelta(days=2))
        assert tokens.read("confirm", token, max_age=timedelta(days=2)) == 7
        clock.shift(1)
        with pytest.raises(tokens.Expired):
            tokens.read("confirm", token, max_age=timedelta(days=2))


def test_a_token_stands_in_an_address_as_it_is():
    token = tokens.sign("confirm", {"text": "Երևան" * 50})
    assert set(token) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:")


def test_a_seal_signs_as_everything_else_does():
    token = tokens.Seal("confirm").sign([7, None, "Անի"])
    assert tokens.read("confirm", token, max_age=60) == [7, None, "Անի"]
    with pytest.raises(tokens.Bad):
        tokens.read("preview", token, max_age=60)

"""The address that a letter comes back to."""

import pytest

from newsletter import returnpath

BIGGEST = 2**63 - 1  # the number of a row can be no bigger


@pytest.fixture(autouse=True)
def mailbox(settings):
    settings.BOUNCES_TO = "bounces@example.org"


@pytest.mark.parametrize("number", [1, 35, 36, 10_000, BIGGEST])
def test_an_address_names_its_delivery_in_capitals_too(number):
    address = returnpath.address(number)
    assert address.startswith("bounces+")
    assert address.endswith("@example.org")
    assert address == address.lower()
    assert [returnpath.read(text) for text in (address, address.upper())] == [number] * 2


def test_a_number_below_nought_is_refused():
    with pytest.raises(ValueError, match="below nought"):
        returnpath.token(-1)


def test_the_longest_mailbox_and_the_biggest_number_fit_into_a_local_part(settings):
    settings.BOUNCES_TO = f"{'b' * returnpath.LONGEST_MAILBOX}@example.org"
    local, _, _domain = returnpath.address(BIGGEST).partition("@")
    assert len(local) <= 64
    assert returnpath.read(returnpath.address(BIGGEST)) == BIGGEST


def test_an_address_is_found_in_a_header_among_others():
    address = returnpath.address(7)
    assert returnpath.read(f"Ani <ani@example.com>, <{address}>") == 7


def test_nobody_else_can_make_one():
    number, _, signature = returnpath.token(7).partition("-")
    other = returnpath.token(8).partition("-")[2]
    forged = [f"{number}-{other}", f"{number}-{'a' * 16}", f"8-{signature}", number, ""]
    assert [returnpath.read(f"bounces+{token}@example.org") for token in forged] == [None] * 5


def test_it_leads_to_our_mailbox_alone():
    token = returnpath.token(7)
    strangers = [f"bounces+{token}@example.com", f"info+{token}@example.org", token, "bounces"]
    assert [returnpath.read(address) for address in strangers] == [None] * 4


def test_a_key_of_another_site_opens_nothing(settings):
    address = returnpath.address(7)
    settings.SECRET_KEY = "another key, as long as the one before it, for somebody else's site 0123"
    assert returnpath.read(address) is None


@pytest.mark.parametrize("unset", ["", "bounces"])
def test_without_a_mailbox_there_is_no_address(settings, unset):
    settings.BOUNCES_TO = unset
    assert returnpath.address(7) == ""

"""Which spellings of an address are one mailbox."""

import pytest

from newsletter.addresses import canonical, fits


@pytest.mark.parametrize(
    ("typed", "mailbox"),
    [
        ("Ani@Example.COM", "ani@example.com"),
        ("  ani@example.com ", "ani@example.com"),
        ("ani+news@example.com", "ani@example.com"),
        ("ani+a+b@example.com", "ani@example.com"),
        ("A.n.i+news@Gmail.com", "ani@gmail.com"),
        ("ani@googlemail.com", "ani@gmail.com"),
    ],
)
def test_case_tags_and_the_dots_of_gmail_do_not_make_another_mailbox(typed, mailbox):
    assert canonical(typed) == mailbox


def test_dots_count_outside_gmail():
    assert canonical("a.ni@example.com") == "a.ni@example.com"


def test_a_local_part_that_is_nothing_but_a_tag_stays():
    assert canonical("+ani@example.com") == "+ani@example.com"


def test_a_domain_is_compared_in_its_ascii_form():
    assert (
        canonical("ani@ՄԱՄՈՒԼ.հայ") == canonical("ani@մամուլ.հայ") == "ani@xn--y9awwbu4d.xn--y9a3aq"
    )


def test_a_domain_that_cannot_be_one_is_left_as_it_is():
    assert canonical(f"ani@{'ա' * 90}.com") == f"ani@{'ա' * 90}.com"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (f"{'a' * 242}@example.com", True),
        (f"{'a' * 243}@example.com", False),
        (f"ani@{'մամուլ.' * 3}հայ", True),
        (f"ani@{'մամուլ.' * 30}հայ", False),  # of 217 characters, and 434 in ASCII
    ],
)
def test_an_address_is_as_long_as_mail_servers_read_it(address, expected):
    assert fits(address) is expected

"""What the codes of mail servers say of a mailbox."""

import pytest

from newsletter.bouncecodes import is_for_good


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("5.1.1", ""),
        ("5.1.10", "Recipient not found"),
        ("5.0.0", ""),
        ("5.2.1", "Mailbox disabled"),
        ("550", "5.1.1 <ani@example.com>: Recipient address rejected: User unknown"),
        ("550", "No such user here"),
        ("", "Remote host said: 550 sorry, no mailbox here by that name"),
        ("", "The user ani@example.com does not exist"),
        ("", "User unknown in virtual mailbox table"),
    ],
)
def test_a_mailbox_that_is_not_there_is_refused_for_good(code, text):
    assert is_for_good(code, text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("4.2.2", "Mailbox full"),
        ("4.4.1", "550 5.1.1 was said of another letter"),
        ("451", "Try again later"),
        ("5.2.2", "Mailbox full"),
        ("5.3.4", "Message too big"),
        ("5.4.7", "Delivery time expired"),
        ("554", "5.7.1 Relay access denied"),
        ("554", "Relay access denied"),
        ("550", "Message rejected as spam"),
        ("550", "Your host is on a blacklist"),
        ("552", "Mailbox quota exceeded"),
        ("", "It came back, and nobody said why, from 10.5.1.1"),
        ("", ""),
    ],
)
def test_what_is_not_the_mailboxes_fault_is_a_refusal_for_now(code, text):
    assert not is_for_good(code, text)

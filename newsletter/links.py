"""The links that our letters carry: each opens one thing, for a time."""

from datetime import datetime, timedelta

from django.urls import reverse

from newsletter.models import FormerNumber, NewAddress, Newsletter, Subscriber
from newsletter.models.newaddress import TIME_TO_CONFIRM
from newsroom.press import tokens
from newsroom.press.links import absolute

CONFIRM = "newsletter.confirm"
PREFERENCES = "newsletter.preferences"
ADDRESS = "newsletter.address"
UNSUBSCRIBE = "newsletter.unsubscribe"
AGES = {
    CONFIRM: timedelta(days=7),
    PREFERENCES: timedelta(days=90),
    ADDRESS: TIME_TO_CONFIRM,
    UNSUBSCRIBE: None,
}
OWN = "own"  # what a link to the preferences is about that was mailed to its reader alone
OWN_AGE = timedelta(days=1)


def confirm(subscriber: Subscriber, newsletters: list[Newsletter]) -> str:
    """Return the address at which a mailbox confirms these lists and no others, for a week."""
    return _address("subscription_confirm", CONFIRM, subscriber, [n.pk for n in newsletters])


def preferences(subscriber: Subscriber) -> str:
    """Return the address at which a reader chooses among the lists, for three months.

    It stands in issues, which are passed on to friends: what is more than choosing asks for `own`.
    """
    return _address("preferences", PREFERENCES, subscriber, None)


def own(subscriber: Subscriber) -> str:
    """Return the address of the same page that also gives everything away and erases it, for a day."""
    return _address("preferences", PREFERENCES, subscriber, OWN)


def new_address(change: NewAddress) -> str:
    """Return the address at which a mailbox says yes to what a reader gets, for a week."""
    return _address("new_address", ADDRESS, change.subscriber, change.pk)


def unsubscribe(subscriber: Subscriber, newsletter: Newsletter | None = None) -> str:
    """Return the address at which a reader leaves one list, or all of them; it works for ever."""
    return _address("unsubscribe", UNSUBSCRIBE, subscriber, newsletter and newsletter.pk)


class Many:
    """The links of one kind in a letter to very many readers: what they have in common is put together once."""

    def __init__(self, name: str, purpose: str):
        whole = absolute(reverse(name, args=["token"]))
        self.before, _, self.after = whole.rpartition("token")
        self._seal = tokens.Seal(purpose)

    def token(self, subscriber_id: int, about, moved_at: datetime | None = None) -> str:
        return self._seal.sign(_of_a_mailbox(subscriber_id, about, moved_at))


def read(purpose: str, token: str):
    """Return whose link this is (None: nobody's any more) and what it is about; raises `tokens.Bad` or `Expired`."""
    return _whose(purpose, tokens.read(purpose, token, max_age=AGES[purpose]))


def read_at_any_age(purpose: str, token: str):
    """Return whose link this is and what it is about, however old; raises `tokens.Bad`."""
    return _whose(purpose, tokens.read(purpose, token, max_age=None))


def holder(purpose: str, token: str) -> Subscriber | None:
    """Return whose link this is, None for one who has been erased; raises `tokens.Bad`."""
    subscriber_id, _ = read_at_any_age(purpose, token)
    return Subscriber.objects.filter(pk=subscriber_id).first()


def is_own(token: str) -> bool:
    """Say whether a link to the preferences went to its reader alone, less than a day ago."""
    try:
        _, about, *_ = tokens.read(PREFERENCES, token, max_age=OWN_AGE)
    except tokens.Expired:
        return False
    return about == OWN


def _whose(purpose, value):
    number, about, *mailbox = value
    if purpose == UNSUBSCRIBE:  # whoever holds an old letter may still leave
        return _now_called(number), about
    moved_at = datetime.fromisoformat(mailbox[0]) if mailbox else None
    is_theirs = Subscriber.objects.filter(pk=number, moved_at=moved_at).exists()
    return (number if is_theirs else None), about


def _now_called(number):
    taken_over = FormerNumber.objects.filter(number=number).first()
    return taken_over.subscriber_id if taken_over else number


def _address(name, purpose, subscriber, about):
    value = [subscriber.pk, about]
    if purpose != UNSUBSCRIBE:
        value = _of_a_mailbox(subscriber.pk, about, subscriber.moved_at)
    return absolute(reverse(name, args=[tokens.sign(purpose, value)]))


def _of_a_mailbox(number, about, moved_at):
    """Return what a token says, so that what was mailed to the mailbox before opens nothing of this one."""
    return [number, about, moved_at.isoformat()] if moved_at else [number, about]

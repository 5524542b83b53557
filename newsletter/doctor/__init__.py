"""The doctor: whether our mail will be believed, and whether an issue can be read, before it goes to everybody."""

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait

from django.utils.translation import gettext as _

from newsletter import contents, printing
from newsletter.doctor import alignment, domain, letter, ours, reach, sender
from newsletter.doctor.findings import Finding, Level, fault, warning, well
from newsletter.models import Issue
from newsroom.press import links
from newsroom.press.mail import Printed
from newsroom.press.names import Names, Unanswered

__all__ = ["Finding", "Level", "examine", "examine_letter"]

PATIENCE = 10.0  # seconds for everything
MOST_LINKS = 100
AT_ONCE = 8  # pages of others that are asked
WORST_FIRST = [Level.FAULT, Level.WARNING, Level.OK]


def examine(issue: Issue | None = None) -> list[Finding]:
    """Return what is found about how we send, and about an issue, the worst first, within ten seconds."""
    names = Names(time.monotonic() + PATIENCE)
    prints = _prints(issue) if issue else {}
    addresses = _addresses(issue, prints)
    foreign = [address for address in addresses if not ours.is_ours(address)][:MOST_LINKS]
    pool = ThreadPoolExecutor(AT_ONCE)
    asked = {address: pool.submit(reach.status, address, names) for address in foreign}
    try:
        found = [*_about_sending(names), *_about_prints(issue, prints), *_about_ours(addresses)]
        found += _about_others(asked, names)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    return sorted(found, key=lambda finding: WORST_FIRST.index(finding.level))


def examine_letter(issue: Issue) -> list[Finding]:
    """Return what is wrong with an issue itself; nobody else is asked."""
    return [found for found in _about_prints(issue, _prints(issue)) if found.level != Level.OK]


def _prints(issue) -> dict[str, Printed]:
    """Return the issue in each language in which somebody gets it."""
    readers = issue.newsletter.subscriptions.receiving().order_by()
    spoken = set(readers.values_list("subscriber__language", flat=True).distinct())
    languages = sorted(spoken | {issue.newsletter.language})
    return {language: printing.of(issue, language) for language in languages}


def _addresses(issue, prints) -> list[str]:
    """Return where an issue leads, but for its own page, which is there once it has gone out."""
    found = dict.fromkeys(link for printed in prints.values() for link in letter.links(printed))
    found.pop(links.absolute(issue.get_absolute_url()) if issue else "", None)
    return list(found)


def _about_sending(names) -> Iterator[Finding]:
    who = sender.of_settings()
    yield from domain.without_a_way()
    yield from domain.without_returns(who)
    for look in (domain.mailboxes, domain.allowed, domain.signature, alignment.examine):
        try:
            yield from look(names, who)
        except Unanswered as error:
            said = _("The name servers did not tell about %(name)s in time: ask the doctor again.")
            yield warning(said, name=error)


def _about_prints(issue, prints) -> Iterator[Finding]:
    for language, printed in prints.items():
        yield from letter.examine(printed, language)
    stories = contents.of(issue) if issue else []
    yield from letter.pictures(prints.values(), stories)


def _about_ours(addresses) -> Iterator[Finding]:
    for address in filter(ours.is_ours, addresses):
        if not ours.is_there(address):
            yield fault(
                _("%(link)s is not on this site: take the link out, or mend it."), link=address
            )


def _about_others(asked: dict[str, Future], names) -> Iterator[Finding]:
    wait(asked.values(), max(0.0, names.until - time.monotonic()))
    for address, answer in asked.items():
        why = answer.result() if answer.done() else "…"
        if why:
            said = _(
                "%(link)s does not answer (%(why)s): open it, and mend the link if it is wrong."
            )
            yield warning(said, link=address, why=why)
    if asked and all(answer.done() and not answer.result() for answer in asked.values()):
        yield well(_("All links to other sites answer."))

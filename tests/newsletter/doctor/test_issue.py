"""What the doctor finds in an issue."""

import io

import pytest
from django.core.management import CommandError, call_command

from newsletter import doctor, printing
from newsletter.doctor import letter, ours, reach
from newsroom.press.mail import Printed
from tests.make import make_article, make_issue, make_newsletter, make_picture, make_subscriber

pytestmark = pytest.mark.django_db

OK, WARNING, FAULT = doctor.Level.OK, doctor.Level.WARNING, doctor.Level.FAULT


@pytest.fixture
def issue():
    newsletter = make_newsletter()
    make_subscriber("ani@example.com", newsletter, language="hyw")
    return make_issue(newsletter, make_article(headline="The bridge"))


def about(issue):
    """Return what is said about the issue itself."""
    usual = {found.sentence for found in doctor.examine()}
    return [tuple(found) for found in doctor.examine(issue) if found.sentence not in usual]


def test_an_issue_is_looked_at_in_each_language_in_which_somebody_gets_it(names, issue):
    said = about(issue)
    assert {level for level, _said in said} == {OK}
    assert [sentence for _level, sentence in said if "plain text" in sentence] == [
        "The issue in English can be read as plain text.",
        "The issue in Արեւմտահայերէն can be read as plain text.",
    ]


def test_what_mailboxes_would_cut_off_is_said(names, issue, monkeypatch):
    made = Printed("Morning", "Words", "x" * (letter.LARGEST + 1))
    monkeypatch.setattr(printing, "of", lambda *_: made)
    assert about(issue)[0] == (
        WARNING,
        "The issue in English has 101 kilobytes, and Gmail cuts it off after 100: take stories out.",
    )


def test_an_issue_without_plain_text_is_a_fault(names, issue, monkeypatch):
    monkeypatch.setattr(printing, "of", lambda *_: Printed("Morning", " \n", "<p>Words</p>"))
    assert about(issue)[0] == (
        FAULT,
        "The issue in English has no plain text, which filters take for spam.",
    )


def test_a_picture_without_an_alternative_text_is_counted(names, issue, monkeypatch):
    html = '<img src="a.jpg"><img src="b.jpg"><img src="c.jpg" alt="">'
    monkeypatch.setattr(printing, "of", lambda *_: Printed("Morning", "Words", html))
    said = "2 pictures of the layout have no alternative text."
    assert about(issue)[0] == (WARNING, said)


def test_a_story_whose_picture_has_no_words_is_named(names):
    told = make_article(lead_picture=make_picture())
    mute = make_article(headline="The bridge", lead_picture=make_picture(alt=" "))
    said = "The picture of “The bridge” has no alternative text: write what can be seen in it."
    found = about(make_issue(None, told, mute))
    assert [each for each in found if each[0] != OK] == [(WARNING, said)]


def test_links_are_asked_for_once_and_none_that_is_the_readers_own(names, issue):
    found = letter.links(printing.of(issue, "en"))
    assert len(found) == len(set(found))
    assert not any("reader.invalid" in link for link in found)


def test_only_pages_are_asked_for():
    html = (
        '<a href="mailto:a@b.example">A</a><a href="#top">B</a><a name="c">C</a><a href="/d">D</a>'
    )
    assert letter.links(Printed("Morning", "Words", html)) == []


def test_a_link_into_the_site_that_leads_nowhere_is_a_fault(names, issue, monkeypatch, settings):
    links = [f"{settings.SITE_URL}/2020/01/gone/", f"{settings.SITE_URL}/"]
    html = "".join(f'<a href="{link}">Read</a>' for link in links)
    monkeypatch.setattr(printing, "of", lambda *_: Printed("Morning", "Words", html))
    assert [said for said in about(issue) if said[0] != OK] == [
        (
            FAULT,
            "https://news.example.org/2020/01/gone/ is not on this site: "
            "take the link out, or mend it.",
        )
    ]


def test_the_pages_of_the_site_answer_to_the_doctor_as_to_readers(names, settings):
    story = make_article()
    draft = make_article(status="draft", published_at=None)
    there = [ours.is_there(f"{settings.SITE_URL}{each.get_absolute_url()}") for each in (story,)]
    hidden = f"{settings.SITE_URL}/2026/11/{draft.slug}/"
    assert (there, ours.is_there(hidden)) == ([True], False)
    assert ours.is_there(f"{settings.SITE_URL}/newsletter/")
    assert ours.is_there("/feed/")


def test_links_to_other_sites_are_asked_at_once_and_their_silence_is_said(
    names, issue, monkeypatch
):
    asked = []

    def status(link, _names):
        asked.append(link)
        return "404" if "gone" in link else ""

    monkeypatch.setattr(reach, "status", status)
    html = '<a href="https://a.example/gone">A</a><a href="https://b.example/">B</a>'
    monkeypatch.setattr(printing, "of", lambda *_: Printed("Morning", "Words", html))
    assert about(issue)[0] == (
        WARNING,
        "https://a.example/gone does not answer (404): open it, and mend the link if it is wrong.",
    )
    assert sorted(asked) == ["https://a.example/gone", "https://b.example/"]


def test_a_page_that_keeps_the_doctor_waiting_costs_no_more_than_its_time(
    names, issue, monkeypatch, settings
):
    from threading import Event

    over = Event()
    monkeypatch.setattr(reach, "status", lambda *_: over.wait(20) and "")
    html = '<a href="https://a.example/">A</a>'
    monkeypatch.setattr(printing, "of", lambda *_: Printed("Morning", "Words", html))
    monkeypatch.setattr(doctor, "PATIENCE", 0.5)
    said = [sentence for _level, sentence in doctor.examine(issue)]
    over.set()
    assert (
        "https://a.example/ does not answer (…): open it, and mend the link if it is wrong." in said
    )


def run(*arguments):
    out = io.StringIO()
    try:
        call_command("maildoctor", *arguments, stdout=out)
    except CommandError as error:
        return [*out.getvalue().splitlines(), str(error)]
    return out.getvalue().splitlines()


def test_the_command_says_what_was_found(names):
    assert run() == [
        "ok       example.org exists and takes mail.",
        "ok       SPF of example.org lets smtp.example.org send.",
        "ok       The DKIM key at mail._domainkey.example.org can be read.",
        "ok       example.org has a DMARC record.",
        "ok       Letters come back to example.org, which proves that they are of example.org.",
    ]


def test_the_command_fails_at_a_fault(names):
    names["mail._domainkey.example.org", "TXT"] = []
    said = run()
    assert said[0].startswith("fault    There is no DKIM key")
    assert said[-1] == "There are faults."


def test_the_command_looks_at_an_issue_by_number_or_slug(names, issue):
    assert run(str(issue.pk)) == run(issue.slug)
    assert "ok       The issue in English can be read as plain text." in run(issue.slug)
    assert run("nowhere") == ["There is no issue nowhere."]

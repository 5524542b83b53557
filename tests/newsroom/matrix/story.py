"""What can be tried with a story at the desk; each says whether it was done."""

import datetime
import json

from django.utils import timezone

from articles.models import Article, Byline, Slot, WorkingCopy
from tests.articles.deskforms import address

ADD = "/admin/articles/article/add/"
DAY = datetime.timedelta(days=1)


def read(browser, story):
    return browser.opens(address(story))


def history(browser, story):
    return browser.opens(_at(story, "history"))


def see(browser, story):
    response = browser.client.get(_at(story, "preview"))
    return response.status_code == 200 or response.get("Location") == story.get_absolute_url()


def preview(browser, story):
    """Look at what stands in the form as readers would get it."""
    response = _send(browser, story, headline="As it would be", _preview="Preview")
    return response.status_code == 200 and "<h1>As it would be</h1>" in response.text


def keep(browser, story):
    """Have kept what was typed and not saved."""
    fields = [["headline", "Half a thought"]]
    parcel = {"story": story.pk, "number": 1, "writer": browser.user and browser.user.pk}
    browser.client.post(
        "/admin/articles/article/copies/a-form/",
        json.dumps(parcel | {"fields": fields}),
        content_type="application/json",
    )
    return WorkingCopy.objects.exists()


def save(browser, story):
    _send(browser, story, headline="After")
    return _now(story).headline == "After"


def save_as_it_is(browser, story):
    """Save what was saved before, which changes nothing."""
    _send(browser, story)
    assert story.history.count() > 2
    return False


def restore(browser, story):
    first = story.history.order_by("pk").first()
    seen = story.history.order_by("pk").last().pk
    browser.post(_at(story, f"history/{first.pk}/restore"), seen=seen, _restore="Restore")
    return _now(story).headline == "Earlier"


def sign(browser, story):
    """Put somebody into the byline."""
    line = {"contributor": browser.stage.contributor.pk, "role": Byline.Role.BY, "position": 0}
    _send(browser, story, **_row("bylines", line))
    return story.bylines.exists()


def pick(browser, story):
    """Say by hand what stands beside it."""
    _send(browser, story, **_row("picks", {"other": browser.stage.other.pk, "position": 0}))
    return story.picks.exists()


def correct(browser, story):
    """Put it right with the button that tells readers so."""
    said = {"correction_kind": "correction", "correction_text": "It was Monday."}
    _send(browser, story, **said, _correct="Correct")
    return story.corrections.exists()


def correct_by_hand(browser, story):
    """Write a note to readers into the rows of the form."""
    line = {"kind": "correction", "text": "It was Monday.", "noted_at_0": "2026-05-01"}
    _send(browser, story, **_row("corrections", line | {"noted_at_1": "12:00:00"}))
    return story.corrections.exists()


def pin(browser, story):
    """Make it the lead of the front."""
    _send(browser, story, lead_ends="open")
    return Slot.objects.filter(article=story, position=0).exists()


def submit(browser, story):
    return _becomes(browser, story, "review", _submit="Submit")


def send_back(browser, story):
    return story.status == "review" and _becomes(browser, story, "draft", _send_back="Send back")


def publish(browser, story):
    _send(browser, story, _publish="Publish")
    return _now(story).is_published and not story.is_published


def schedule(browser, story):
    at = (timezone.localtime() + 3 * DAY).replace(second=0, microsecond=0)
    at_that = {"published_at": f"{at:%Y-%m-%dT%H:%M}", "takes_away": "on"}
    _send(browser, story, **at_that, _schedule="Schedule")
    return (_now(story).published_at, _now(story).status) == (at, "ready")


def withdraw(browser, story):
    said = {"status": "withdrawn", "withdrawal_reason": "Wrong."}
    return _becomes(browser, story, "withdrawn", **said)


def take_down(browser, story):
    browser.post(_at(story, "take-down"), reason="Wrong.")
    return story.status != "withdrawn" and _now(story).status == "withdrawn"


def delete(browser, story):
    browser.post(_at(story, "delete"), post="yes")
    return not Article.objects.filter(pk=story.pk).exists()


def share(browser, story):
    browser.post(_at(story, "links"))
    return story.preview_links.count() > 1


def take_back(browser, story):
    browser.post(f"/admin/articles/article/links/{story.link.pk}/revoke/")
    return story.preview_links.get(pk=story.link.pk).revoked_at is not None


def note(browser, story):
    browser.post(_at(story, "note"), note="Look.")
    return story.notes.exists()


OF_A_STORY = {
    deed.__name__.replace("_", " "): deed
    for deed in (
        *(read, history, see, preview, keep, save, restore, sign, pick, correct, correct_by_hand),
        *(pin, submit, send_back, publish, schedule, withdraw, take_down, delete),
        *(share, take_back, note),
    )
}


def begin(browser):
    browser.send(ADD, headline="Begun")
    return Article.objects.filter(headline="Begun").exists()


def _at(story, what):
    return f"/admin/articles/article/{story.pk}/{what}/"


def _send(browser, story, **changes):
    form = browser.stage.form(address(story))
    button = {} if any(name[0] == "_" for name in changes) else {"_save": "Save"}
    return browser.client.post(address(story), form | changes | button)


def _row(prefix, fields):
    """Return one more row of a table in the form, which has none so far."""
    return {f"{prefix}-TOTAL_FORMS": 1} | {
        f"{prefix}-0-{name}": said for name, said in fields.items()
    }


def _becomes(browser, story, wanted, **changes):
    _send(browser, story, **changes)
    return story.status != wanted and _now(story).status == wanted


def _now(story):
    return Article.objects.get(pk=story.pk)

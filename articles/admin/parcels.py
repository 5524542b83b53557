"""What the form of a story sends every few seconds: the text, and that it is still open."""

import json

from django.db import transaction
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from articles import permissions, presence, versions, workingcopies
from articles.models import Article

NOT_KEPT = {"csrfmiddlewaretoken", "number"}  # nor the buttons, whose names begin with _
LARGEST_NUMBER = 2**53


class Bad(Exception):
    """A parcel that no form of ours packed."""


@require_GET
def key(request):
    """Say who is logged in, and with which key they may post from now on."""
    if not permissions.may_keep(request.user):
        return _answer({"state": "refused"}, 403)
    return _answer({"writer": request.user.pk, "key": get_token(request)})


@require_POST
def receive(request, token):
    """Keep what a form sends, and tell it who else has the story open."""
    if not permissions.may_keep(request.user) or len(token) > 40:
        return _answer({"state": "refused"}, 403)
    try:
        parcel = _read(request)
    except Bad as error:
        return _answer({"state": str(error)}, 413 if str(error) == "long" else 400)
    if parcel.get("writer") != request.user.pk:
        return _answer({"state": "other"}, 409)
    return _answer(_take_in(request.user, token, parcel))


def name_of(user) -> str:
    """Return what colleagues call somebody; somebody who is gone, or a machine, has no name."""
    return (user.get_full_name() or user.get_username()) if user else str(_("Somebody"))


def said_of(others, user) -> list[str]:
    """Say who else has something open, and since when."""
    return [_sentence(each, user) for each in others]


def pairs_of(data) -> list:
    """Return what a form posted as pairs, without what only its way here needed."""
    names = [name for name in data if name not in NOT_KEPT and not name.startswith("_")]
    return [[name, value] for name in names for value in data.getlist(name)]


def write_pairs(data) -> str:
    """Return what was posted as one text, for a page that carries it along."""
    return json.dumps(pairs_of(data))


def read_pairs(said: str) -> list:
    """Return the pairs of such a text, none where it is not ours."""
    try:
        pairs = json.loads(said)
    except ValueError:
        return []
    return pairs if _are_pairs(pairs) and pairs is not None else []


def number_of(data) -> int:
    """Return the number of the last change that a form posted, 0 where no script counted."""
    said = data.get("number", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 17 else 0


@transaction.atomic
def _take_in(user, token, parcel):
    stories = Article.objects.defer("body", "rendered_body", "teaser")
    story = stories.filter(pk=parcel["article"]).first() if parcel["article"] else None
    now = f"{localtime():%H:%M}"
    said = {"state": "here", "at": now, "gone": bool(parcel["article"] and not story), "others": []}
    if parcel["fields"] is not None:
        number, fields = parcel["number"], parcel["fields"]
        said["state"] = workingcopies.keep(user, token, number, fields, story)
    if said["state"] == workingcopies.KEPT:
        workingcopies.settle(user, parcel["instead_of"])
    if story and permissions.may_edit(user, story):
        said |= _company(user, token, story, parcel)
    return said


def _company(user, token, story, parcel):
    if parcel["leaving"]:
        presence.leave(user, token)
        return {}
    presence.stay(user, token, story)
    others = presence.others(story, user, token)
    return {"others": said_of(others, user), "overtaken": versions.newest(story) != parcel["seen"]}


def _sentence(other, user):
    since, is_story = f"{localtime(other.since):%H:%M}", other.article_id is not None
    if other.user_id == user.pk:
        return _own(is_story) % {"time": since}
    return _colleague_s(is_story) % {"name": name_of(other.user), "time": since}


def _own(is_story):
    if is_story:
        return _("You have this story open in another window too, since %(time)s.")
    return _("You have this open in another window too, since %(time)s.")


def _colleague_s(is_story):
    if is_story:
        return _("%(name)s has this story open too, since %(time)s.")
    return _("%(name)s has this open too, since %(time)s.")


def _read(request):
    """Return the parcel of a request with nothing in it that is not what it should be."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > workingcopies.LARGEST:
        raise Bad("long")
    try:
        parcel = json.loads(request.body)
    except ValueError as error:
        raise Bad("bad") from error
    if not isinstance(parcel, dict):
        raise Bad("bad")
    usual = {"article": None, "number": 0, "fields": None, "instead_of": "", "seen": 0}
    parcel = usual | {"leaving": False} | parcel
    if not (_are_numbers(parcel) and _are_pairs(parcel["fields"])):
        raise Bad("bad")
    parcel["instead_of"] = str(parcel["instead_of"])[:40]
    return parcel


def _are_numbers(parcel):
    numbers = [parcel["article"] or 0, parcel["number"], parcel["seen"]]
    return all(type(each) is int and 0 <= each < LARGEST_NUMBER for each in numbers)


def _are_pairs(fields):
    if fields is None:
        return True
    if not isinstance(fields, list) or len(fields) > workingcopies.MOST_FIELDS:
        return False
    return all(
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(one, str) for one in pair)
        for pair in fields
    )


def _answer(said, status=200):
    return JsonResponse(said, status=status)

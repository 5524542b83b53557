"""A front as an editor arranges it: what is pinned to each place, until when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from articles import candidates, endings, layout
from articles.endings import Ending
from articles.forms import until
from articles.models import Article, Front
from articles.models.front import PLACES, role_of
from articles.slots import Pin

LARGEST_KEY = 10**18 - 1


EMPTY = {"story": "", "ends": Ending.OPEN.value, "date": "", "twice": ""}


class SlotForm(forms.Form):
    """One place of a front."""

    story = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_KEY)
    ends = forms.ChoiceField(choices=Ending.choices, required=False)
    date = until.date_field()
    twice = forms.BooleanField(required=False)

    def clean(self):
        cleaned = super().clean()
        cleaned["ends"] = cleaned.get("ends") or Ending.OPEN
        if cleaned.get("story") and "date" not in self.errors:
            try:
                until.refuse(cleaned["ends"], cleaned.get("date"))
            except forms.ValidationError as error:
                self.add_error("date", error)
        return cleaned


class Arrangement:
    """The places of a front as an editor has them on the screen, saved or not."""

    def __init__(self, front: Front, data: MultiValueDict | None = None):
        self.front = front
        self.is_checked = False
        rows = _typed(data) if data is not None else _saved(front)
        self._put(rows)

    def _put(self, rows):
        self.rows = rows
        self.forms = [SlotForm(row) for row in rows]
        keys = {form.cleaned_data["story"] for form in self.forms if _names_a_story(form)}
        self.stories = candidates.by_key(keys)
        self.public = candidates.public(self.front, self.stories.values())

    @cached_property
    def newest(self) -> list[int]:
        """The keys of the stories that fill what is left open."""
        return candidates.newest(self.front)

    @property
    def pins(self) -> Mapping[int, Pin]:
        """What is pinned where, as far as it can be: a place with a mistake counts as empty."""
        found = {}
        for place, form in enumerate(self.forms):
            story = self.stories.get(form.cleaned_data.get("story"))
            if story and form.is_valid():
                end = endings.moment(form.cleaned_data["ends"], form.cleaned_data["date"])
                found[place] = Pin(story, end, form.cleaned_data["twice"])
        return found

    def standing(self) -> dict[int, layout.Pinned]:
        """Return what would stand pinned at this moment: what readers may see."""
        return {
            place: layout.Pinned(pin.article.pk, pin.twice)
            for place, pin in self.pins.items()
            if pin.article.pk in self.public
        }

    def places(self, offered: Iterable[Article]) -> list["Place"]:
        """Return the places as the screen shows them, with the stories to choose from."""
        stories = {story.pk: story for story in offered} | self.stories
        filled = self.filled()
        standing = self.standing()
        return [
            Place(place, form, stories, stories.get(filled[place]), place in standing)
            for place, form in enumerate(self.forms)
        ]

    def is_valid(self) -> bool:
        """Say whether it can be saved; where it cannot, each place says in words why."""
        self.is_checked = True
        seen: dict[int, int] = {}
        for place, form in enumerate(self.forms):
            self._check(place, form, seen)
        return not any(form.errors for form in self.forms)

    def _check(self, place, form, seen):
        if not _names_a_story(form):
            return
        key = form.cleaned_data["story"]
        if key not in self.stories:
            form.add_error("story", _("This story is gone or withdrawn. Choose another one."))
            return
        if not candidates.may_stand(self.front, self.stories[key]):
            form.add_error("story", _("The front page is in another language."))
            return
        if form.cleaned_data["twice"]:
            return
        if key in seen:
            form.add_error("story", _stands_already(seen[key]))
        seen.setdefault(key, place)

    def move(self, place: int, by: int):
        """Let what stands in a place and what is pinned in the one above or below change places."""
        other = place + by
        if not (0 <= place < PLACES and 0 <= other < PLACES):
            return
        rows = [dict(row) for row in self.rows]
        if not rows[place]["story"]:
            rows[place] = EMPTY | {"story": str(self.filled()[place] or "")}
        rows[place], rows[other] = rows[other], rows[place]
        self._put(rows)

    def filled(self) -> list[int | None]:
        """Return the key of the story that would stand in each place now."""
        pinned = {place: pin.pk for place, pin in self.standing().items()}
        return layout.fill(pinned, self.newest, PLACES)


@dataclass(frozen=True)
class Place:
    """One place on the screen: what is pinned there and what would stand there now."""

    number: int
    form: SlotForm
    stories: Mapping[int, Article]
    stands: Article | None
    is_pinned: bool

    @property
    def role(self):
        return role_of(self.number)

    @property
    def pinned(self) -> Article | None:
        key = self.form["story"].value()
        return self.stories.get(int(key)) if str(key).isdecimal() else None

    @property
    def is_last(self) -> bool:
        return self.number == PLACES - 1


def _names_a_story(form):
    return form.is_valid() and form.cleaned_data["story"]


def _typed(data):
    return [
        {name: data.get(f"slot-{place}-{name}", "") for name in EMPTY} for place in range(PLACES)
    ]


def _saved(front):
    rows = [dict(EMPTY) for _ in range(PLACES)]
    for slot in front.slots.unended() if front.pk else ():
        rows[slot.position] = EMPTY | {"story": str(slot.article_id)}
        rows[slot.position]["twice"] = "on" if slot.twice else ""
        if slot.until:
            date = until.as_typed(slot.until)
            rows[slot.position] |= {"ends": Ending.DATE.value, "date": date}
    return rows


def _stands_already(place):
    where = f"{role_of(place).label} ({place + 1})"
    return _(
        "This story stands at “%(where)s” already. Choose another one, or tick “may stand twice”."
    ) % {"where": where}

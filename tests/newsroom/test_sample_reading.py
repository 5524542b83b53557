"""The sample newspaper as it is written, before anything is saved."""

import datetime
import itertools
from collections import Counter
from html.parser import HTMLParser

import pytest

from newsroom.sample.drawing import MOTIFS
from newsroom.sample.reading import Moment, read

NOW = datetime.datetime(2031, 3, 9, 7, 30, tzinfo=datetime.UTC)
YEAR = datetime.timedelta(days=365)
TAGS = {"p", "h2", "h3", "ul", "ol", "li", "blockquote", "a", "strong", "em", "span"}

sample = read()
stories = {story.slug: story for story in sample.stories}
every_story = pytest.mark.parametrize("story", sample.stories, ids=lambda story: story.slug)


class Outline(HTMLParser):
    """Collects the tags of a text and what is wrong with how they open and close."""

    def __init__(self, html):
        super().__init__()
        self.open, self.seen, self.faults, self.loose = [], set(), [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, data):
        if not self.open and data.strip():
            self.loose.append(data)


def test_the_newspaper_is_written_in_three_languages():
    assert Counter(story.language for story in sample.stories) == {"en": 40, "hy": 16, "hyw": 4}


def test_one_story_is_a_draft_and_one_is_to_come():
    ahead = [s.slug for s in sample.stories if s.published and s.published.seen_from(NOW) > NOW]
    assert ahead == ["kite-makers-publish-their-program"]
    assert [s.slug for s in sample.stories if s.status == "draft"] == ["old-mill-to-grind-again"]


def test_every_other_story_came_out_within_a_year_and_no_two_at_once():
    times = [s.published.seen_from(NOW) for s in sample.stories if s.published]
    past = [time for time in times if time <= NOW]
    assert len(set(times)) == len(times) == 59
    assert (len(past), min(past) > NOW - YEAR) == (58, True)


def test_the_week_is_full():
    times = [s.published.seen_from(NOW) for s in sample.stories if s.published]
    recent = [time for time in times if NOW - datetime.timedelta(days=7) < time <= NOW]
    assert len(recent) >= 20


def test_no_slug_is_used_twice():
    kinds = (
        sample.sections,
        sample.tags,
        sample.contributors,
        sample.pictures,
        sample.newsletters,
        sample.stories,
    )
    doubled = [
        slug
        for kind in kinds
        for slug, times in Counter(thing.slug for thing in kind).items()
        if times > 1
    ]
    assert doubled == []


@every_story
def test_what_a_story_names_is_there(story):
    sections = {section.slug for section in sample.sections}
    assert {story.section, *story.also_in} <= sections
    assert set(story.tags) <= {tag.slug for tag in sample.tags}
    assert {b.contributor for b in story.bylines} <= {c.slug for c in sample.contributors}
    assert {b.role for b in story.bylines} <= {"by", "photos", "translated", "agency"}
    assert {story.picture} <= {"", *(picture.slug for picture in sample.pictures)}
    assert {story.translation_of, *story.picks} <= {"", *stories}


@every_story
def test_a_story_keeps_to_one_language(story):
    tags = {tag.slug: tag.language for tag in sample.tags}
    sections = {section.slug: section.language for section in sample.sections}
    assert {tags[tag] for tag in story.tags} <= {story.language}
    assert {sections[section] for section in story.also_in} <= {story.language}


@every_story
def test_the_text_of_a_story_is_well_formed_and_plain(story):
    outline = Outline(story.body)
    assert (outline.open, outline.faults, outline.loose) == ([], [], [])
    assert outline.seen <= TAGS


@every_story
def test_a_story_uses_the_quotation_marks_of_its_language(story):
    text = story.headline + story.deck + Text(story.body).words
    foreign = {"en": "\"'«»", "hy": "\"'“”:", "hyw": "\"'“”:"}[story.language]
    assert [mark for mark in foreign if mark in text.replace("7:10", "")] == []


class Text(HTMLParser):
    """Collects the words of a text."""

    def __init__(self, html):
        super().__init__()
        self.words = ""
        self.feed(html)

    def handle_data(self, data):
        self.words += data


def test_translations_lead_from_one_language_to_another():
    pairs = Counter(
        frozenset((story.language, stories[story.translation_of].language))
        for story in sample.stories
        if story.translation_of
    )
    assert pairs == {frozenset(("en", "hy")): 4, frozenset(("en", "hyw")): 1}


def test_the_unusual_states_of_a_page_all_occur():
    assert [s.slug for s in sample.stories if len(s.headline) > 90] == [
        "weather-balloon-lands-in-a-vineyard"
    ]
    assert [s.slug for s in sample.stories if not s.bylines] == ["in-praise-of-the-slow-newspaper"]
    assert "seniors-and-teenagers-trade-lessons" in [
        s.slug for s in sample.stories if not s.picture
    ]
    assert [s.note.kind for s in sample.stories if s.note] == ["update", "correction"]
    assert [s.slug for s in sample.stories if s.updated] == ["stone-bridge-reopens-block-by-block"]
    assert [s.slug for s in sample.stories if s.source_name] == ["film-made-of-kitchen-sounds"]


def test_every_picture_can_be_drawn_and_is_described():
    assert {picture.motif for picture in sample.pictures} == set(MOTIFS)
    assert [p.slug for p in sample.pictures if not (p.alt and p.caption and p.credit)] == []


def test_every_picture_is_used():
    used = {story.picture for story in sample.stories}
    assert [picture.slug for picture in sample.pictures if picture.slug not in used] == []


def test_comments_stand_under_stories_that_take_them():
    assert {comment.story for comment in sample.comments} <= {
        slug for slug, story in stories.items() if story.comments_open and story.status == "ready"
    }
    assert Counter(comment.status for comment in sample.comments) == {
        "visible": 49,
        "pending": 4,
        "rejected": 2,
    }


def test_an_answer_follows_the_comment_that_it_answers():
    for _, thread in itertools.groupby(sample.comments, key=lambda comment: comment.story):
        seen, last = {""}, 0
        for comment in thread:
            assert comment.answers in seen
            assert comment.hours_after > last
            seen.add(comment.name)
            last = comment.hours_after


def test_every_comment_was_written_before_now():
    late = [
        comment
        for comment in sample.comments
        if stories[comment.story].published.seen_from(NOW)
        + datetime.timedelta(hours=comment.hours_after)
        > NOW
    ]
    assert late == []


def test_readers_of_the_sample_have_addresses_that_reach_nobody():
    assert {comment.email.partition("@")[2] for comment in sample.comments} == {"example.com"}


def test_the_pages_and_newsletters_that_menus_and_forms_offer_are_there():
    assert [page.path for page in sample.pages] == ["about", "contact", "privacy"]
    assert [newsletter.language for newsletter in sample.newsletters] == ["en", "hy"]


@pytest.mark.parametrize("page", sample.pages, ids=lambda page: page.path)
def test_a_page_is_well_formed(page):
    outline = Outline(page.body)
    assert (outline.open, outline.faults, outline.loose) == ([], [], [])


def test_an_hour_of_a_day_is_told_in_the_time_zone_of_now():
    yerevan = datetime.timezone(datetime.timedelta(hours=4))
    moment = Moment(days_ago=2, at=datetime.time(18, 30))
    assert moment.seen_from(NOW.astimezone(yerevan)).isoformat() == "2031-03-07T18:30:00+04:00"


def test_some_hours_ago_is_always_in_the_past():
    midnight = NOW.replace(hour=0, minute=5)
    assert Moment(hours_ago=2).seen_from(midnight).isoformat() == "2031-03-08T22:05:00+00:00"

"""An archive of any size, invented: `python -m tests.bench.data 100000` fills the site of the environment with it.

Stories come at an even pace, so that a bigger archive reaches further back and is no denser.
"""

import datetime
import itertools
import random
import sys
import time
from contextlib import contextmanager

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles import placing, search, stems  # noqa: E402
from articles.models import (  # noqa: E402
    Article,
    Byline,
    Contributor,
    Picture,
    Related,
    SearchEntry,
    Section,
    Tag,
)
from articles.printing import print_story  # noqa: E402
from comments import printing  # noqa: E402
from comments.models import Comment  # noqa: E402
from newsletter import lists  # noqa: E402
from newsletter.models import Newsletter  # noqa: E402
from newsroom.models import Masthead, MenuItem  # noqa: E402
from newsroom.press import pages  # noqa: E402

A_DAY = 140  # stories
SECTIONS, TAGS, CONTRIBUTORS, PICTURES = 12, 400, 60, 200
COMMENTED, COMMENTS = 2_500, 10  # so many of the newest stories have so many comments each
LONG, SHORT = 320, 120  # words of a story that has comments, and of any other
AT_A_TIME = 5_000
SYLLABLES = "ka ne ro mi tu sal ver dan lo pri ast en gor bel hay".split()
# In how many stories of a thousand each of these stands.
SHARES = {
    "everywhere": 900,
    "halfway": 500,
    "tenthly": 100,
    "twentieth": 50,
    "hundredth": 10,
    "rarely": 1,
}


def fill(count: int) -> None:
    """Fill an empty site with `count` stories and all that hangs on them."""
    call_command("migrate", verbosity=0)
    chance = random.Random(count)
    vocabulary = _vocabulary(chance)
    with transaction.atomic():  # one wait for the disk, not thousands
        with _index_made_at_the_end():
            _archive(count, chance, vocabulary)
        _comments(count)
    _finish()


@contextmanager
def _index_made_at_the_end():
    """Let PostgreSQL make the index of search in one go, which is many times quicker than row by row."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        name = "articles_searchentry_document"
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [name])
        [made_so] = cursor.fetchone()
        cursor.execute(f"DROP INDEX {name}")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(made_so)


def _archive(count, chance, vocabulary):
    shelves = _shelves()
    newest = timezone.now() - datetime.timedelta(minutes=1)
    for first in range(1, count + 1, AT_A_TIME):
        numbers = range(first, min(first + AT_A_TIME, count + 1))
        _stories(numbers, count, newest, chance, vocabulary, shelves)
        _say(f"{numbers[-1]:,} stories")
    placing.rebuild()


def _shelves():
    masthead = Masthead(name="The Bench Courier", tagline="Measured every day")
    masthead.save()
    sections = Section.objects.bulk_create(
        Section(name=f"Section {n}", slug=f"section-{n}", position=n) for n in range(SECTIONS)
    )
    for position, section in enumerate(sections[:8]):
        MenuItem.objects.create(
            masthead=masthead,
            label=section.name,
            address=section.get_absolute_url(),
            position=position,
        )
    tags = Tag.objects.bulk_create(Tag(name=f"Topic {n}", slug=f"topic-{n}") for n in range(TAGS))
    people = Contributor.objects.bulk_create(
        Contributor(name=f"Writer Number {n}", slug=f"writer-{n}") for n in range(CONTRIBUTORS)
    )
    pictures = Picture.objects.bulk_create(
        Picture(
            original=f"pictures/{n}.jpg",
            alt="A bridge over a river in the evening",
            credit="A. Photographer",
            width=2000,
            height=1250,
            stem=f"pictures/{n:02}/bench{n:020}",
            widths=[320, 480, 800, 1200, 1640],
        )
        for n in range(PICTURES)
    )
    lists.save(
        Newsletter(name="The week", slug="week", description="What happened.", frequency="Weekly")
    )
    return sections, tags, people, pictures


def _vocabulary(chance):
    """Return words with their stems and weights: few stand often, most of them rarely."""
    words = sorted(
        {"".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(6_000)}
    )
    chance.shuffle(words)
    weights = [1 / (rank + 20) for rank in range(len(words))]
    return (
        words,
        list(itertools.accumulate(weights)),
        {word: _stem(word) for word in (*words, *SHARES)},
    )


def _stem(text):
    return " ".join(stems.stems(text))


def _stories(numbers, count, newest, chance, vocabulary, shelves):
    sections, tags, people, pictures = shelves
    words, weights, stem_of = vocabulary
    articles, entries, tagged, bylines, related = [], [], [], [], []
    for number in numbers:
        said = chance.choices(
            words, cum_weights=weights, k=LONG if number > count - COMMENTED else SHORT
        )
        said += [word for word, share in SHARES.items() if chance.random() * 1000 < share]
        chance.shuffle(said)
        headline = said[:8]
        at = newest - datetime.timedelta(days=(count - number) / A_DAY)
        plain = ". ".join(" ".join(part).capitalize() for part in _sixteen(said)) + "."
        body = "".join(f"<p>{part}</p>" for part in _paragraphs(plain))
        articles.append(
            Article(
                pk=number,
                headline=" ".join(headline).capitalize(),
                deck=" ".join(said[8:20]).capitalize() + ".",
                slug=f"story-{number}",
                body=body,
                rendered_body=body,
                teaser=" ".join(said[:12]).capitalize() + "…",
                word_count=len(said),
                section=sections[number % SECTIONS],
                lead_picture=pictures[number % PICTURES] if number % 3 else None,
                status=Article.Status.READY,
                published_at=at,
                comment_count=COMMENTS if number > count - COMMENTED else 0,
            )
        )
        entries.append(
            SearchEntry(
                article_id=number,
                place=SearchEntry.place_of(at, number),
                headline=" ".join(stem_of[word] for word in headline),
                text=" ".join(stem_of[word] for word in said),
                plain=plain,
            )
        )
        for tag in {tags[number % TAGS].pk, tags[chance.randrange(TAGS)].pk}:
            tagged += [Article.tags.through(article_id=number, tag_id=tag)]
        bylines.append(Byline(article_id=number, contributor=people[number % CONTRIBUTORS]))
        others = range(number - SECTIONS, max(0, number - 6 * SECTIONS), -SECTIONS)
        related += [
            Related(article_id=number, other_id=other, score=-rank)
            for rank, other in enumerate(others)
        ]
    for rows in filter(None, (articles, tagged, bylines, related)):
        type(rows[0])._default_manager.bulk_create(rows, batch_size=1_000)
    search.index_many(entries)


def _sixteen(words):
    return [words[start : start + 16] for start in range(0, len(words), 16)]


def _paragraphs(plain):
    sentences = plain.split(". ")
    return [". ".join(sentences[start : start + 4]) for start in range(0, len(sentences), 4)]


def _comments(count):
    last = range(max(1, count - COMMENTED + 1), count + 1)
    written = timezone.now() - datetime.timedelta(minutes=1)
    for pk in last:
        Comment.objects.bulk_create(
            Comment(
                article_id=pk,
                name=f"Reader {n}",
                email=f"reader{n}@example.org",
                website="https://example.org/" if n % 4 == 0 else "",
                body=f"I have lived beside this river for {n + 20} years and never saw it so low.\n\n"
                "Somebody should ask the people at the dam, and print what they answer.",
                status=Comment.Status.VISIBLE,
                created_at=written,
                page=1,
            )
            for n in range(COMMENTS)
        )
        printing.print_new(pk)
        print_story(pk)
    _say(f"{len(last) * COMMENTS:,} comments")


def _finish():
    pages.move()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval('articles_article_id_seq', (SELECT max(id) FROM articles_article))"
            )
            cursor.execute("VACUUM ANALYZE")
        return
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _say(sentence):
    sys.stderr.write(f"  {time.strftime('%H:%M:%S')} {connection.vendor}: {sentence}\n")


if __name__ == "__main__":
    fill(int(sys.argv[1]))

"""What whoever waits for a long run sees of it."""

from io import StringIO

from newsroom.moving.bar import Bar


class Terminal(StringIO):
    def isatty(self):
        return True


def shown(stream, *steps):
    """Return what is written while a run takes these steps: second, phase, done, total."""
    now = 0.0
    bar = Bar(stream, clock=lambda: now)
    for now, *step in steps:  # noqa: B007 - the clock reads it
        bar.at(*step)
    bar.end()
    return stream.getvalue()


def test_a_terminal_has_a_bar_with_counts_rate_and_time_left():
    said = shown(Terminal(), (0, "bringing in", 0, 4000), (10, "bringing in", 1000, 4000))
    bar = "[" + "#" * 7 + "." * 23 + "]"
    assert said == f"\r\x1b[2K{bar} bringing in: 1,000 of 4,000, 100 a second, 0:30 left\n"


def test_a_bar_is_not_drawn_more_often_than_one_sees():
    steps = [(n / 100, "bringing in", n, 4000) for n in range(100)]
    assert shown(Terminal(), *steps).count("\r") == 4


def test_what_is_read_later_gets_a_plain_line_now_and_then():
    steps = [(n, "bringing in", n * 100, 20_000) for n in range(70)]
    assert shown(StringIO(), *steps).splitlines() == [
        "bringing in: 3,000 of 20,000, 100 a second, 2:50 left",
        "bringing in: 6,000 of 20,000, 100 a second, 2:20 left",
    ]


def test_the_end_of_a_phase_is_always_said_and_what_has_no_total_is_counted():
    said = shown(
        StringIO(), (0, "reading", 0, 0), (40, "reading", 80, 0), (41, "b", 0, 9), (61, "b", 9, 9)
    )
    assert said.splitlines() == [
        "reading: 0",
        "reading: 80, 2.0 a second",
        "b: 9 of 9, 0.5 a second",
    ]


def test_hours_are_said_as_hours():
    said = shown(StringIO(), (0, "b", 0, 10**6), (100, "b", 10_000, 10**6))
    assert said == "b: 10,000 of 1,000,000, 100 a second, 2:45:00 left\n"

"""Reading on in a log that grows, is torn, and is moved away."""

import gzip
import os
import random
import shutil
import time

import pytest

from newsroom.press import logs


@pytest.fixture
def log(tmp_path):
    return tmp_path / "reads.log"


class Reader:
    """Somebody who remembers where they were, and nothing else."""

    def __init__(self, log):
        self.log, self.place = log, None

    def lines(self, most=logs.MOST):
        found = []
        while True:
            lines, place = logs.read_on(self.log, self.place, most)
            if place == self.place:
                return found
            found += [line.decode() for line in lines]
            self.place = place


def add(log, *lines, end="\n"):
    with log.open("a") as file:
        file.write("\n".join(lines) + end)


def age(*files, seconds=60):
    """Make files as old as if nobody had written into them for a while, the first the oldest."""
    for number, file in enumerate(files):
        then = time.time() - seconds * (len(files) - number)
        os.utime(file, (then, then))


def moved(log, end):
    return log.with_name(log.name + end)


def test_each_line_is_read_once(log):
    reader = Reader(log)
    add(log, "1", "2")
    assert reader.lines() == ["1", "2"]
    assert reader.lines() == []
    add(log, "3")
    assert reader.lines() == ["3"]


def test_a_torn_line_is_read_when_its_end_is_there(log):
    reader = Reader(log)
    add(log, "1", "2 is to", end="")
    assert reader.lines() == ["1"]
    assert reader.lines() == []
    add(log, "rn", "3")
    assert reader.lines() == ["2 is torn", "3"]


def test_many_lines_come_in_parts_and_none_is_cut(log):
    reader, lines = Reader(log), [f"line {number}" for number in range(500)]
    add(log, *lines)
    assert reader.lines(most=64) == lines


def test_what_has_no_end_for_too_long_is_passed_by(log):
    reader = Reader(log)
    add(log, "x" * 200, "after")
    assert reader.lines(most=64)[-1] == "after"


def test_a_log_that_was_renamed_is_read_to_its_end_first(log):
    reader = Reader(log)
    add(log, "1")
    assert reader.lines() == ["1"]
    add(log, "2")
    log.rename(old := moved(log, ".1"))
    add(log, "4")
    add(old, "3")  # the web server has not opened the new one yet
    assert reader.lines() == ["2", "3"]
    assert reader.lines() == []  # it may write there still
    age(old)
    assert reader.lines() == ["4"]
    add(log, "5")
    assert reader.lines() == ["5"]


def test_a_log_that_was_copied_and_emptied_is_read_on_in_the_copy(log):
    reader = Reader(log)
    add(log, "1")
    assert reader.lines() == ["1"]
    add(log, "2")
    shutil.copy(log, old := moved(log, "-20261125"))
    os.truncate(log, 0)
    age(old)
    add(log, "3")
    assert reader.lines() == ["2", "3"]


def test_an_emptied_log_that_has_grown_longer_than_before_is_begun_anew(log):
    reader = Reader(log)
    add(log, "1", "2")
    assert reader.lines() == ["1", "2"]
    os.truncate(log, 0)
    add(log, *"3456789")
    assert reader.lines() == list("3456789")


def test_a_log_that_was_packed_away_at_once_is_read_to_its_end(log):
    reader = Reader(log)
    add(log, "1")
    assert reader.lines() == ["1"]
    add(log, "2")
    with gzip.open(old := moved(log, ".1.gz"), "wb") as packed:
        packed.write(log.read_bytes())
    log.unlink()
    age(old)
    add(log, "3")
    assert reader.lines() == ["2", "3"]


def test_a_packed_log_that_is_torn_stops_nothing(log):
    reader = Reader(log)
    add(log, "1")
    assert reader.lines() == ["1"]
    old = moved(log, ".1.gz")
    old.write_bytes(gzip.compress(log.read_bytes())[:15])
    age(old)
    log.unlink()
    add(log, "2")
    assert reader.lines() == ["2"]


def test_after_a_long_pause_every_log_since_is_read_in_order(log):
    reader = Reader(log)
    add(log, "1")
    assert reader.lines() == ["1"]
    add(log, "2")
    log.rename(third := moved(log, ".3"))
    add(second := moved(log, ".2"), "3")
    first = moved(log, ".1.gz")
    first.write_bytes(gzip.compress(b"4\n"))
    age(third, second, first)
    add(log, "5")
    assert reader.lines() == ["2", "3", "4", "5"]


def test_older_logs_are_never_read(log):
    add(old := moved(log, ".1"), "0")
    age(old)
    add(log, "1")
    reader = Reader(log)
    assert reader.lines() == ["1"]
    add(log, "2")
    assert reader.lines() == ["2"]


def test_a_new_log_in_which_nothing_stands_yet_is_waited_for(log):
    reader = Reader(log)
    add(log, "1")
    assert reader.lines() == ["1"]
    log.rename(old := moved(log, ".1"))
    age(old)
    log.touch()
    assert reader.lines() == []
    shutil.copy(log, moved(log, ".2"))
    add(log, "2")
    assert reader.lines() == ["2"]


def test_other_files_beside_it_are_nothing_to_us(log):
    reader = Reader(log)
    add(log, "1")
    reader.lines()
    add(log, "2")
    shutil.copy(log, moved(log, ".bak"))
    age(moved(log, ".bak"))
    assert reader.lines() == ["2"]
    log.unlink()
    add(log, "3")
    assert reader.lines() == ["3"]


def test_garbage_is_handed_on_and_read_past(log):
    reader, garbage = Reader(log), random.Random(4).randbytes(50_000)
    log.write_bytes(garbage + b"\nend\n")
    lines, end = [], None
    while (place := logs.read_on(log, end, 1000))[1] != end:
        lines, end = [*lines, *place[0]], place[1]
    assert lines[-1] == b"end"
    add(log, "more")
    reader.place = end
    assert reader.lines() == ["more"]


def test_a_log_that_is_missing_or_none_is_an_error(log, tmp_path):
    with pytest.raises(FileNotFoundError):
        logs.read_on(log, None)
    for none in ("/dev/null", tmp_path):
        with pytest.raises(OSError, match="no file"):
            logs.read_on(type(log)(none), None)


def test_a_log_of_our_own_makes_room_when_it_was_read_to_its_end(log):
    reader = Reader(log)
    add(log, "1", "2")
    logs.make_room(log, reader.place, 3)
    assert reader.lines() == ["1", "2"]
    logs.make_room(log, reader.place, 100)
    assert log.exists()
    add(log, "3")
    logs.make_room(log, reader.place, 3)
    assert reader.lines() == ["3"]
    logs.make_room(log, reader.place, 3)
    assert not log.exists()
    add(moved(log, ".1"), "4")  # by a process that had it open
    age(moved(log, ".1"))
    add(log, "5")
    assert reader.lines() == ["4", "5"]

"""What a process takes of the machine's memory."""

import subprocess
import sys

import pytest

LOADED = """
import gc, psutil
from newsroom.press import heap
taken = lambda: psutil.Process().memory_info().rss / 2**20
rubbish = [bytearray(600) for _ in range(100_000)]
kept = bytearray(600)  # above all of it: what lies below does not go back by itself
del rubbish
before = taken()
heap.settle()
print(before - taken(), gc.get_freeze_count())
"""


@pytest.mark.skipif("sys.platform != 'linux'", reason="how glibc keeps a heap")
def test_what_loading_took_goes_back_to_the_machine_and_what_stays_is_left_alone():
    said = subprocess.run(
        [sys.executable, "-c", LOADED], check=True, capture_output=True, text=True
    )
    given_back, left_alone = said.stdout.split()
    assert float(given_back) > 40
    assert int(left_alone) > 1000

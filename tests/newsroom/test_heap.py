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

SITE = """
import sys
import newsroom.wsgi
from django.core.management import load_command_class
load_command_class("newsroom", "worker")
print(*{name.partition(".")[0] for name in sys.modules})
"""


@pytest.mark.skipif("sys.platform != 'linux'", reason="how glibc keeps a heap")
def test_what_loading_took_goes_back_to_the_machine_and_what_stays_is_left_alone():
    said = subprocess.run(
        [sys.executable, "-c", LOADED], check=True, capture_output=True, text=True
    )
    given_back, left_alone = said.stdout.split()
    assert float(given_back) > 40
    assert int(left_alone) > 1000


@pytest.mark.parametrize("library", ["cryptography", "dns"])
def test_what_few_ask_for_is_not_in_every_process(library):
    """Each is more than 14 MB, and only the doctor of newsletters looks at keys and asks name servers."""
    said = subprocess.run([sys.executable, "-c", SITE], check=True, capture_output=True, text=True)
    assert {"django", "newsletter"} <= set(said.stdout.split())
    assert library not in said.stdout.split()

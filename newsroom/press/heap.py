"""The heap of this process, where its C library lets us speak of it: glibc does, on Linux."""

import ctypes
import gc
from contextlib import suppress

ARENAS = -8  # M_ARENA_MAX of mallopt(3)


def share_one() -> None:
    """Let the threads to come use one heap: glibc would give each its own, and takes little back."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(ARENAS, 1)


def settle() -> None:
    """Give back what only loading the program took, and let the collector leave alone what stays for good."""
    gc.collect()
    give_back()
    gc.freeze()


def give_back() -> None:
    """Return to the machine what is free in the middle of the heap, which stays with the process otherwise."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)

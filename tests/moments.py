"""A moment that is near: far enough for what has to be seen before it, on a machine as slow as it may be."""

import time
from datetime import timedelta

from django.utils import timezone

NEARNESS = (1.2, 5, 25)  # seconds; the next one where a look takes longer


def on_both_sides(arrange, look):
    """Return what `look(arrange(moment))` sees before the moment and after it, while nobody writes anything."""
    for seconds in NEARNESS:
        moment = timezone.now() + timedelta(seconds=seconds)
        arranged = arrange(moment)
        before = look(arranged)
        if timezone.now() < moment:
            break
    time.sleep(max(0.0, (moment - timezone.now()).total_seconds()) + 0.1)
    return before, look(arranged)

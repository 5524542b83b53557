"""Jobs whose worker died, and jobs that were done long ago.

A job may be run a second time when its worker died in it, so every job of ours is written to bear
that: it claims its row first, and does nothing when the row is taken or done.
"""

import logging
from datetime import timedelta

from django.db.models.functions import Now
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from newsroom.press.models import Pulse

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)  # a worker that has been silent for longer is dead
TRIES = 3
KEPT = {
    TaskResultStatus.SUCCESSFUL: timedelta(days=1),
    TaskResultStatus.FAILED: timedelta(days=30),
}


class WorkersDiedError(Exception):
    """Every worker that took this job died in it."""


def beat(worker_id: str) -> None:
    """Say that a worker lives, by the clock of the database, which all workers share."""
    Pulse.objects.update_or_create(worker_id=worker_id, defaults={"seen_at": Now()})


def reap() -> None:
    """Give the jobs of dead workers back to the queue; fail those that outlived three."""
    begun = timezone.now() - LEASE  # the pulse of a new worker may come after its first job
    running = DBTaskResult.objects.running().filter(started_at__lt=begun)
    alive = set(_alive().values_list("worker_id", flat=True))
    for job in running:
        if job.worker_ids[-1] not in alive:
            _bury(job)


def forget_old() -> None:
    """Delete the records of jobs that ended long ago, and the pulses of workers that are dead."""
    now = timezone.now()
    for status, kept in KEPT.items():
        DBTaskResult.objects.filter(status=status, finished_at__lt=now - kept).delete()
    Pulse.objects.filter(seen_at__lt=now - timedelta(days=1)).delete()


def _alive():
    return Pulse.objects.filter(seen_at__gte=Now() - LEASE)


def _bury(job):
    # Only as it was read: another reaper may have been here, or the worker ended it after all.
    same = DBTaskResult.objects.filter(pk=job.pk, started_at=job.started_at).running()
    outcome = _outcome(len(job.worker_ids))
    if same.update(**outcome):
        logger.warning("A worker died in %s (%s): %s", job.task_path, job.pk, outcome["status"])


def _outcome(tries):
    if tries < TRIES:
        return {"status": TaskResultStatus.READY, "started_at": None}
    return {
        "status": TaskResultStatus.FAILED,
        "finished_at": timezone.now(),
        "exception_class_path": f"{WorkersDiedError.__module__}.{WorkersDiedError.__qualname__}",
        "traceback": f"{WorkersDiedError.__doc__} It was tried {tries} times.",
    }

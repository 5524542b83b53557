"""The process beside the web server: it takes jobs, shows that it lives, turns the minute hand."""

import logging
import signal
import threading

from django.db import InterfaceError, OperationalError, close_old_connections, connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands import db_worker

from newsroom.press import clock, heap, jobs
from newsroom.press.models import Pulse

logger = logging.getLogger(__name__)

HEARTBEAT, MINUTE, SECOND = 10, 60, 1  # seconds
PATIENCE = 5  # seconds to wait for a database that is gone
LAST_TICK = 20  # seconds that the clock may take to end: a supervisor waits a little longer


class Worker(db_worker.Worker):
    """The worker of django-tasks-db with a pulse and a clock; `batch` does what waits, once."""

    def __init__(self, *, interval: float = 1, batch: bool = False):
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=interval,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
        )
        self.stopped = threading.Event()
        self.leaving = threading.Event()  # from when nothing more is begun; the pulse goes on

    def run(self):
        """Take jobs until told to stop; the job in hand is finished first."""
        jobs.beat(self.worker_id)
        beside = [self._beside(self._repeat, self._beat, HEARTBEAT)]
        try:
            if self.batch:
                self._do_what_waits()
            else:
                beside.append(self._beside(self._repeat, clock.tick, MINUTE))
                beside += [self._beside(self._go_on, work) for work in clock.going_on()]
                self._take_jobs()
        finally:
            self._leave(beside)

    def run_task(self, db_task_result):
        """Do a job, and keep nothing of what it took: pictures take more than all the rest."""
        super().run_task(db_task_result)
        heap.give_back()

    def shutdown(self, signum, frame):
        """Stop after the job in hand, or within a second, but never in the middle of a query."""
        if not self.running:
            return  # the lock inside `leaving` may be in the hands of what this signal interrupts
        self.running = False
        logger.info("Stopping on %s", signal.strsignal(signum))
        self.leaving.set()

    def _do_what_waits(self):
        clock.tick()
        self._take_jobs()
        for work in clock.going_on():
            self._beside(self._try, work, self.leaving).join()

    def _take_jobs(self):
        while self.running:
            try:
                return super().run()
            except (OperationalError, InterfaceError):
                if self.batch:
                    raise
                logger.exception("The database does not answer; trying again")
                self._begin_anew()
        return None

    def _begin_anew(self):
        """Take a new name: a job whose end was not recorded stays with the old one, to be reaped."""
        self.worker_id = get_random_string(32)
        connections.close_all()
        self.stopped.wait(PATIENCE)

    def _beat(self):
        jobs.beat(self.worker_id)

    def _beside(self, function, *arguments):
        thread = threading.Thread(target=function, args=arguments, daemon=True)
        thread.start()
        return thread

    def _repeat(self, function, seconds):
        while not self.stopped.is_set():
            self._try(function)
            self.stopped.wait(seconds)

    def _go_on(self, function):
        while not self.leaving.is_set():
            done = self._try(function, self.leaving)
            self.leaving.wait(SECOND if done else PATIENCE)

    def _try(self, function, *arguments):
        """Do something beside the jobs, and say whether it went well."""
        try:
            function(*arguments)
        except Exception:
            logger.exception("%s failed beside the jobs", function.__name__)
            return False
        finally:
            close_old_connections()
        return True

    def _leave(self, beside):
        self.running = False
        self.leaving.set()
        self.stopped.set()
        for thread in beside:
            thread.join(LAST_TICK)
        Pulse.objects.filter(worker_id=self.worker_id).delete()
        connections.close_all()

"""The keeper of the site's two processes: the web server, and the worker that is started again when it falls."""

import ctypes
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress

WEB = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "newsroom.wsgi"]
WORKER = [sys.executable, "manage.py", "worker"]
PAUSES = (1, 2, 5, 15, 60)  # seconds before a worker that fell is started again
STEADY = 60  # seconds after which a fall counts as the first one
GRACE = 25  # seconds to finish what was begun, once asked to stop
STOP = object()


class Keeper:
    """Runs both until it is asked to stop or the web server ends, and leaves no process behind."""

    def __init__(self, web, worker):
        self.web, self.worker = web, worker
        self.events = queue.SimpleQueue()  # may be put to by signal handlers
        self.running = set()
        self.falls = 0

    def run(self) -> int:
        """Return the code to end with: 0 when asked to stop, the web server's own when that ended."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.events.put(STOP))
        try:
            return self._keep()
        finally:
            self._stop()

    def _keep(self):
        web = self._start(self.web)
        worker, started = self._start(self.worker), time.monotonic()
        pause = None
        while True:
            event = self._next_event(pause)
            if event is STOP:
                return 0
            if event is web:
                return _exit_code(web)
            if event is worker:
                pause = self._pause_after(worker, time.monotonic() - started)
                continue
            worker, started, pause = self._start(self.worker), time.monotonic(), None

    def _next_event(self, pause):
        """Return what happens next, or None when the pause is over before anything did."""
        with suppress(queue.Empty):
            return self.events.get(timeout=pause)

    def _pause_after(self, worker, lived):
        self.falls = 0 if lived > STEADY else self.falls
        pause = PAUSES[min(self.falls, len(PAUSES) - 1)]
        self.falls += 1
        self._clear_away(worker)
        _say(f"The worker ended with {_exit_code(worker)}; it starts again in {pause} s.")
        return pause

    def _start(self, command):
        # A session of its own: Ctrl-C reaches the keeper alone, which asks each of them to stop in its own time.
        process = subprocess.Popen(command, start_new_session=True, preexec_fn=follow_parent)
        self.running.add(process)
        threading.Thread(target=self._report_end, args=[process], daemon=True).start()
        return process

    def _report_end(self, process):
        process.wait()
        self.events.put(process)

    def _stop(self):
        for process in self.running:
            process.terminate()
        end = time.monotonic() + GRACE
        for process in self.running:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0, end - time.monotonic()))
        for process in list(self.running):
            self._clear_away(process)

    def _clear_away(self, process):
        """End what a process left behind in its session."""
        self.running.remove(process)
        with suppress(ProcessLookupError, PermissionError):  # nothing: the usual case
            os.killpg(process.pid, signal.SIGKILL)


_libc = ctypes.CDLL(None)


def follow_parent():
    """Ask Linux for a SIGTERM when our parent is killed outright; elsewhere its end has to be a proper one."""
    if sys.platform == "linux":
        _libc.prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


def _exit_code(process):
    return process.returncode if process.returncode >= 0 else 128 - process.returncode


def _say(sentence):
    sys.stderr.write(f"{sentence}\n")


if __name__ == "__main__":
    sys.exit(Keeper(WEB, WORKER).run())

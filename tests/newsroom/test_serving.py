"""The keeper of the processes, and the port it finds taken."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time

import psutil
import pytest

from newsroom import serving
from tests.harness.ports import free_port

SLEEPS = "import time; time.sleep(60)"
KEEPER = """
    import sys
    from newsroom import processes
    processes.PAUSES = (0.1, 0.2)
    processes.GRACE = 2
    web, worker = ([sys.executable, "-c", program] for program in sys.argv[1:])
    sys.exit(processes.Keeper(web, worker).run())
"""


@pytest.fixture
def keep():
    """Start a keeper of two small programs; whatever a test leaves of it is ended."""
    started = []

    def keep(web, worker):
        command = [sys.executable, "-c", textwrap.dedent(KEEPER), web, worker]
        process = subprocess.Popen(
            command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        started.append(process)
        return process

    yield keep
    for process in started:
        process.kill()
        process.communicate()


def says(word):
    """Return a program that tells its process id once it stands, and waits."""
    return f"import time; {tells(word)}; time.sleep(60)"


def tells(word, pid="os.getpid()"):
    """Return a statement that writes a word and a process id in one piece, for two may write at once."""
    return f"import os; os.write(1, b'{word} %d\\n' % {pid})"


def pids(process, count):
    """Return the process ids that the programs told, by the word they told them with."""
    lines = [process.stdout.readline().split() for _ in range(count)]
    return {word: int(pid) for word, pid in lines}


def is_alive(pid):
    """Say whether a process still runs; one that ended and waits to be counted does not."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def gone(pid, seconds=10):
    """Wait until a process is gone, and say whether it is."""
    end = time.monotonic() + seconds
    while is_alive(pid) and time.monotonic() < end:
        time.sleep(0.02)
    return not is_alive(pid)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_asked_to_stop_it_stops_both(keep, number):
    process = keep(says("web"), says("worker"))
    told = pids(process, 2)
    process.send_signal(number)
    assert process.wait(10) == 0
    assert [gone(told["web"]), gone(told["worker"])] == [True, True]


def test_when_the_web_server_ends_everything_ends_with_its_code(keep):
    process = keep("import sys, time; time.sleep(0.3); sys.exit(3)", says("worker"))
    worker = pids(process, 1)["worker"]
    assert process.wait(10) == 3
    assert gone(worker)


def test_a_killed_web_server_is_told_as_shells_tell_it(keep):
    process = keep(says("web"), SLEEPS)
    os.kill(pids(process, 1)["web"], signal.SIGKILL)
    assert process.wait(10) == 137


def test_a_worker_that_fell_is_started_again(keep):
    process = keep(SLEEPS, f"{tells('worker')}; os._exit(7)")
    first, second, third = (pids(process, 1)["worker"] for _ in range(3))
    process.terminate()
    _, said = process.communicate(timeout=10)
    assert len({first, second, third}) == 3
    assert said.splitlines()[:2] == [
        "The worker ended with 7; it starts again in 0.1 s.",
        "The worker ended with 7; it starts again in 0.2 s.",
    ]


def test_what_does_not_stop_when_asked_is_ended_with_what_it_started(keep):
    deaf = (
        "import signal, subprocess, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        f"child = subprocess.Popen([sys.executable, '-c', {SLEEPS!r}]);"
        f"{tells('web')}; {tells('child', 'child.pid')}; time.sleep(60)"
    )
    process = keep(deaf, SLEEPS)
    told = pids(process, 2)
    process.terminate()
    assert process.wait(10) == 0
    assert [gone(told["web"]), gone(told["child"])] == [True, True]


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux tells children of their parent's end"
)
def test_a_keeper_that_is_killed_leaves_nobody_behind(keep):
    process = keep(says("web"), says("worker"))
    told = pids(process, 2)
    process.kill()
    assert [gone(told["web"]), gone(told["worker"])] == [True, True]


def test_a_taken_port_is_said_in_one_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit) as end:
            serving.loopbacks(port)
    assert end.value.code == f"Port {port} is in use. Choose another one: make run PORT={port + 1}"


def test_a_free_port_is_taken_on_every_loopback_this_machine_has():
    port = free_port()
    expected = [f"127.0.0.1:{port}"]
    if socket.has_ipv6 and _has_address("::1"):
        expected.append(f"[::1]:{port}")
    assert serving.loopbacks(port) == expected


def _has_address(host):
    try:
        socket.create_server((host, 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True

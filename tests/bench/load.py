"""Requests in bounded number and time, and the processor time that they cost those who answer."""

import re
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

INSTALL = "wrk is missing: apt-get install wrk"
CLIENT = 1  # the core of the client; the server has the first one
CONNECTIONS = 8

# Goes through the addresses of a file, round and round.
SCRIPT = """
local paths, at = {{}}, 0
for line in io.lines("{file}") do paths[#paths + 1] = line end
request = function()
    at = at % #paths + 1
    return wrk.format("GET", paths[at])
end
"""
PAUSED = SCRIPT + "delay = function() return {pause} end\n"


@dataclass(frozen=True)
class Burst:
    """What one burst of requests showed: microseconds of processor time per request, and the client's view."""

    cpu: float
    p99: float  # milliseconds
    requests: int
    failed: int


def program() -> str | None:
    """Return where wrk is installed."""
    return shutil.which("wrk")


def burst(base: str, paths: list[str], processes, *, seconds: int, **headers) -> Burst:
    """Ask for these paths for some seconds and return what that cost the `processes` on average."""
    with _script(SCRIPT, paths) as script:
        before = _spent(processes)
        said = _start(base, script, seconds, CONNECTIONS, headers).communicate()[0]
        spent = _spent(processes) - before
    return Burst(spent / _requests(said) * 1e6, _milliseconds(said), _requests(said), _failed(said))


def together(
    base: str, hot: str, cold: list[str], processes, *, seconds: int, pause: int, **headers
) -> tuple[Burst, float]:
    """Ask for a page that is there while others have to be made, each client waiting `pause` ms between two.

    Returns the burst of the page that is there, and how many were made for each of its answers.
    """
    with _script(PAUSED, cold, pause=pause) as paused:
        makes = _start(base, paused, seconds, 2, headers)
        hits = burst(base, [hot], processes, seconds=seconds - 1, **headers)
        made = makes.communicate()[0]
    return hits, _requests(made) * (seconds - 1) / seconds / hits.requests


@contextmanager
def _script(text, paths, **values):
    with tempfile.TemporaryDirectory() as folder:
        file, script = Path(folder, "paths"), Path(folder, "paths.lua")
        file.write_text("\n".join(paths))
        script.write_text(text.format(file=file, **values))
        yield script


def _start(base, script, seconds, connections, headers):
    command = [
        program(),
        "-t1",
        f"-c{connections}",
        f"-d{seconds}s",
        "--latency",
        "-s",
        str(script),
    ]
    for name, value in headers.items():
        command += ["-H", f"{name.replace('_', '-')}: {value}"]
    return subprocess.Popen([*_pinned(), *command, base], stdout=subprocess.PIPE, text=True)


def _requests(said):
    return int(re.search(r"(\d+) requests in", said)[1])


def _failed(said):
    errors = re.findall(r"(?:responses:|connect|read|write|timeout) (\d+)", said)
    return sum(map(int, errors))


def _pinned():
    return (
        ["taskset", "-c", str(CLIENT)] if psutil.cpu_count() > 1 and shutil.which("taskset") else []
    )


def _spent(processes):
    """Return the processor time of these processes, in seconds."""
    return sum(sum(process.cpu_times()[:2]) for process in processes if process.is_running())


def _milliseconds(said):
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]

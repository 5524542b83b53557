"""Requests in bounded number and time, and the processor time that they cost those who answer."""

import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psutil

INSTALL = "wrk is missing: apt-get install wrk"
CLIENT = 1  # the core of the client; the server has the first one
CONNECTIONS = 8

# Goes through the addresses of a file; of `every` requests one does, the others ask for the first address.
SCRIPT = """
local paths, at, count, every = {{}}, 0, 0, {every}
for line in io.lines("{file}") do paths[#paths + 1] = line end
request = function()
    count = count + 1
    if count % every ~= 0 then return wrk.format("GET", paths[1]) end
    at = at % #paths + 1
    return wrk.format("GET", paths[at])
end
"""


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


def burst(
    base: str, paths: list[str], processes, *, seconds: int, every: int = 1, **headers
) -> Burst:
    """Ask for these paths for some seconds and return what that cost the `processes` on average."""
    with tempfile.TemporaryDirectory() as folder:
        file, script = Path(folder, "paths"), Path(folder, "paths.lua")
        file.write_text("\n".join(paths))
        script.write_text(SCRIPT.format(file=file, every=every))
        command = [program(), "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "-s", script]
        for name, value in headers.items():
            command += ["-H", f"{name.replace('_', '-')}: {value}"]
        before = _spent(processes)
        said = subprocess.run(
            [*_pinned(), *command, base], check=True, capture_output=True, text=True
        ).stdout
        spent = _spent(processes) - before
    requests = int(re.search(r"(\d+) requests in", said)[1])
    failed = sum(map(int, re.findall(r"Non-2xx or 3xx responses: (\d+)", said)))
    failed += sum(map(int, re.findall(r"(?:connect|read|write|timeout) (\d+)", said)))
    return Burst(spent / requests * 1e6, _milliseconds(said), requests, failed)


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

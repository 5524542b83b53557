"""`make bench`: what a page costs beside a static file. `make bench-data`: whether the archive's size matters."""

import json
import os
import shutil
import statistics
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import psutil

from tests.bench import bringing, document, letters, load, site
from tests.harness import freshness, nginx, postgresql
from tests.harness.ports import free_port

STORIES = 2_500  # with ten comments each: more than a shelf holds, so that asking round finds none of them there
ROUNDS, SECONDS = 3, 3
BR = {"Accept_Encoding": "br"}
PAUSE = 4  # milliseconds between the pages that are made beside those that are there, at first
WRITES = 300  # changes of a story while it is read
KEPT = 1_000  # pages on the shelf when memory is weighed
SMALL, LARGE = 10_000, int(os.environ.get("STORIES", "100000"))


def bench():
    """Measure everything that takes minutes and write it down."""
    if not load.program():
        sys.exit(load.INSTALL)
    began = time.monotonic()
    with (
        tempfile.TemporaryDirectory(
            prefix="bench-", dir=os.environ.get("TMPDIR", "/tmp")
        ) as folder,
        ExitStack() as stack,
    ):
        Path(folder).chmod(0o755)
        sites = [_filled(Path(folder, "sqlite"), "SQLite", "", STORIES)]
        server = stack.enter_context(postgresql.server())
        sites.append(_filled(Path(folder, "postgresql"), "PostgreSQL", server, STORIES))
        rows = []
        for place in sites:
            rows += _one_site(place, Path(folder))
    document.write("bench", document.table(rows), seconds=time.monotonic() - began)


def bench_all():
    bench()
    bench_mail()
    bench_import()


def bench_mail():
    """Measure what letters cost, alone, and write it down."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, postgresql.server() as server:
        rows = []
        for name, database in (("SQLite", ""), ("PostgreSQL", server)):
            Path(folder, name).mkdir()
            rows += letters.rows(site.place(name, Path(folder, name), database))
    document.write("mail", document.table(rows), seconds=time.monotonic() - began)


def bench_import():
    """Measure what it costs to bring in an archive, alone, and write it down."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, postgresql.server() as server:
        rows = []
        for name, database in (("SQLite", ""), ("PostgreSQL", server)):
            Path(folder, name).mkdir()
            rows += bringing.rows(site.place(name, Path(folder, name), database))
    document.write("import", document.table(rows), seconds=time.monotonic() - began)


def _filled(folder, name, database, stories):
    folder.mkdir(parents=True)
    place = site.place(name, folder, database)
    place.run("tests.bench.data", str(stories))
    return place


def _one_site(place, folder):
    newest = json.loads(place.run("tests.bench.paths"))
    starts = []
    for _ in range(2):
        with site.web(place) as web:
            starts.append(web.started_in)
    with site.web(place) as web, ExitStack() as stack:
        starts.append(web.started_in)
        web.pin(0)
        static = _static(web, newest[0], folder / f"nginx-{place.name}", stack)
        rows = _costs(place, web, newest, static)
        rows += _fresh(place, web, newest[0], static[0])
        rows.append(_small(place, web, newest))
        rows.append(
            document.Row(f"{place.name}: a cold start", statistics.median(starts), "s", 1.5)
        )
    return rows


def _static(web, path, folder, stack):
    """Return an nginx before the site, with the finished page beside it as a file that is pressed already."""
    if not nginx.program():
        sys.exit(nginx.INSTALL)
    pressed = folder / "static"
    pressed.mkdir(parents=True)
    (pressed / "page.html").write_bytes(web.get(path))
    (pressed / "page.html.gz").write_bytes(web.get(path, Accept_Encoding="gzip"))
    port = free_port()
    process = stack.enter_context(nginx.nginx(web.place.port, port, folder, static_root=pressed))
    master = psutil.Process(process.pid)
    workers = [child for child in master.children() if "worker" in " ".join(child.cmdline())] or [
        master
    ]
    for worker in workers:
        worker.cpu_affinity([0])
    return f"http://127.0.0.1:{port}", workers


def _costs(place, web, newest, static):
    base, servers = f"http://127.0.0.1:{place.port}", _servers(place)
    through, proxy = static
    gzip, hot, cold = {"Accept_Encoding": "gzip"}, newest[:1], newest[1:]
    etag = {"If_None_Match": _tag(web, newest[0])}
    # A cookie of the desk leads past what is kept: the page is made for each request.
    past = {"Cookie": "sessionid=bench"}
    measured = {
        name: [] for name in ("static", "nginx", "hit", "304", "article", "front", "beside")
    }
    made, pause = [], PAUSE
    for _ in range(ROUNDS):
        for name, address, paths, processes, headers in (
            ("static", through, ["/precompressed/page.html"], lambda: proxy, gzip),
            ("nginx", through, hot, lambda: proxy, gzip),
            ("hit", base, hot, lambda: web.workers, BR),
            ("304", base, hot, lambda: web.workers, BR | etag),
            ("front", base, ["/"], lambda: [*web.workers, *servers], BR | past),
        ):
            burst = partial(load.burst, address, paths, seconds=SECONDS, **headers)
            measured[name].append(_unbroken(web, burst, processes))
        burst = partial(load.burst, base, cold, seconds=SECONDS, **BR)
        burst = _unbroken(web, burst, lambda: [*web.workers, *servers])
        measured["article"].append(burst)
        cold = _from(cold, burst.requests)
        both = partial(load.together, base, hot[0], cold, seconds=SECONDS + 1, pause=pause, **BR)
        beside, share = _unbroken(web, both, lambda: web.workers)
        pause = pause if share >= document.MADE else pause // 2
        measured["beside"].append(beside)
        made.append(share)
        cold = _from(cold, int(beside.requests * share * 2))
    return document.rows(place.name, measured, statistics.median(made))


def _unbroken(web, measure, processes):
    """Return what `measure(processes=…)` says, begun again where a web process gave way to another meanwhile."""
    while True:
        before = web.workers
        found = measure(processes=processes())
        if web.workers == before:
            return found
        web.pin(0)


def _fresh(place, web, path, through):
    """Change the newest story again and again and return how old a page was at worst, from the site and from nginx."""
    pollers = [freshness.Poller(partial(_read, base + path)) for base in (web.url(""), through)]
    slug = path.rstrip("/").rpartition("/")[2]
    commits = freshness.commits(place.python("-c", freshness.WRITER, slug, str(WRITES)))
    time.sleep(2.5)
    for poller in pollers:
        poller.stop()
    names = (("a change shows", 1), ("a change shows through nginx", 2))
    return [
        document.Row(
            f"{place.name}: {name}, {WRITES} of them", poller.staleness(commits), "s", goal
        )
        for poller, (name, goal) in zip(pollers, names, strict=True)
    ]


def _read(address):
    begun = time.time()
    with urllib.request.urlopen(address, timeout=30) as answer:
        return begun, answer.read().decode()


def _from(paths, count):
    """Return the paths in an order that goes on where `count` requests ended: what they left is on the shelf."""
    start = (count + load.CONNECTIONS) % len(paths)
    return paths[start:] + paths[:start]


def _tag(web, path):
    with urllib.request.urlopen(
        urllib.request.Request(web.url(path), headers={"Accept-Encoding": "br"})
    ) as answer:
        return answer.headers["ETag"]


def _servers(place):
    """Return the processes of the database server, whose share a page costs too."""
    if not place.database:
        return []
    room = place.database.removeprefix("postgresql://postgres@/").rpartition("/")[0]
    found = [each for each in psutil.process_iter() if room in " ".join(_command(each))]
    return [each for one in found for each in (one, *one.children(recursive=True))]


def _command(process):
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def _small(place, web, newest):
    worker = psutil.Popen(
        [sys.executable, "manage.py", "worker"], env=place.environment(), cwd=site.ROOT
    )
    try:
        for path in newest[:KEPT]:
            web.get(path, Accept_Encoding="br")
        time.sleep(3)
        everyone = [web.master, *web.workers, worker]
        weights = [process.memory_full_info().pss / 2**20 for process in everyone]
        parts = ", ".join(f"{weight:.0f}" for weight in weights)
        sys.stderr.write(f"  {place.name}: master, web and worker take {parts} MB\n")
    finally:
        worker.terminate()
        worker.wait(30)
    goal = None if place.database else 170  # set for the database that everybody begins with
    return document.Row(f"{place.name}: memory with {KEPT:,} pages kept", sum(weights), "MB", goal)


def bench_data():
    """Fill archives of two sizes on both databases and compare what each page takes."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(
        prefix="bench-", dir=os.environ.get("TMPDIR", "/tmp")
    ) as folder:
        found = {}
        for name in ("SQLite", "PostgreSQL"):
            for count in (SMALL, LARGE):
                found[name, count] = _flat(Path(folder, f"{name}-{count}"), name, count)
                shutil.rmtree(Path(folder, f"{name}-{count}"))
        document.write("flat", document.flat(found, SMALL, LARGE), seconds=time.monotonic() - began)


def _flat(folder, name, count):
    with ExitStack() as stack:
        database = stack.enter_context(postgresql.server()) if name == "PostgreSQL" else ""
        place = _filled(folder, name, database, count)
        return json.loads(place.run("tests.bench.flat"))


if __name__ == "__main__":
    benches = {"data": bench_data, "mail": bench_mail, "import": bench_import}
    benches.get("".join(sys.argv[1:]), bench_all)()

"""What a page costs its reader: the newspaper of `make run`, with its pictures, from its own web server."""

import gzip
import http.client
import re
import statistics
from urllib.parse import urlsplit

import brotli
import pytest

from tests.harness.site import Site, borrow_packages

pytestmark = [pytest.mark.browser, pytest.mark.alone]

UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}
FIRST_BREATH = 14_000  # bytes that a new connection carries before it waits for an answer
BYTES = {"article": 10_000, "front": 12_000}
REQUESTS = {"article": 5, "front": 10}
WEIGHT = {"article": 150_000, "front": 350_000}
LARGEST_PAINT = 1_200  # ms on slow 4G, with a processor four times slower than this one
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 2e5, "uploadThroughput": 9e4}
PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "is_mobile": True}

LARGEST = """() => new Promise(done => new PerformanceObserver(list =>
    done(list.getEntries().at(-1).startTime)).observe({type: "largest-contentful-paint", buffered: true}))"""


@pytest.fixture(scope="module")
def newspaper(tmp_path_factory):
    """The address of a newspaper that `make run` opened."""
    site = Site(tmp_path_factory.mktemp("weight") / "paper")
    borrow_packages(site.folder)
    site.open()
    yield site.address
    site.terminate()


@pytest.fixture(scope="module")
def stories(newspaper):
    """The addresses of all its stories."""
    months = re.findall(r"<loc>[^<]*?(/sitemap/\d[^<]+)</loc>", read(newspaper, "/sitemap.xml")[1])
    maps = (read(newspaper, month)[1] for month in months)
    return [path for page in maps for path in re.findall(r"<loc>http://[^/]+([^<]+)</loc>", page)]


@pytest.fixture(scope="module")
def addresses(newspaper, stories):
    """The front page, and of the stories the one that is largest."""
    largest = max(stories, key=lambda path: read(newspaper, path, "br")[0])
    return {"front": "/", "article": largest}


@pytest.mark.parametrize("encoding", ["br", "gzip"])
@pytest.mark.parametrize("kind", BYTES)
def test_a_page_fits_into_the_first_breath(newspaper, addresses, kind, encoding, record_property):
    body, _, head = read(newspaper, addresses[kind], encoding)
    record_property(f"{kind}, {encoding}", f"{body:,} bytes, {body + head:,} with headers")
    assert body <= BYTES[kind]
    assert body + head <= FIRST_BREATH


def test_every_story_fits_into_the_first_breath(newspaper, stories):
    assert len(stories) > 50
    sizes = {path: sum(read(newspaper, path, "gzip")[::2]) for path in stories}
    assert {path: size for path, size in sizes.items() if size > FIRST_BREATH} == {}


@pytest.mark.parametrize("kind", REQUESTS)
def test_a_phone_asks_for_little_before_it_scrolls(
    chromium, newspaper, addresses, kind, record_property
):
    requests, weight, _ = load(chromium, newspaper + addresses[kind])
    record_property(f"{kind} on a phone", f"{len(requests)} requests, {weight:,} bytes")
    elsewhere = [url for url in requests if not url.startswith(newspaper)]
    files = [url for url in requests if re.search(r"\.(js|css|woff2?|ttf)\b", url)]
    assert (elsewhere, files) == ([], [])
    assert len(requests) <= REQUESTS[kind]
    assert weight <= WEIGHT[kind]


@pytest.mark.parametrize("kind", ["article", "front"])
def test_the_largest_thing_is_painted_soon_on_a_slow_line(
    chromium, newspaper, addresses, kind, record_property
):
    times = sorted(load(chromium, newspaper + addresses[kind], slow=True)[2] for _ in range(5))
    record_property(f"largest paint of the {kind}", f"{', '.join(f'{t:.0f}' for t in times)} ms")
    assert statistics.median(times) <= LARGEST_PAINT


def test_a_story_takes_two_sheets_at_most(chromium, newspaper, addresses, stories):
    page = chromium.new_page()
    sheets = {}
    for path in {addresses["article"], *stories[::6]}:
        page.goto(newspaper + path)
        sheets[path] = page.pdf(format="A4").count(b"/Type /Page\n")
    page.close()
    assert {path: count for path, count in sheets.items() if count not in (1, 2)} == {}


def read(newspaper, path, encoding="identity"):
    """Return the bytes of an answer's body as they were sent, its text, and the bytes of its head."""
    connection = http.client.HTTPConnection(urlsplit(newspaper).netloc)
    connection.request("GET", path, headers={"Accept-Encoding": encoding})
    answer = connection.getresponse()
    sent = answer.read()
    connection.close()
    assert (answer.status, answer.getheader("Content-Encoding", "identity")) == (200, encoding)
    text = UNPACK.get(encoding, bytes)(sent).decode()
    return len(sent), text, len(str(answer.headers))


def load(chromium, url, slow=False):
    """Open an address on a phone that was never there; return what it asked for, its bytes, its largest paint."""
    context = chromium.new_context(**PHONE)
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    requests, sizes = [], []
    line.on("Network.requestWillBeSent", lambda event: requests.append(event["request"]["url"]))
    line.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    if slow:
        line.send("Network.emulateNetworkConditions", SLOW_4G)
        line.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(url, wait_until="networkidle")
    painted = page.evaluate(LARGEST)
    context.close()
    return requests, sum(sizes), painted

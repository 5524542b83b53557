"""`make run`, the real one, in a copy of this checkout whose folder has a space in its name.

Where CI is set it installs from the lock, as on a fresh machine; otherwise it borrows what is installed here.
"""

import http.cookiejar
import os
import re
import socket
import stat
import urllib.parse
import urllib.request

import psutil
import pytest

from tests.harness.site import Site, borrow_packages

pytestmark = pytest.mark.alone

COLD, WARM = 60, 5  # seconds to the first answer
MEMORY = 170  # MB, all processes of a site together


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = Site(tmp_path_factory.mktemp("run") / "The Morning Paper")
    if not os.environ.get("CI"):
        borrow_packages(site.folder)
    yield site
    if site.make and site.make.poll() is None:
        site.terminate()


@pytest.fixture(scope="module")
def first(site):
    """What the first run took, said and left open."""
    seconds = site.open()
    return seconds, site.said


@pytest.fixture(scope="module")
def password(first):
    return re.search(r"password +(\S+)", first[1])[1]


def read(address):
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.status, answer.read().decode()


def test_the_first_run_answers_within_a_minute(first, record_property):
    record_property("make run, the first time", f"{first[0]:.1f} s")
    assert first[0] < COLD


@pytest.mark.parametrize("path", ["/", "/healthz", "/admin/login/"])
def test_it_answers(site, first, path):
    assert read(site.address + path)[0] == 200


def test_the_front_page_prints_the_sample(site, first):
    assert read(site.address)[1].count('class="card"') > 9


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_it_listens_on_this_machine_alone(site, first, host):
    listening = {
        connection.laddr.ip
        for process in site.processes()
        for connection in process.net_connections()
        if connection.status == psutil.CONN_LISTEN
    }
    assert listening <= {"127.0.0.1", "::1"}
    if host in listening or host == "127.0.0.1":
        socket.create_connection((host, site.port), timeout=5).close()


def test_the_env_is_its_owners_alone(site, first):
    assert stat.S_IMODE((site.folder / ".env").stat().st_mode) == 0o600


def test_the_address_and_the_password_are_said_once(site, first, password):
    assert (first[1].count(password), f"{site.address}/admin/" in first[1]) == (1, True)


def test_the_password_stands_nowhere_in_clear(site, password):
    holding = [
        str(file)
        for file in site.folder.rglob("*")
        if file.is_file() and ".venv" not in file.parts and password.encode() in file.read_bytes()
    ]
    assert holding == []


def test_the_password_opens_nothing_but_the_page_on_which_it_is_changed(site, password):
    people = urllib.request.build_opener(
        urllib.request.HTTPCookieProcessor(jar := http.cookiejar.CookieJar())
    )
    login = f"{site.address}/admin/login/?next=/admin/"
    people.open(login).close()
    token = next(cookie.value for cookie in jar if cookie.name == "csrftoken")
    form = {"username": "admin", "password": password, "csrfmiddlewaretoken": token}
    with people.open(login, urllib.parse.urlencode(form).encode()) as answer:
        assert urllib.parse.urlsplit(answer.url).path == "/admin/password_change/"


def test_a_taken_port_is_said_in_one_sentence(site, first):
    again = site.run("make", "run")
    assert again.returncode != 0
    assert again.stderr.splitlines()[0] == (
        f"Port {site.port} is in use. Choose another one: make run PORT={site.port + 1}"
    )


@pytest.mark.skipif("not os.path.exists('/proc/self/smaps_rollup')", reason="Linux counts memory")
def test_all_of_it_is_small(site, first, record_property):
    used = sum(process.memory_full_info().pss for process in site.processes()) / 1e6
    record_property("memory of make run", f"{used:.0f} MB")
    assert used < MEMORY


def test_the_second_run_is_quick_and_keeps_its_secrets(site, password, record_property):
    tries = []
    while len(tries) < 3 and min(tries, default=WARM) >= WARM:  # something else may be under way
        assert site.interrupt() == []
        tries.append(site.open())
        assert ("password" in site.said, f"Open at {site.address}/" in site.said) == (False, True)
    record_property("make run, the second time", f"{min(tries):.1f} s")
    assert min(tries) < WARM


def test_told_to_stop_it_leaves_no_process(site, first):
    if site.make.poll() is not None:
        site.open()
    names = sorted({process.name() for process in site.processes()})
    assert (len(names) > 1, site.terminate()) == (True, [])

"""The web server that an operator copies: what its cache may show."""

import re
from pathlib import Path

import pytest
from django.urls import get_resolver, reverse

from articles import reads
from newsroom.press import compression

ROOT = Path(__file__).resolve().parents[2]
CONF = (ROOT / "deploy/nginx.conf").read_text()
APPS = ("articles", "comments", "newsletter", "newsroom")


SHARED = re.compile(r"@pages\.shared\(([^)]*)\)")


def _said(name):
    return re.findall(rf"^\s*{name} (.*?);", CONF, re.M)


def test_the_moment_in_which_a_page_is_shown_past_its_time_is_bounded_by_the_page():
    [stale] = _said("proxy_cache_use_stale")
    assert set(stale.split()) == {
        *("error", "timeout", "http_500", "http_502", "http_503", "http_504")
    }
    for name in ("proxy_cache_background_update", "proxy_cache_lock", "proxy_cache_revalidate"):
        assert _said(name) == ["on"]


def test_documents_are_passed_on_and_not_kept():
    assert reverse("document", args=[1, "a.pdf"]).startswith("/files/")
    [passed] = re.findall(r"location \^~ /files/ \{(.*?)\}", CONF, re.DOTALL)
    assert passed.split() == ["proxy_pass", "http://newsroom;"]


def test_the_key_holds_every_parameter_that_changes_a_page():
    views = [file.read_text() for app in APPS for file in (ROOT / app).rglob("*.py")]
    declared = {
        name
        for view in views
        for arguments in SHARED.findall(view)
        for name in re.findall(r'"(\w+)"', arguments)
    }
    assert len(declared) >= 5
    assert _said("proxy_cache_key") == ['"$scheme$host$newsroom_address $newsroom_encoding"']
    [key] = re.findall(r'default ("\$newsroom_path.*)";', CONF)
    assert set(re.findall(r"\$newsroom_(\w+)", key)) == declared | {"path"}
    for name in declared:
        assert f"{name}=[^&]*)" in CONF
    for known in re.findall(r"\(((?:\?:)?\w+(?:\|\w+)+)\)(?:=\[|=\(\?:\.\*&)", CONF):
        assert set(known.removeprefix("?:").split("|")) == declared


@pytest.mark.parametrize(
    ("accepted", "kept_as"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br", "br"),
        ("br;q=1.000, gzip", "br"),
        ("gzip;q=1.0, br;q=0.5", "br"),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=0.8, br;q=0.000", "gzip"),
        ("GZIP ; q=0.10", "gzip"),
        ("", ""),
        ("identity", ""),
        ("gzip;q=0", ""),
        ("brotli, xgzip", ""),
        ("*", ""),
    ],
)
def test_browsers_that_take_the_same_share_a_copy(accepted, kept_as):
    block = CONF[CONF.index("map $http_accept_encoding") :].partition("}")[0]
    forms = re.findall(r'"~\*(.*)" (\w+);', block)
    assert next((form for test, form in forms if re.search(test, accepted, re.I)), "") == kept_as
    assert compression.best(kept_as) == kept_as


def test_what_is_compressed_is_for_the_site_to_say():
    assert _said("gzip") == ["off"]


def test_the_log_hides_what_a_mailed_address_carries_and_no_number_of_the_desk():
    (pattern,) = re.findall(r"^\s*~(\^\(\?<mailed>.*) \$mailed\[hidden\];", CONF, re.M)
    known = re.compile(pattern.replace("?<", "?P<"))
    ways = ((name, each) for name, (each, *_) in get_resolver().reverse_dict.items())
    held = {
        name: parts for name, ((_, parts), *_) in ways if "token" in parts and str(name) == name
    }
    addresses = [
        reverse(name, args=["x" if p == "token" else 1 for p in parts])
        for name, parts in held.items()
    ]
    assert len(addresses) == 26
    assert [address for address in addresses if not known.match(address)] == []
    assert not known.match("/newsletter/issues/morning/monday/")
    assert not known.match("/admin/newsletter/subscriber/12/change/")


def test_what_counts_as_a_read_is_what_the_site_itself_counts():
    assert CONF.count(f'"~*{reads.READER}" 1;') == 1
    statuses = "|".join(map(str, reads.GIVEN))
    assert CONF.count(f'"~^GET (?:{statuses}) {reads.STORY}$" $newsroom_reader;') == 1


def test_the_log_of_reads_holds_a_time_and_a_path_alone():
    assert _said("log_format newsroom_reads") == ["'$time_iso8601 $uri'"]

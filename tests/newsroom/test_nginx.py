"""The web server that an operator copies: what its cache may show."""

import re
from pathlib import Path

CONF = (Path(__file__).resolve().parents[2] / "deploy/nginx.conf").read_text()


def test_a_page_past_its_time_is_shown_only_where_the_site_does_not_answer():
    (stale,) = re.findall(r"^\s*proxy_cache_use_stale (.*);", CONF, re.M)
    assert set(stale.split()) == {"error", "timeout", "http_502", "http_503", "http_504"}
    assert re.findall(r"^\s*proxy_cache_background_update (.*);", CONF, re.M) == []


def test_the_log_hides_what_a_mailed_address_carries_and_no_number_of_the_desk():
    (pattern,) = re.findall(r"^\s*~(\^\(\?<mailed>.*) \$mailed\[hidden\];", CONF, re.M)
    known = re.compile(pattern.replace("?<", "?P<"))
    assert known.match("/newsletter/unsubscribe/token/")
    assert not known.match("/admin/newsletter/subscriber/12/change/")

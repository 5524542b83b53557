"""The nginx that an operator copies, started from the shipped file on a port of its own, without a certificate."""

import os
import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

CONF = Path(__file__).resolve().parents[2] / "deploy" / "nginx.conf"
PATIENCE = 60  # seconds for a start, and for a stop
INSTALL = "nginx is missing: apt-get install nginx-light"

AROUND = """\
daemon off;
{user}
worker_processes 1;
pid {prefix}/nginx.pid;
error_log {prefix}/error.log warn;
events {{ worker_connections 4096; }}
http {{
    default_type application/octet-stream;
    types {{ text/html html; }}
    client_body_temp_path {prefix}/body;
    proxy_temp_path {prefix}/proxy;
    fastcgi_temp_path {prefix}/fastcgi;
    uwsgi_temp_path {prefix}/uwsgi;
    scgi_temp_path {prefix}/scgi;
{site}
}}
"""
# A file pressed beforehand, sent by the same server in the same way: what a page from the cache is measured by.
BESIDE = """
    location /precompressed/ {{
        alias {static_root}/;
        gzip_static on;
    }}
"""


def program() -> str | None:
    """Return where nginx is installed."""
    return shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")


@contextmanager
def nginx(upstream_port: int, port: int, prefix: Path, static_root: Path | None = None):
    """Yield the process of an nginx at `port` of this machine before a site at `upstream_port`.

    Its cache and its logs are in `prefix`. With `static_root` what stands there is at /precompressed/.
    """
    for folder in ("cache", "log"):
        (prefix / folder).mkdir(parents=True, exist_ok=True)
    conf = prefix / "nginx.conf"
    site = _shipped(upstream_port, port, prefix, static_root)
    user = "" if os.geteuid() else "user root;"  # a folder of root's own is closed to anybody else
    conf.write_text(AROUND.format(prefix=prefix, site=site, user=user))
    with (prefix / "output").open("wb") as output:
        command = [program(), "-e", prefix / "error.log", "-p", prefix, "-c", conf]
        process = subprocess.Popen(command, stdout=output, stderr=output)
    try:
        _wait_until_it_answers(process, port, prefix)
        yield process
    finally:
        _stop(process)


def _shipped(upstream_port, port, prefix, static_root):
    """Return the shipped file with other ports and folders and without what a certificate needs."""
    text = CONF.read_text()
    text = _without_the_redirect(text)
    for before, after in {
        r"server 127\.0\.0\.1:8000;": f"server 127.0.0.1:{upstream_port};",
        r"listen 443 ssl http2;": f"listen 127.0.0.1:{port};",
        r"listen \[::\]:443 ssl http2;": "",
        r"ssl_certificate\S* \S+;": "",
        r"/var/cache/nginx/newsroom": f"{prefix}/cache",
        r"/var/log/nginx": f"{prefix}/log",
    }.items():
        text, count = re.subn(before, after, text)
        assert count, f"{CONF.name} no longer has {before}"
    if static_root:
        text = text.replace(
            "    location / {", BESIDE.format(static_root=static_root) + "    location / {"
        )
    return text


def _without_the_redirect(text):
    start = text.index("server {\n    listen 80;")
    return text[:start] + text[text.index("server {\n    listen 443") :]


def _wait_until_it_answers(process, port, prefix):
    end = time.monotonic() + PATIENCE
    while True:
        assert process.poll() is None, (prefix / "output").read_text()
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            assert time.monotonic() < end, (prefix / "error.log").read_text()
            time.sleep(0.05)
        else:
            return


def _stop(process):
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

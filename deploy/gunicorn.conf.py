"""The web server: `gunicorn -c deploy/gunicorn.conf.py newsroom.wsgi`, set up by variables of the environment."""

import os

from newsroom.press import heap
from newsroom.weblog import ACCESS_FORMAT, WebLog

# Only this machine reaches it; a web server in front of it speaks to the world.
bind = os.environ.get("WEB_BIND", "127.0.0.1:8000").split(",")

# One process whose threads wait for the database side by side; a machine with more cores takes more of them.
# The program is loaded once, before the processes part, so that they share its memory.
worker_class = "newsroom.webworker.Worker"
workers = int(os.environ.get("WEB_WORKERS", "1"))
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True
control_socket_disable = True

# The threads of a process share what memory it has: a quarter less than one heap for each of them.
heap.share_one()

# A fresh process now and then gives back what the old one gathered; the jitter keeps them from leaving together.
max_requests = 5_000
max_requests_jitter = 500

timeout = 60
graceful_timeout = 20  # seconds for what was begun to come to its end
keepalive = 5  # for the web server in front of it, and for a reader's next click

# Longer than any address of ours, shorter than what an attacker would like to send.
limit_request_line = 4_094
limit_request_fields = 60
limit_request_field_size = 8_190

# Whether a reader came by https is believed only from a web server on this machine that we were told of.
forwarded_allow_ips = "127.0.0.1,::1" if int(os.environ.get("TRUSTED_PROXIES", "0")) else ""

# Nobody on the way decides where the site stands: these headers would move every address on a page.
forwarder_headers = ""

logger_class = WebLog
accesslog = "-"
access_log_format = ACCESS_FORMAT


def pre_fork(server, worker):
    """Let the processes share what was loaded: the collector would copy it by marking it."""
    heap.settle()


def worker_exit(server, worker):
    """Let a process that ends write down what was read of it."""
    worker.log.write_reads()


def when_ready(server):
    """Say where the paper is read, now that it can be."""
    server.log.info("Open at %s/", os.environ.get("SITE_URL", "http://localhost:8000").rstrip("/"))

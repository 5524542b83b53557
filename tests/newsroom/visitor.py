"""Somebody who asks as a web server would, before Django."""

import io
import time

from django.core.handlers.wsgi import WSGIHandler

from articles import publishing
from newsroom.press import front
from newsroom.press.models import Edition


class Visitor:
    """Asks the WSGI application as a web server would, and counts how often Django had to answer."""

    def __init__(self):
        self.woken = 0
        django = WSGIHandler()

        def count(environ, start_response):
            self.woken += 1
            return django(environ, start_response)

        self.application = front.front(count)

    def ask(self, path, *, method="GET", query="", **headers):
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": "testserver",
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
        }
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        answer = {}

        def start_response(status, headers, exc_info=None):
            answer["status"] = int(status[:3])
            answer["headers"] = dict(headers)

        answer["body"] = b"".join(self.application(environ, start_response))
        return answer

    def is_answered_at_the_front(self, path, **request):
        """Say whether the same request, made once more, leaves Django asleep."""
        before = self.woken
        self.ask(path, **request)
        return self.woken == before


def wait_until(condition, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not become true"
        time.sleep(0.01)


def save(article, **changes):
    for name, value in changes.items():
        setattr(article, name, value)
    publishing.save(article, by=None)
    wait_for_the_edition()


def wait_for_the_edition():
    wait_until(lambda: front.current_edition() == Edition.objects.get().number)

"""The entry for a WSGI server: `gunicorn newsroom.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
_django = get_wsgi_application()

from newsroom.press.front import front  # noqa: E402 - it needs the tables that are known only now

application = front(_django)

"""The entry for a WSGI server: `gunicorn newsroom.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
_django = get_wsgi_application()

from newsroom import warm  # noqa: E402 - both need the tables that are known only now
from newsroom.press.front import front  # noqa: E402

warm.up()
application = front(_django)

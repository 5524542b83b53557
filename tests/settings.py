"""The site's own settings, with what a test needs instead of what a server needs."""

import os
import tempfile

_data = tempfile.mkdtemp(prefix="newsroom-test-")
os.environ |= {
    "SECRET_KEY": "a key for tests alone, long enough to be taken for a real one 0123456789",
    "DEBUG": "off",
    "SITE_URL": "http://testserver",
    "TIME_ZONE": "Asia/Yerevan",
    "EMAIL_URL": "memorymail://",
    "DATA_DIR": _data,
    "ENV_FILE": os.path.join(_data, "no.env"),
    "LOG_LEVEL": "ERROR",
}

from newsroom.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_AUTOREFRESH = True

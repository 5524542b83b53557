"""The site's own settings, with what a test needs instead of what a server needs."""

import atexit
import os
import shutil
import tempfile

_data = tempfile.mkdtemp(prefix="newsroom-test-")
atexit.register(shutil.rmtree, _data, ignore_errors=True)
os.environ |= {
    "SECRET_KEY": "a key for tests alone, long enough to be taken for a real one 0123456789",
    "DEBUG": "off",
    "SITE_URL": "http://testserver",
    "TIME_ZONE": "Asia/Yerevan",
    "EMAIL_URL": "memorymail://",
    "DATA_DIR": _data,
    "ENV_FILE": os.path.join(_data, "no.env"),
    "LOG_LEVEL": "ERROR",
    "REQUIRE_SECOND_FACTOR": "off",  # on where a test asks for it: most are about something else
}

from newsroom.settings import *  # noqa: E402, F403

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, as on a server: in memory there is no journal, no lock and no second connection.
    DATABASES["default"]["TEST"] = {"NAME": os.path.join(_data, "test.sqlite3")}  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_AUTOREFRESH = True

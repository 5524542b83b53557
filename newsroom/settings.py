"""Every setting of the site, read from the environment; `.env` fills in what the environment leaves out."""

from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from whitenoise.compress import Compressor

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env.read_env(BASE_DIR / env.str("ENV_FILE", default=".env"))  # never overwrites the environment

# What an operator sets ------------------------------------------------------------------------

SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is missing: write SECRET_KEY=… with what `openssl rand -base64 48` prints "
        "into .env, or let `make run` do it."
    )
DEBUG = env.bool("DEBUG", default=False)
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")
DATA_DIR = BASE_DIR / env.str("DATA_DIR", default="data")
with suppress(OSError):  # newsroom.checks says in words what is wrong with it
    DATA_DIR.mkdir(parents=True, exist_ok=True)
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
# How many web servers stand before us and add to X-Forwarded-For.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
# Where their caches are asked for a page anew; at SITE_URL where nothing is said.
CACHE_URLS = [address.rstrip("/") for address in env.list("CACHE_URLS", default=[])]
# The log in which a web server before us notes which stories are read, as deploy/nginx.conf does; where nothing is
# said, each web process notes what it answers itself. And for how many days the counts are kept.
READS_LOG = env.str("READS_LOG", default="")
READS_KEPT_DAYS = env.int("READS_KEPT_DAYS", default=90)
# For how many days nobody may touch what was typed and never saved before it is cleared.
UNSAVED_KEPT_DAYS = env.int("UNSAVED_KEPT_DAYS", default=30)

# The one public address decides what follows from it.
_public = urlsplit(SITE_URL)
_https = _public.scheme == "https"
_names = {"localhost": ["localhost", "127.0.0.1", "[::1]"]}  # a machine's own names for itself
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=_names.get(_public.hostname, [_public.hostname]))
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "newsroom.desk.again.refused"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _https
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000 if _https else 0)
_preload = env.bool("SECURE_HSTS_PRELOAD", default=False)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _preload
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # a load balancer asks on the inside, in plain http
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Database -------------------------------------------------------------------------------------

_embedded = f"sqlite:///{quote(str(DATA_DIR))}/newsroom.sqlite3"
DATABASES = {"default": env.db_url("DATABASE_URL", default=_embedded)}
_database = DATABASES["default"]
_options = _database.setdefault("OPTIONS", {})  # what the URL said after its question mark
if _database["ENGINE"].endswith("sqlite3"):
    # A server's SQLite: readers never wait for the writer, a write takes its lock when it begins
    # (so it never fails half-way), and an acknowledged commit survives a power cut.
    # Opening the file and setting it up costs more than a question.
    _database["CONN_MAX_AGE"] = None
    _options |= {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;"
            "PRAGMA synchronous=FULL;"
            "PRAGMA cache_size=-1000;"
            "PRAGMA journal_size_limit=67108864;"
        ),
    }
else:
    _database["ENGINE"] = "newsroom.press.postgresql"
    _options |= {
        # The site asks again as soon as a reader does: left to itself, the pool waits for minutes in the end.
        "pool": {
            "min_size": 1,
            "max_size": env.int("DATABASE_POOL", default=8),
            "timeout": 3,
            "reconnect_timeout": 1,
        },
        # It would make room for as many rows as a list may have, for each list of a front, to remember thirteen.
        "options": f"{_options.get('options', '')} -c enable_memoize=off".strip(),
        # How often `press.prepared` asks before the plan is kept; with 0 none is.
        "prepare_threshold": env.int("DATABASE_PREPARE", default=2) or None,
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rooms ----------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "newsroom.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_prose_editor",
    "simple_history",
    "django_tasks",
    "newsroom.apps.JobsConfig",
    "newsroom.apps.LoginsConfig",
    "allauth.mfa",
    "newsroom.apps.NewsroomConfig",
    "newsroom.press",
    "articles",
    "comments",
    "newsletter",
]
MIDDLEWARE = [
    "newsroom.press.headers.bare_head",
    "newsroom.press.front.keep",
    "newsroom.press.headers.security_headers",
    "newsroom.press.bodies.bearable_bodies",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "newsroom.desk.messages.AtTheDesk",
    "newsroom.desk.strip.lay",
    "newsroom.press.compression.compress",
]
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
APPEND_SLASH = True
X_FRAME_OPTIONS = "DENY"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "newsroom.masthead.context",
            ],
        },
    },
]

# People ---------------------------------------------------------------------------------------

AUTH_USER_MODEL = "newsroom.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
# Whether everyone who can publish has to log in with more than a password: newsroom/permissions.py.
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=True)
ACCOUNT_ADAPTER = "newsroom.desk.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False  # it counts in each process; ours counts for all
MFA_ADAPTER = "newsroom.desk.accounts.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
SESSION_ENGINE = "newsroom.desk.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# Words ----------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("hy", "Հայերեն"), ("hyw", "Արեւմտահայերէն")]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "desk"]
FORMAT_MODULE_PATH = "newsroom.desk.formats"
USE_TZ = True

# Files ----------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
_OURS_ALONE = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "renditions": {  # public; named after their content, so writing one twice is writing the same
        "BACKEND": "newsroom.press.storage.WholeStorage",
        "OPTIONS": {"allow_overwrite": True},
    },
    "originals": {  # uploads as they came; nothing serves this folder
        "BACKEND": "newsroom.press.storage.PrivateStorage",
        "OPTIONS": {"location": DATA_DIR / "originals"},
    },
    "archives": {  # exports of old sites, with addresses of readers, and reports about them: nobody else's to read
        "BACKEND": "newsroom.press.storage.PrivateStorage",
        "OPTIONS": {"location": DATA_DIR / "archives", **_OURS_ALONE},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
ARCHIVES_DIR = DATA_DIR / "imports"  # for exports that are too big to be uploaded
# What only a developer's tools ask for is not worth the seconds that pressing it takes.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440  # of a form; what readers post may not be longer at all
LARGEST_UPLOAD = 32 * 1024 * 1024  # of an editor's picture; a web server before us allows as much
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# Mail and jobs --------------------------------------------------------------------------------

vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))
_letters = vars()["EMAIL_FILE_PATH"]  # what filemail:///var/letters says, without its first slash
EMAIL_FILE_PATH = Path("/", _letters) if _letters else DATA_DIR / "mail"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=f"newsroom@{_public.hostname}")
SERVER_EMAIL = env.str("SERVER_EMAIL", default=DEFAULT_FROM_EMAIL)
# A provider instead of a mail server, by django-anymail, and what it has to be told: whatever begins with ANYMAIL_.
# Nothing counts who opens a letter or follows a link in it.
EMAIL_PROVIDER = env.str("EMAIL_PROVIDER", default="")
ANYMAIL = {
    name.removeprefix("ANYMAIL_"): env.str(name) for name in env.ENVIRON if name[:8] == "ANYMAIL_"
} | {
    "SEND_DEFAULTS": {"track_opens": False, "track_clicks": False},
    "IGNORE_UNSUPPORTED_FEATURES": True,
}
if EMAIL_PROVIDER:
    EMAIL_BACKEND = f"anymail.backends.{EMAIL_PROVIDER}.EmailBackend"
    if not find_spec("anymail") or not find_spec(f"anymail.backends.{EMAIL_PROVIDER}"):
        raise ImproperlyConfigured(
            f"EMAIL_PROVIDER is {EMAIL_PROVIDER!r}: install what hands mail to providers with "
            "`deploy/venv.sh anymail`, and write the name as django-anymail does."
        )
# The mailbox that newsletters come back to, each with its own token after a plus; `read_bounces` reads it.
BOUNCES_TO = env.str("BOUNCES_TO", default="")
BOUNCES_MAILDIR = env.str("BOUNCES_MAILDIR", default="")
# By how many connections a process hands newsletters over at once, and how many letters a second they may be; 0: as
# many as the mail server takes.
NEWSLETTER_CONNECTIONS = env.int("NEWSLETTER_CONNECTIONS", default=1)
NEWSLETTER_RATE = env.float("NEWSLETTER_RATE", default=0)
# For the doctor: the name of the key that the mail server signs with, and the name servers that it asks (with #port
# where it is not 53) where those of this machine will not do.
DKIM_SELECTOR = env.str("DKIM_SELECTOR", default="")
DNS_SERVERS = env.list("DNS_SERVERS", default=[])
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Comments -------------------------------------------------------------------------------------

# With a key each comment that no rule stops is shown to Akismet: comments/akismet.py.
AKISMET_KEY = env.str("AKISMET_KEY", default="")
AKISMET_URL = env.str("AKISMET_URL", default="https://rest.akismet.com/1.1/comment-check")

# Security -------------------------------------------------------------------------------------

SECURE_REFERRER_POLICY = (
    "same-origin"  # never no-referrer: it would null the Origin of our own forms
)
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Whether all hosts below this one insist on https too is for whoever runs them to say, not for a news site.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# Log ------------------------------------------------------------------------------------------

LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "class": "newsroom.press.redaction.RedactingFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "filters": {
        "refusals": {
            "()": "django.utils.log.CallbackFilter",
            "callback": "ext://newsroom.press.redaction.without_traceback_of_refusals",
        }
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["refusals"]}
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {"django": {"handlers": [], "level": LOG_LEVEL}},
}

# History ---------------------------------------------------------------------------------------

SIMPLE_HISTORY_REVERT_DISABLED = True  # it would save an old version past `publishing.save`

"""Complete settings with nothing to fill in: what `make run` and a bare `manage.py` use.

Whatever differs between two installations is an environment variable, explained in `.env.example`.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import environ

from config.secret import secret_kept_in
from config.settings.parts.accounts import *  # noqa: F403
from config.settings.parts.apps import *  # noqa: F403
from config.settings.parts.cms import *  # noqa: F403
from config.settings.parts.security import *  # noqa: F403

ROOT = Path(__file__).resolve().parents[3]

env = environ.Env()
environ.Env.read_env(os.environ.get("ENV_FILE", str(ROOT / ".env")))

VAR_DIR = Path(env.str("VAR_DIR", default=str(ROOT / "var"))).resolve()
# The database and the secrets in it are nobody else's business.
VAR_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)

DEBUG = False
# `/styleguide/` is for those who work on the code: `dev` and `test` add it.
STYLEGUIDE = False
PORT = env.int("PORT", default=8000)
SECRET_KEY = env.str("SECRET_KEY", default="") or secret_kept_in(VAR_DIR / "secret_key")

# The one place for the host name. Every start writes it to Wagtail's and Django's own site rows.
BASE_URL = (env.str("BASE_URL", default="") or f"http://localhost:{PORT}").rstrip("/")
HOST = urlsplit(BASE_URL)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
if HOST.hostname and HOST.hostname not in ALLOWED_HOSTS:
    ALLOWED_HOSTS = [*ALLOWED_HOSTS, HOST.hostname]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=[])
IS_LOOPBACK = HOST.hostname in {"localhost", "127.0.0.1", "::1"}
SITE_ID = 1
ACCOUNT_DEFAULT_HTTP_PROTOCOL = HOST.scheme
# Browsers take passkeys over plain HTTP from `localhost` alone.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = IS_LOOPBACK

# -- Storage ---------------------------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A writer takes its lock at BEGIN and others wait: a read that turns into a write never fails half-way.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# In process memory two workers would disagree after a change, so the default is a table.
CACHES = {"default": env.cache("CACHE_URL", default="dbcache://cache_entries")}

# Renditions are read with their pictures, in one query; a cached row each would cost one more.
CACHES["renditions"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}

MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "core.static_bundles.BundledStaticFilesStorage"},
}
# Hashed names never change their content. One year, in seconds.
WHITENOISE_MAX_AGE = 31_536_000
FILE_UPLOAD_PERMISSIONS = 0o644

# -- Mail: to a folder until an EMAIL_URL is given ---------------------------------------------------

MAIL_FOLDER = VAR_DIR / "mail"
MAIL_IS_KEPT = not env.str("EMAIL_URL", default="")
if MAIL_IS_KEPT:
    DELIVERY_BACKEND = "core.kept_mail.EmailBackend"
else:
    vars().update(env.email("EMAIL_URL"))
    DELIVERY_BACKEND = vars()["EMAIL_BACKEND"]
# All mail, Wagtail's and Django's too, is stored with its cause; a job delivers it by the backend above.
EMAIL_BACKEND = "core.mail_later.EmailBackend"
# Seconds; also bounds how long a job can hold a mail.
EMAIL_TIMEOUT = 20
MAIL_FROM = env.str("MAIL_FROM", default="") or f"Listening Post <noreply@{HOST.hostname or 'localhost'}>"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_FROM

# -- Language and time -----------------------------------------------------------------------------

NAMES_OF_LANGUAGES = {"en": "English", "fr": "Français", "zh-hans": "简体中文"}
LANGUAGE_CODE = env.str("LANGUAGE_CODE", default="en")
LANGUAGES = [
    (code, NAMES_OF_LANGUAGES.get(code, code))
    for code in env.list("LANGUAGES", default=["en", "fr", "zh-hans"])
]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_TZ = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "core.desk.desk",
                "blog.chrome.chrome",
            ],
            "builtins": ["django.templatetags.i18n", "wagtail.templatetags.wagtailcore_tags"],
        },
    }
]
WAGTAILADMIN_BASE_URL = BASE_URL
SEARCH_URL = env.str("SEARCH_URL", default="")
AKISMET_KEY = env.str("AKISMET_KEY", default="")
# The one address that readers' words are sent to, and only where there is a key.
AKISMET_URL = "https://rest.akismet.com/1.1/"
DEMO = env.bool("DEMO", default=True)

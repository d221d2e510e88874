"""For the tests: fast hashing, jobs at once, and a folder of its own for every run."""

import atexit
import os
import shutil
import tempfile

if "VAR_DIR" not in os.environ:
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="listening-post-test-")
# What somebody keeps in .env for their own site is not for tests.
os.environ.setdefault("ENV_FILE", os.devnull)
os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 40)
os.environ.setdefault("BASE_URL", "http://localhost:8000")

from config.settings.base import *  # noqa: F403
from config.settings.base import ALLOWED_HOSTS, STORAGES, VAR_DIR

if VAR_DIR.name.startswith("listening-post-test-"):
    atexit.register(shutil.rmtree, VAR_DIR, ignore_errors=True)

STYLEGUIDE = True
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend",
        "QUEUES": ["default", "mail", "imports"],
    }
}
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

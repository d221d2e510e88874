"""For working on the code: autoreload, error pages with their cause, files served as they lie."""

from config.settings.base import *  # noqa: F403
from config.settings.base import CACHES, STORAGES

DEBUG = True
STYLEGUIDE = True
# One process, so its memory is enough.
CACHES = {**CACHES, "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

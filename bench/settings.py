"""As the site is served, with the reference view added."""

from config.settings.base import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
ALLOWED_HOSTS = ["localhost"]

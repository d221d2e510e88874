"""The site as it ships, with a second kind of voice."""

from config.settings import base
from config.settings.base import *  # noqa: F403

INSTALLED_APPS = [*base.INSTALLED_APPS, "tests.letters_app.LettersConfig"]

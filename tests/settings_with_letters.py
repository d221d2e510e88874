"""The site as it ships, with a second kind of voice."""

from config.settings.base import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.second_kind.LettersConfig"]

"""As the site is served, with the style guide added."""

from config.settings.base import *  # noqa: F403

STYLEGUIDE = True

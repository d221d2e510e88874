"""For a server on the internet: HTTPS only, and no start without its own secret, hosts and address."""

import secrets

from config.settings.base import *  # noqa: F403
from config.settings.base import BASE_URL, SECURE_CSP, env

# `config.checks` refuses to start and says which is missing; until it has spoken, nothing may be guessable.
REQUIRED_VARIABLES = ["SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL"]
SECRET_KEY = env.str("SECRET_KEY", default="") or secrets.token_urlsafe(64)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
# An empty site on the internet stays empty unless somebody asks for the demo.
DEMO = env.bool("DEMO", default=False)

SECURE_SSL_REDIRECT = BASE_URL.startswith("https://")
SECURE_REDIRECT_EXEMPT = [r"^health/"]
# One year, in seconds, as browsers' preload list asks (https://hstspreload.org).
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_CSP = {**SECURE_CSP, "upgrade-insecure-requests": []}

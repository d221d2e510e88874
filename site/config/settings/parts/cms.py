"""Wagtail, and who a user is."""

from zoneinfo import available_timezones

AUTH_USER_MODEL = "people.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

WAGTAIL_SITE_NAME = "Listening Post"
WAGTAIL_I18N_ENABLED = True
WAGTAILIMAGES_IMAGE_MODEL = "core.Image"
WAGTAILDOCS_DOCUMENT_MODEL = "core.Document"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif"]
# 15 MB: a camera's picture fits, a film does not.
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# Documents are downloads, a PDF too: nothing that somebody sent is drawn as a page of this site.
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAIL_ALLOW_UNICODE_SLUGS = True
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True
# Names are told apart by slug alone; taggit's own slugs drop every other script.
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = False
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# The admin asks nobody outside: no Gravatar, no check for new versions.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# «localtime» is a name of this machine's own; no browser knows it.
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"localtime"})

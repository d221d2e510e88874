"""Names that the site's own addresses need."""

from django.conf import settings

# First-level names of the public address plan; a page or an import that wants one gets another.
FIRST_LEVEL = {
    "account", "admin", "archive", "category", "comments", "documents", "essays", "feed", "health", "listening",
    "mail", "media", "people", "questions", "receipt", "search", "static", "stories", "styleguide", "tag",
}  # fmt: skip
# A feed lies below anything that has one.
EVERY_LEVEL = {"feed"}


def is_reserved(slug: str, *, first_level: bool) -> bool:
    """Return whether an address of the site's own starts with `slug` at that level."""
    if slug in EVERY_LEVEL:
        return True
    return first_level and (slug in FIRST_LEVEL or slug in dict(settings.LANGUAGES))

"""Films and sound from elsewhere. Nothing loads before a reader clicks, and then only from the hosts listed here."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.embeds.exceptions import EmbedException
from wagtail.embeds.finders.oembed import OEmbedFinder


@dataclass(frozen=True)
class Provider:
    """Where a frame loads from; `frame` takes what `pattern` captured."""

    name: str
    pattern: re.Pattern[str]
    frame: str
    endpoint: str

    def frame_url(self, url: str) -> str:
        """The address of the frame for `url`, or nothing if this provider does not have it."""
        found = self.pattern.match(url)
        return self.frame.format(quote(found[1], safe="/")) if found else ""


# The host of each frame also stands in the setting EMBED_FRAME_HOSTS; a test keeps the two in step.
PROVIDERS = [
    Provider(
        "YouTube",
        re.compile(
            r"https?://(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com/(?:watch\?(?:.*&)?v=|embed/|shorts/|v/)|youtu\.be/)([\w-]{11})"
        ),
        "https://www.youtube-nocookie.com/embed/{}?autoplay=1",
        "https://www.youtube.com/oembed",
    ),
    Provider(
        "Vimeo",
        re.compile(r"https?://(?:www\.|player\.)?vimeo\.com/(?:video/)?(\d{1,12})"),
        "https://player.vimeo.com/video/{}?dnt=1&autoplay=1",
        "https://vimeo.com/api/oembed.json",
    ),
    Provider(
        "SoundCloud",
        re.compile(r"(https?://soundcloud\.com/[\w-]+/[\w-]+)"),
        "https://w.soundcloud.com/player/?url={}",
        "https://soundcloud.com/oembed",
    ),
    Provider(
        "Spotify",
        re.compile(
            r"https?://open\.spotify\.com/(?:embed/)?((?:track|album|playlist|episode|show)/\w{10,40})"
        ),
        "https://open.spotify.com/embed/{}",
        "https://open.spotify.com/oembed",
    ),
]


def provider_of(url: str) -> Provider | None:
    """Return the provider that has `url`, or None."""
    return next((provider for provider in PROVIDERS if provider.pattern.match(url)), None)


def check_embed(url: str) -> None:
    """Raise ValidationError unless one of the providers has this address."""
    if provider_of(url) is None:
        names = ", ".join(provider.name for provider in PROVIDERS)
        raise ValidationError(_("Only films and sound from %(names)s can be shown.") % {"names": names})


def title_of(url: str) -> str:
    """Return the title that the provider gives by oEmbed (https://oembed.com), or nothing when it does not answer."""
    provider = provider_of(url)
    if provider is None:
        return ""
    finder = OEmbedFinder(providers=[{"endpoint": provider.endpoint, "urls": [r"^.*$"]}])
    try:
        return str(finder.find_embed(url).get("title") or "")[:200]
    except EmbedException:
        return ""

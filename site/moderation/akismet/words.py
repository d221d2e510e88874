from __future__ import annotations

from listening.kinds import kinds
from listening.models import Origin, Voice

# For a voice whose network is forgotten or was never known: an address of nobody (RFC 6890).
NOBODY = "0.0.0.0"  # noqa: S104 - nothing is bound to it


def fields_of(voice: Voice) -> dict[str, str]:
    """Return what the service is told: words, name, website, and the network. The e-mail address is not its business."""
    network = Origin.objects.filter(voice=voice).values_list("network", flat=True).first() or ""
    return {
        "user_ip": network.partition("/")[0] if network[:1].isdigit() or ":" in network else NOBODY,
        "comment_type": "reply" if voice.reply_to_id else voice.kind,
        "comment_author": voice.name,
        "comment_author_url": voice.website,
        "comment_content": "\n".join(filter(None, [voice.title, kinds.of(voice).text(voice)])),
        "comment_date_gmt": voice.said_at.isoformat(timespec="seconds"),
        "blog_lang": voice.language,
        "blog_charset": "UTF-8",
    }

"""What was said below essays and pages: every voice whose author has stood to it, and notices of other pages.

With it, whether people may speak there, and who follows all of it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from discussion.models import Comment, Discussion, Ping
from listening.models import Follow, State, Voice
from transfer.export.folder import Folder
from transfer.export.kept import Kept, discussion_at
from transfer.export.pages import moment
from transfer.export.reading_pages import document, text
from transfer.export.surroundings import Surroundings
from transfer.export.wxr import dates, element, plain

# How WordPress calls the states; what was withdrawn is nobody's to show.
_APPROVED = {"public": "1", "held": "0", "spam": "spam"}


class Conversations:
    """Tells of the voices at a page, with names and addresses as their authors gave them."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around

    def write(self, folder: Folder) -> None:
        """Write one JSON and one HTML file for each page of which there is anything to say."""
        places: set[int] = set()
        for model in (Voice, Ping, Discussion, Follow):
            places |= set(model._default_manager.order_by().values_list("place_id", flat=True).distinct())
        for number in sorted(places & self.around.pages.keys()):
            page = self.around.pages[number]
            told = self._told_of(number)
            if not any(told.values()):
                continue
            place = f"comments/{page.place}"
            folder.data(place, {"kind": "comments", "of": page.place, **told})
            with folder.text(f"{place}.html") as file:
                file.write(document(page.address, page.language, _article(page.address, told["comments"])))

    def _told_of(self, page: int) -> dict[str, Any]:
        kept = Kept(page, self.around.handles)
        return {
            "discussion": discussion_at(page, self.around.handles),
            "follows": kept.of_the_whole(),
            "comments": self.comments(page, kept),
            "pings": self.pings(page),
        }

    def comments(self, page: int, kept: Kept) -> list[dict[str, Any]]:
        """Return what was said at a page, in the order of its thread."""
        voices = Voice.objects.filter(place_id=page).exclude(state=State.AWAITING)
        rows = voices.order_by("path").select_related("guest", "member")
        texts = dict(Comment.objects.filter(voice__in=voices).values_list("voice_id", "comment"))
        return [{**self._told(voice, texts.get(voice.pk, "")), **kept.of(voice)} for voice in rows]

    def pings(self, page: int) -> list[dict[str, Any]]:
        """Return the notices about a page, the oldest first."""
        return [
            {
                "id": ping.pk, "title": ping.title, "url": ping.url, "excerpt": ping.excerpt,
                "said": moment(ping.said_at), "state": ping.state,
            }
            for ping in Ping.objects.filter(place_id=page).order_by("said_at", "pk")
        ]  # fmt: skip

    def _told(self, voice: Voice, words: str) -> dict[str, Any]:
        speaker = voice.member or voice.guest
        handle = self.around.handles.get(voice.member_id or 0)
        return {
            "id": voice.pk,
            "to": voice.reply_to_id,
            "person": handle,
            "name": voice.name,
            "headline": voice.headline,
            "email": None if handle or speaker is None else speaker.email,
            "url": voice.website,
            "said": moment(voice.said_at),
            "state": voice.state,
            "text": words,
            "html": voice.html,
        }


def in_wordpress(around: Surroundings, page: int) -> str:
    """Return the comments and pings of a page as its item holds them."""
    conversations = Conversations(around)
    people = {handle: number for number, handle in around.handles.items()}
    said = [
        _comment(told, "comment", _lines(told["html"]), people.get(told["person"] or "", 0))
        for told in conversations.comments(page, Kept(page, around.handles))
    ]
    # Their numbers would be those of comments.
    pinged = [
        _comment({**told, "id": 10**9 + told["id"], "name": told["title"]}, "pingback", told["excerpt"], 0)
        for told in conversations.pings(page)
    ]
    return "".join(said + pinged)


def _comment(told: dict[str, Any], kind: str, words: str, person: int) -> str:
    when = datetime.fromisoformat(told["said"])
    return (
        "<wp:comment>\n"
        + plain("wp:comment_id", told["id"])
        + element("wp:comment_author", told["name"])
        + element("wp:comment_author_email", told.get("email") or "")
        + element("wp:comment_author_url", told["url"])
        + element("wp:comment_author_IP", "")
        + dates("comment_date", when)
        + element("wp:comment_content", words)
        + element("wp:comment_approved", _APPROVED.get(told["state"], "trash"))
        + element("wp:comment_type", kind)
        + plain("wp:comment_parent", told.get("to") or 0)
        + plain("wp:comment_user_id", person)
        + "</wp:comment>\n"
    )


def _lines(html: str) -> str:
    """WordPress makes paragraphs of empty lines, and breaks of line ends."""
    return html.replace("\n", " ").replace("<p>", "").replace("</p>", "\n\n").replace("<br>", "\n").strip()


def _article(address: str, comments: list[dict[str, Any]]) -> str:
    said = "".join(
        f"<h2>{text(told['name'])}, {told['said'][:10]}</h2>{told['html']}"
        for told in comments
        if told["state"] == State.PUBLIC
    )
    return f"<article><h1>{text(address)}</h1>{said}</article>"

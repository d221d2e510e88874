"""What attackers and bad luck have written, in mails: nothing of it acts in either part, and all of it can be read."""

from __future__ import annotations

from email import message_from_bytes, policy
from typing import Any

import pytest
from django.core import mail
from selectolax.lexbor import LexborHTMLParser

from blog.models import EssayPage
from core.composing import letter
from listening.models import State, Voice
from moderation.deciding import confirm, decide
from people.models import User
from tests.browsing import CHROMIUM, chromium
from tests.following import one_click
from tests.hostile import payloads
from tests.jobs import work
from tests.mail_reading import assert_quiet, html_of, squeezed
from tests.speaking import say

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("kept_jobs")]
TOGETHER = 12
HEAD = {"content-type", "mime-version", "subject", "from", "to", "date", "message-id", "auto-submitted"}
ONE_CLICK = {"list-unsubscribe", "list-unsubscribe-post"}


@pytest.fixture
def loud(essay: EssayPage, author: User, moderator: User) -> list[Any]:
    """Mails in which every string stands as words, as a name, as a title and as a reason."""
    strings = [one for one in payloads() if one.strip()]
    for turn, start in enumerate(range(0, len(strings), TOGETHER)):
        together = strings[start : start + TOGETHER]
        EssayPage.objects.update(title=together[0][:200])
        words = "\n\n".join(together)[:9_000]
        posted = say(essay, f"g{turn}@example.org", words, name=together[-1][:110])
        voice = confirm(posted.token)
        assert voice
        Voice.objects.filter(pk=voice.pk).update(name=together[-1][:110])
        voice = Voice.objects.get(pk=voice.pk)
        decide(voice, State.HIDDEN, moderator, reason=together[0][:400])
        work()
        decide(voice, State.PUBLIC, moderator, reason=together[0][:400])
        User.objects.filter(pk=author.pk).update(name=together[-1][:110])
        say(essay, User.objects.get(pk=author.pk), words, to=Voice.objects.get(pk=voice.pk))
        work()
    assert len(mail.outbox) > 100
    assert any("List-Unsubscribe" in sent.extra_headers for sent in mail.outbox)
    return mail.outbox


def test_nothing_acts_and_nobody_else_gets_it(loud: list[Any]) -> None:
    for sent in loud:
        assert_quiet(html_of(sent))
        raw: Any = message_from_bytes(sent.message().as_bytes(), policy=policy.default)
        assert len(sent.recipients()) == 1
        names = {name.lower() for name in raw}
        # News can be stopped by one click; what was decided about one's own words is none.
        assert names == (HEAD | ONE_CLICK if names & ONE_CLICK else HEAD)
        assert not names & ONE_CLICK or one_click(sent)
        assert [part.get_content_type() for part in raw.iter_parts()] == ["text/plain", "text/html"]


def test_names_and_reasons_are_read_as_they_stand() -> None:
    for one in payloads():
        said = {
            "voice": Voice(name=one, html="", language="en"), "by": one, "reason": one, "receipt": "http://x/",
        }  # fmt: skip
        written = letter("listening/mail/decided", one, said)
        assert_quiet(written.html)
        body = LexborHTMLParser(written.html).css_first(".letter")
        assert body is not None
        # A parser of HTML makes one character of what controls nothing; letters are all there.
        assert squeezed(body.text()).count(squeezed(one)) >= 2 or "&" in one, one
        assert "\n" not in written.subject


def test_nothing_acts_in_a_browser(loud: list[Any]) -> None:
    if CHROMIUM is None:
        pytest.skip("No Chromium here; `make test` installs it.")
    heard: list[str] = []
    with chromium() as browser:
        page = browser.new_page()
        page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
        page.expose_function("alarm", lambda word: heard.append(word))
        page.add_init_script(
            "window.alert = window.confirm = window.prompt = (word) => window.alarm(String(word))"
        )
        asked: list[str] = []
        page.route("**/*", lambda route: (asked.append(route.request.url), route.abort()))
        for sent in loud:
            page.set_content(html_of(sent), wait_until="domcontentloaded")
            page.mouse.move(200, 200)
            page.wait_for_timeout(10)
    assert heard == []
    assert asked == [], "nothing is fetched, from anywhere"

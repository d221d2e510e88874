"""What attackers and bad luck have written, said through the form: nothing of it acts, and all of it can be read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from lxml import etree
from playwright.sync_api import sync_playwright
from selectolax.lexbor import LexborHTMLParser

from blog.models import EssayPage
from core import limits
from core.links import safe_url
from discussion.forms import CommentForm
from discussion.posting import post
from listening.models import Receipt, State, Voice
from moderation.deciding import confirm, decide
from moderation.rules import RefusedError
from people.models import User
from tests.hostile import payloads, urls
from tests.importing import bring
from tests.said_by_form import form_at, send
from tests.speaking import say
from tests.test_import_hostile import LIVE
from tests.test_look_in_browser import CHROMIUM
from tests.wxr import cdata, comment, item, written

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

# What our own page brings besides what people said.
OURS = {"script", "meta", "link", "form"}
TOGETHER = 12


def taken(essay: EssayPage, moderator: User, **words: str) -> Voice | None:
    """Say it through the form; nothing when the form refuses it."""
    given = {"name": "Dev", "email": "dev@example.org", "url": "", "honeypot": "", **words}
    form = CommentForm(essay)
    signed = {name: form[name].value() or "" for name in form.fields}
    form = CommentForm(essay, data={**signed, **given})
    if not form.is_valid():
        return None
    posted = post(essay, form.words("en"))
    voice = confirm(posted.token)
    assert voice is not None
    if voice.state == State.HELD:
        decide(voice, State.PUBLIC, moderator)
    return voice


@pytest.fixture
def loud(essay: EssayPage, moderator: User) -> EssayPage:
    """An essay under which every string stands as a comment, as a name and as a website."""
    strings = payloads()
    for start in range(0, len(strings), TOGETHER):
        together = strings[start : start + TOGETHER]
        taken(essay, moderator, comment="\n\n".join(together)[:10_000])
    for number, one in enumerate(strings):
        if number % 5 == 0:
            taken(essay, moderator, name=one[:120], comment=f"Named {number}. {one[:300]}")
    for number, address in enumerate(urls()):
        if number % 5 == 0:
            taken(essay, moderator, url=address[:200], comment=f"[words]({address}) <{address}> {number}")
    assert Voice.objects.public().count() > 200
    return essay


def pages(essay: EssayPage) -> Iterator[str]:
    """Every part of the thread, flat and nested, and the front page."""
    yield "/"
    for view in ("?view=flat&page=", "?page="):
        number = 1
        while number < 30 and Client().get(f"{essay.url}{view}{number}").status_code == 200:
            yield f"{essay.url}{view}{number}"
            number += 1


def assert_quiet(html: str, where: str) -> None:
    page = LexborHTMLParser(html)
    for element in page.css("*"):
        assert element.tag not in LIVE - OURS, (where, element.html)
        for name, value in element.attributes.items():
            assert not name.startswith("on"), (where, element.html)
            assert name not in {"style", "srcdoc"}, (where, element.html)
            if (
                value
                and name in {"href", "src", "action", "formaction"}
                and element.tag not in {"link", "script"}
            ):
                assert safe_url(value) or value.startswith(("/", "?", "#", "mailto:")), (
                    where,
                    value,
                )
    for script in page.css("script:not([src])"):
        assert script.attributes.get("type") in {"application/ld+json"}, (where, script.html)
        json.loads(script.text())
    assert "alert(" not in "".join(one.text() for one in page.css("script:not([type='application/ld+json'])"))


def test_nothing_said_acts_in_any_page_or_feed(loud: EssayPage, stranger: Client) -> None:
    for path in pages(loud):
        assert_quiet(stranger.get(path).text, path)
    for base in ("/comments/feed", f"{loud.url}comments/feed"):
        for one in json.loads(stranger.get(f"{base}.json").content)["items"]:
            assert_quiet(one["content_html"], base)
        for end in ("/", "/atom/"):
            tree = etree.fromstring(stranger.get(f"{base}{end}").content)
            for text in tree.iter():
                if isinstance(text.tag, str) and text.tag.endswith(("encoded", "content", "description")):
                    assert_quiet(text.text or "", f"{base}{end}")


def test_nothing_said_acts_on_its_receipt_nor_in_its_form(
    essay: EssayPage, author: User, moderator: User, stranger: Client
) -> None:
    """Also as the answer of a listener, as a moderator's reason, and as the name of either."""
    strings = payloads()
    for start in range(0, len(strings), TOGETHER):
        words = "\n\n".join(strings[start : start + TOGETHER])[:10_000]
        User.objects.filter(pk__in=[author.pk, moderator.pk]).update(name=strings[start][:110])
        voice = taken(essay, User.objects.get(pk=moderator.pk), comment=words)
        if voice is None:
            continue
        Voice.objects.filter(pk=voice.pk).update(name=strings[start][:110])
        answer(Voice.objects.get(pk=voice.pk), author, words)
        decide(Voice.objects.get(pk=voice.pk), State.HIDDEN, moderator, reason=words[:2_000])
        token = Receipt.objects.of(voice).token
        for name in ("receipt", "edit", "withdraw"):
            page = stranger.get(reverse(f"listening:{name}", args=[token])).text
            assert_quiet(page, name)
        shown = LexborHTMLParser(stranger.get(reverse("listening:receipt", args=[token])).text).body
        assert shown is not None
        for line in words[:2_000].split():
            assert squeezed(line) in squeezed(shown.text()) or "&" in line, line


def answer(voice: Voice, author: User, words: str) -> None:
    """Let the author of the essay answer with these words, under the name they have by now."""
    with suppress(RefusedError):
        say(EssayPage.objects.get(pk=voice.place_id), User.objects.get(pk=author.pk), words, to=voice)


def test_nothing_brought_along_acts_on_its_receipt(tmp_path: Path, stranger: Client) -> None:
    strings = [one.replace("]]>", "]]&gt;") for one in payloads()]
    said = []
    for number, start in enumerate(range(0, len(strings), TOGETHER), 1):
        one = comment(number, "\n\n".join(strings[start : start + TOGETHER]), parent=number - 1)
        said.append(one.replace(cdata("Ann"), cdata(strings[start])))
    bring(written(tmp_path, item(1, extra="".join(said))))
    assert Voice.objects.public().count() == len(said)
    for voice in Voice.objects.all():
        address = reverse("listening:receipt", args=[Receipt.objects.of(voice).token])
        page = stranger.get(address)
        assert page.status_code == 200
        assert_quiet(page.text, address)


def test_links_of_readers_are_marked_as_theirs(loud: EssayPage, stranger: Client) -> None:
    for path in pages(loud):
        for link in LexborHTMLParser(stranger.get(path).text).css(".spoken a[href], .who a[href^=http]"):
            assert link.attributes.get("rel") == "ugc nofollow", (path, link.html)


def squeezed(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def test_strings_as_code_are_read_as_they_stand(essay: EssayPage, moderator: User, stranger: Client) -> None:
    for number, one in enumerate(payloads()):
        if number % 7 or not one.strip() or len(one) > 4_000:
            continue
        code = "\n".join(f"    {line}" for line in one.splitlines())
        voice = taken(essay, moderator, comment=f"As code:\n\n{code}")
        if voice is None:
            continue
        shown = LexborHTMLParser(Voice.objects.get(pk=voice.pk).html).body
        assert shown is not None
        assert squeezed(unescape(one)) in squeezed(unescape(shown.text())) or squeezed(one) in squeezed(
            shown.text()
        ), one


def test_a_preview_and_a_refused_form_are_quiet_too(
    essay: EssayPage, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ANONYMOUS_POSTS", "PREVIEWS"):
        monkeypatch.setattr(limits, name, limits.Limit(name.lower(), 100_000, 60))
    strings = payloads()
    for start in range(0, len(strings), TOGETHER * 3):
        text = "\n\n".join(strings[start : start + TOGETHER * 3])
        assert_quiet(stranger.post("/comments/preview/", {"comment": text}).text, text)
        wrong = send(
            stranger, essay, comment=text, name=strings[start], email=strings[start], url=strings[start]
        )
        assert_quiet(wrong.text, form_at(essay))


def test_nothing_said_acts_in_a_browser(loud: EssayPage) -> None:
    if CHROMIUM is None:
        pytest.skip("No Chromium here; `make test` installs it.")
    answers = [Client().get(path).text for path in pages(loud)]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        heard: list[str] = []
        page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
        page.expose_function("alarm", lambda word: heard.append(word))
        page.add_init_script(
            "window.alert = window.confirm = window.prompt = (word) => window.alarm(String(word))"
        )
        page.route("**/*", lambda route: route.abort())
        for html in answers:
            # Without the policy of our headers: the words must be quiet by themselves.
            page.set_content(html, wait_until="domcontentloaded")
            page.mouse.move(200, 200)
            page.wait_for_timeout(30)
        browser.close()
    assert heard == []

"""What people said on an old blog comes in: threads, dates, states, who they were."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client

from blog.models import EssayPage
from core.models import OutgoingMail, SimplePage
from discussion.models import Comment, Ping
from listening import marks
from listening.models import Mark, Receipt, Role, State, Voice
from moderation.deciding import decide
from people.models import Guest, User
from tests import blogger
from tests.corpora import corpus
from tests.hostile import payloads, urls
from tests.importing import bring, created, essay_called
from tests.test_import_hostile import assert_nothing_live
from tests.wxr import author, cdata, comment, item, written

pytestmark = pytest.mark.django_db


def say(number: int, text: str = "Well said.", parent: int = 0, **told: str) -> str:
    """Return a comment as WordPress writes it; fields are named as WordPress names them."""
    fields = {"comment_date_gmt": f"2021-03-05 08:00:{number % 60:02}", **told}
    kind, approved = fields.pop("comment_type", ""), fields.pop("comment_approved", "1")
    plain = comment(number, text, kind, approved, parent)
    if "comment_author" in fields:
        plain = plain.replace(cdata("Ann"), cdata(fields.pop("comment_author")), 1)
    more = "".join(f"<wp:{name}>{cdata(value)}</wp:{name}>" for name, value in fields.items())
    return plain.replace("</wp:comment>", f"{more}</wp:comment>")


def thread(place: EssayPage | SimplePage) -> list[tuple[int, str]]:
    rows = Voice.objects.at(place).order_by("path")
    return [(voice.depth, re.sub("<[^>]*>", "", voice.html)) for voice in rows]


def test_theme_unit_test_data(stranger: Client) -> None:
    report = bring(corpus("wordpress", "themeunittestdata.wordpress.xml"))
    assert (report["comments"]["created"], report["pings"]["created"]) == (29, 4)
    essays = EssayPage.objects.live().public()
    pages = SimplePage.objects.live().public()
    shown = [voice for place in [*essays, *pages] for voice in Voice.objects.at(place).public()]
    assert len(shown) == 25
    assert Voice.objects.filter(state=State.HELD).count() == 3
    assert Ping.objects.count() == 4
    assert max(voice.depth for voice in shown) == 9
    assert Voice.objects.exclude(reply_to=None).count() == 10
    with_pings = EssayPage.objects.get(pk=Ping.objects.values_list("place_id", flat=True)[0])
    page = stranger.get(with_pings.url).content.decode()
    assert "Elsewhere" in page
    assert "tellyworth.wordpress.com" in page
    deep = stranger.get(essay_called("Template: Comments").url).content.decode()
    assert deep.index("Comment Depth 09") < deep.index("Comment Depth 10")
    front = stranger.get(SimplePage.objects.get(title="Page with comments").url)
    assert "Contributor comment." in front.content.decode()
    assert "Comments are closed here." in front.content.decode()


def test_gift_of_attention_is_two_comments_with_a_reply_each() -> None:
    bring(corpus("..", "real-input", "gift-of-attention.blogger.xml"))
    said = thread(EssayPage.objects.get())
    assert [depth for depth, _words in said] == [0, 1, 0, 1]
    assert "I'm off๐๐. And yeah" in said[0][1]
    assert said[2][1].endswith("Nice one๐")
    replies = Voice.objects.exclude(reply_to=None)
    assert {(voice.role, voice.mark) for voice in replies} == {(Role.AUTHOR, Mark.HOST)}
    assert all(voice.member is not None for voice in replies)


def test_replies_find_what_they_answer_wherever_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("transfer.writer.comments.BATCH", 2)
    late = {"comment_date_gmt": "2021-03-09 08:00:00"}
    said = [
        say(9, "third", 8, **late), say(8, "second", 1), say(5, "orphan", 77), say(21, "ring", 22),
        say(22, "ring", 21), say(1, "first"), say(23, "self", 23),
    ]  # fmt: skip
    report = bring(written(tmp_path, item(1, extra="".join(said))))
    assert report["comments"]["created"] == 7
    found = thread(EssayPage.objects.get())
    assert found[:3] == [(0, "first"), (1, "second"), (2, "third")]
    assert sorted(found[3:]) == [(0, "orphan"), (0, "ring"), (0, "self"), (1, "ring")]
    by_words = {voice.html: voice for voice in Voice.objects.all()}
    assert by_words["<p>third</p>"].reply_to == by_words["<p>second</p>"]
    third = Comment.objects.get(voice=by_words["<p>third</p>"])
    assert third.parent_id == Comment.objects.get(voice=by_words["<p>second</p>"]).pk
    assert third.thread_id == Comment.objects.get(voice=by_words["<p>first</p>"]).pk


def test_who_said_it_when_and_in_which_state(tmp_path: Path) -> None:
    said = (
        say(1, comment_author="Ann &amp; Bo", comment_author_email="ann@example.com", comment_author_url="https://ann.example/")
        + say(2, comment_approved="0", comment_author_email="ANN@example.com")
        + say(3, comment_approved="spam", comment_author_url="javascript:alert(1)")
        + say(4, comment_approved="trash", comment_author="")
        + say(5, comment_user_id="3", comment_author_email="zoe@example.com")
        + say(6, comment_user_id="4")
        + say(7, comment_type="pingback", comment_approved="0", comment_author_url="https://x.example/")
    )  # fmt: skip
    people = author("zoe", "Zoe", "zoe@example.com", 3) + author("bo", "Bo", number=4)
    bring(written(tmp_path, people, item(1, creator="zoe", extra=said)))
    first, held, spam, hidden, host, other = Voice.objects.order_by("pk")
    assert (first.name, first.website, first.said_at) == ("Ann & Bo", "https://ann.example/", first.public_at)
    assert first.said_at.isoformat() == "2021-03-05T08:00:01+00:00"
    assert [voice.state for voice in (held, spam, hidden)] == [State.HELD, State.SPAM, State.HIDDEN]
    assert held.guest == first.guest
    assert (held.public_at, spam.website, hidden.name) == (None, "", "Anonymous")
    assert spam.guest != hidden.guest
    assert Guest.objects.filter(email=None).count() == 2
    assert (host.member, host.guest, host.role, host.mark) == (
        User.objects.get(name="Zoe"), None, Role.AUTHOR, Mark.HOST,
    )  # fmt: skip
    assert (other.member, other.role, other.mark) == (User.objects.get(name="Bo"), Role.NONE, Mark.OPEN)
    assert all(voice.imported and not voice.waits for voice in Voice.objects.all())
    assert Ping.objects.get().state == State.HELD
    assert not Receipt.objects.exists()
    assert not OutgoingMail.objects.exists()
    assert mail.outbox == []
    assert marks.rebuild() == 0


def test_no_address_is_shown_and_noreply_is_none(tmp_path: Path, stranger: Client) -> None:
    bring(written(tmp_path, item(1, extra=say(1, comment_author_email="secret@example.com"))))
    parts = [blogger.entry("1", title="By Blogger"), blogger.comment("8", "1"), blogger.comment("9", "1")]
    bring(blogger.written(tmp_path, *parts, name="blogger.xml"))
    assert [guest.email for guest in Guest.objects.order_by("pk")] == ["secret@example.com", None, None]
    assert b"secret@" not in stranger.get(essay_called("A post").url).content


def test_words_keep_their_paragraphs_lines_and_markup(tmp_path: Path) -> None:
    text = "One\ntwo & <b>three</b>\n\n<blockquote>said\n<blockquote>so</blockquote></blockquote>See <a href='https://x.example/' onclick='x'>x</a><img src=y>"
    bring(written(tmp_path, item(1, extra=say(1, text) + say(2, "<script>alert(1)</script>"))))
    first, script = Voice.objects.order_by("pk")
    assert first.html.startswith("<p>One<br>two &amp; <strong>three</strong></p><blockquote>")
    assert '<p>See <a href="https://x.example/" rel="ugc nofollow">x</a></p>' in first.html
    assert first.comment.comment.startswith("One\ntwo & **three**\n\n> said")
    assert "[x](https://x.example/)" in first.comment.comment
    assert script.html == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


def test_a_second_import_changes_nothing_and_a_later_export_what_has_changed(
    tmp_path: Path, moderator: User
) -> None:
    said = say(1, "one") + say(2, "two", 1) + say(3, "three") + say(4, "ping", comment_type="pingback")
    path = written(tmp_path, item(1, extra=said))
    bring(path)
    assert created(bring(path)) == 0
    assert bring(path)["comments"]["unchanged"] == 3
    two, three = Voice.objects.get(html="<p>two</p>"), Voice.objects.get(html="<p>three</p>")
    decide(two, State.HIDDEN, moderator)
    later = (
        say(1, "one, mended") + say(2, "two, mended", 1) + say(3, "three", comment_approved="0")
        + say(4, "ping, mended", comment_type="pingback") + say(5, "new", 2)
    )  # fmt: skip
    report = bring(written(tmp_path, item(1, extra=later)))
    assert (report["comments"]["created"], report["comments"]["updated"]) == (1, 2)
    assert [entry["id"] for entry in report["comments"]["skipped"]] == ["2"]
    assert thread(EssayPage.objects.get()) == [(0, "one, mended"), (1, "two"), (2, "new"), (0, "three")]
    two.refresh_from_db()
    three.refresh_from_db()
    assert (two.state, three.state) == (State.HIDDEN, State.HELD)
    assert Comment.objects.get(voice__html="<p>one, mended</p>").comment == "one, mended"
    assert Ping.objects.get().excerpt == "ping, mended"
    again = bring(tmp_path / "export.xml")
    assert created(again) == 0


def test_an_import_that_was_cut_short_is_completed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("transfer.writer.comments.BATCH", 2)
    path = written(tmp_path, item(1, extra="".join(say(n, f"say {n}", n - 1) for n in range(1, 7))))

    def interrupts(done: int, total: int | None) -> None:
        if total and done > total / 2:
            raise KeyboardInterrupt

    from core.exchange import readers
    from transfer.writer import bring_in

    with pytest.raises(KeyboardInterrupt):
        bring_in(readers.blogs_in([path]), progress=interrupts)
    assert 0 < Voice.objects.count() < 6
    report = bring(path)
    assert report["comments"]["created"] + report["comments"]["unchanged"] == 6
    assert [depth for depth, _words in thread(EssayPage.objects.get())] == list(range(6))


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    said = say(1) + say(2, parent=1) + say(3, comment_type="trackback")
    path = written(tmp_path, item(1, extra=said), item(2, post_type="nav_menu_item", extra=say(9)))
    planned = bring(path, dry_run=True)
    assert not Voice.objects.exists()
    assert not Guest.objects.exists()
    done = bring(path)
    for kind in ("comments", "pings"):
        assert planned[kind] == done[kind]
    assert done["comments"]["skipped"] == [
        {"id": "9", "reason": "the text that it stands below did not come in"}
    ]


def test_two_exports_of_one_essay_bring_each_comment_once(tmp_path: Path) -> None:
    when = "2021-03-05T08:00:01.000Z"
    bring(written(tmp_path, item(1, "Twins", extra=say(1, "Words"), content="<p>The very same words.</p>")))
    told = {"published": "2021-03-04T08:09:10Z", "content": "<p>The very same words.</p>"}
    parts = [
        blogger.entry("7", title="Twins", **told),
        blogger.comment("8", "7", "Words", published=when, author=blogger.writer("Ann")),
        blogger.comment("9", "7", "More", parent="8", published=when, author=blogger.writer("Bo")),
    ]
    report = bring(blogger.written(tmp_path, *parts, name="blogger.xml"))
    assert report["comments"]["created"] == 1
    assert thread(EssayPage.objects.get()) == [(0, "Words"), (1, "More")]
    assert created(bring(tmp_path / "blogger.xml")) == 0


def test_what_was_said_at_hidden_places_shows_nowhere(tmp_path: Path, stranger: Client) -> None:
    people = author("zoe", "Zoe", number=3)
    hidden = [
        item(1, "Locked", creator="zoe", post_password="x", extra=say(1, "UNSEEN", comment_user_id="3")),
        item(2, "Draft", creator="zoe", status="draft", extra=say(2, "UNSEEN", comment_user_id="3")),
        item(3, "Later", status="future", post_date_gmt="2999-01-01 00:00:00", extra=say(3, "UNSEEN")),
    ]
    bring(
        written(
            tmp_path,
            people,
            *hidden,
            item(4, "Open", creator="zoe", extra=say(4, "SEEN", comment_user_id="3")),
        )
    )
    assert Voice.objects.public().count() == 4
    handle = User.objects.get(name="Zoe").handle
    for address in (
        "/",
        "/essays/",
        f"/people/{handle}/",
        "/feed/",
        "/comments/feed/",
        essay_called("Locked").url,
    ):
        assert b"UNSEEN" not in stranger.get(address).content, address
    for voice in Voice.objects.filter(html="<p>UNSEEN</p>"):
        for end in ("", "reply/", "react/", "report/"):
            answer = stranger.get(f"/comments/{voice.pk}/{end}")
            assert answer.status_code == 404, end
    assert b"SEEN" in stranger.get(essay_called("Open").url).content


def test_hostile_comments_leave_nothing_live_and_stay_readable(
    tmp_path: Path, stranger: Client, administrator: User
) -> None:
    strings = [one.replace("]]>", "]]&gt;") for one in payloads()]
    addresses = urls()
    said = "".join(
        say(
            number,
            f"MARK {number} {text}",
            comment_author=strings[-number],
            comment_author_email=f"{text[:40]}@example.org",
            comment_author_url=addresses[number % len(addresses)].replace("]]>", ""),
            comment_date_gmt=f"2021-03-05 {number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}",
            comment_type="pingback" if number % 10 == 0 else "",
        )
        for number, text in enumerate(strings, 1)
    )
    bring(written(tmp_path, item(1, extra=said)))
    essay = EssayPage.objects.get()
    assert Voice.objects.count() + Ping.objects.count() == len(strings)
    assert all("MARK" in html for html in Voice.objects.values_list("html", flat=True))
    pages = -(-Voice.objects.count() // 20)
    for number in range(1, pages + 1):
        address = f"{essay.url}?page={number}"
        assert_nothing_live(stranger.get(address).content.decode(), address)
    stranger.force_login(administrator)
    assert stranger.get(f"/admin/pages/{essay.pk}/edit/").status_code == 200

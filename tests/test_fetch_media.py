"""Pictures asked from their old servers, within limits of size and time that hold."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from blog.models import EssayPage
from core.exchange import readers
from core.models import Document, Image
from tests.importing import bring
from tests.media_files import HTML, SVG, attachment, picture
from tests.old_server import HOST, SHORT, Old, fetcher, reason, serving
from tests.wxr import item, written
from transfer.media import Files, fetching
from transfer.media.fetching import Limits
from transfer.report import Report
from transfer.writer import bring_in


@pytest.fixture
def old() -> Iterator[Old]:
    with serving() as server:
        yield server


def test_what_is_there_is_written_as_it_came(old: Old, tmp_path: Path, settings: Any) -> None:
    address = old.shows("/a b.jpg?id=1&x=%C3%A9", picture(), Set_Cookie="a=1").replace(" ", "%20")
    old.answers["/a%20b.jpg?id=1&x=%C3%A9"] = old.answers["/a b.jpg?id=1&x=%C3%A9"]
    asks = fetcher(old)
    for name in ("one", "two"):
        asks.fetch(address, tmp_path / name, picture=True)
        assert (tmp_path / name).read_bytes() == picture()
    sent = old.headers[1]
    assert sent["Host"] == f"{HOST}:{old.server_port}"
    assert settings.BASE_URL in sent["User-Agent"]
    assert not {"Cookie", "Authorization", "Referer"} & sent.keys()


def test_the_environment_names_no_proxy(old: Old, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    fetcher(old).fetch(old.shows("/a.jpg", picture()), tmp_path / "file", picture=True)


def test_a_picture_that_is_too_large_is_not_read_to_its_end(old: Old, tmp_path: Path) -> None:
    assert "larger" in reason(fetcher(old), old.shows("/declared.jpg", b"x" * 20_001), tmp_path)

    def endless(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "image/jpeg")
        handler.end_headers()
        while not old.closing.is_set():
            handler.wfile.write(b"x" * 4096)

    assert "larger" in reason(fetcher(old), old.does("/endless.jpg", endless), tmp_path)

    def in_chunks(handler: Any) -> None:
        handler.protocol_version = "HTTP/1.1"
        handler.send_response(200)
        handler.send_header("Content-Type", "image/jpeg")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        while not old.closing.is_set():
            handler.wfile.write(b"1000\r\n" + b"x" * 4096 + b"\r\n")

    assert "larger" in reason(fetcher(old), old.does("/chunks.jpg", in_chunks), tmp_path)


def test_all_files_of_a_run_together_have_a_limit(old: Old, tmp_path: Path) -> None:
    asks = fetcher(old)
    asks.fetch(old.shows("/a.jpg", b"x" * 19_000), tmp_path / "a", picture=True)
    assert "all files together" in reason(asks, old.shows("/b.jpg", b"x" * 19_000), tmp_path)


def drips(old: Old, start: bytes) -> Callable[[Any], None]:
    def answer(handler: Any) -> None:
        handler.wfile.write(start)
        while not old.closing.wait(0.05):
            handler.wfile.write(b"x")

    return answer


@pytest.mark.parametrize(
    "start",
    [
        b"HTTP/1.0 200 OK\r\nContent-Type: image/jpeg\r\n\r\n",
        b"HTTP/1.0 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 9999\r\n\r\n",
        b"HTTP/1.0 200 OK\r\nX-Slow: ",
        b"HTTP/1.0 200 ",
    ],
    ids=["body", "length", "header", "status"],
)
def test_a_slow_drip_ends(old: Old, tmp_path: Path, start: bytes) -> None:
    began = time.monotonic()
    assert reason(fetcher(old), old.does("/a.jpg", drips(old, start)), tmp_path) == "it takes too long"
    assert time.monotonic() - began < 3


def says_nothing(handler: Any) -> None:
    handler.server.closing.wait(9)


def test_silence_ends_too(old: Old, tmp_path: Path) -> None:
    address = old.does("/a.jpg", says_nothing)
    assert reason(fetcher(old), address, tmp_path) == "it takes too long"


@pytest.mark.parametrize(
    ("content", "kind", "status", "said"),
    [
        (HTML, "text/html; charset=utf-8", 200, "text/html"),
        (SVG, "image/svg+xml", 200, "svg"),
        (picture(), "application/pdf", 200, "pdf"),
        (b"x", "text/javascript", 200, "javascript"),
        (b"", "image/jpeg", 404, "404"),
        (b"", "image/jpeg", 500, "500"),
        (b"", "image/jpeg", 304, "304"),
        (b"", "image/jpeg", 206, "206"),
    ],
)
def test_the_wrong_answer(
    old: Old, tmp_path: Path, content: bytes, kind: str, status: int, said: str
) -> None:
    assert said in reason(fetcher(old), old.shows("/a.jpg", content, kind, status), tmp_path)


def test_an_answer_that_breaks_off_or_is_none(old: Old, tmp_path: Path) -> None:
    asks = fetcher(old)
    short = old.shows("/a.jpg", b"xx", Content_Length="2000")
    assert "breaks off" in reason(asks, short, tmp_path)
    assert "breaks off" in reason(
        asks, old.does("/b", lambda handler: handler.wfile.write(b"hello\r\n\r\n")), tmp_path
    )


def test_an_address_that_failed_and_a_host_that_is_silent_are_not_asked_again(
    old: Old, tmp_path: Path
) -> None:
    asks = fetcher(old)
    for _time in range(3):
        reason(asks, old.at("/gone.jpg"), tmp_path)
    assert old.asked == ["/gone.jpg"]
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    asks = fetcher(old, ports=frozenset({port}))
    said = [reason(asks, f"http://dead.example:{port}/{number}.jpg", tmp_path) for number in range(3)]
    assert ["before" in one for one in said] == [False, False, True]


def test_a_host_that_nobody_knows_is_looked_up_twice_however_many_pictures_it_had(
    old: Old, tmp_path: Path
) -> None:
    looked_up: list[str] = []

    def nobody(host: str, _port: int) -> list[str]:
        looked_up.append(host)
        return []

    asks = fetcher(old, look_up=nobody)
    said = [reason(asks, old.at(f"/{number}.jpg", "lapsed.example"), tmp_path) for number in range(10)]
    assert looked_up == ["lapsed.example"] * 2
    assert said == ["nobody knows its host"] * 2 + ["its host could not be reached before"] * 8
    assert reason(asks, old.at("/a.jpg", "other.example"), tmp_path) == "nobody knows its host"


def test_a_host_that_takes_calls_and_never_answers_is_given_up(old: Old, tmp_path: Path) -> None:
    asks = fetcher(old, limits=SHORT._replace(seconds=0.3))
    for number in range(3):
        old.does(f"/{number}.jpg", says_nothing)
    said = [reason(asks, old.at(f"/{number}.jpg"), tmp_path) for number in range(3)]
    assert said == ["it takes too long", "it takes too long", "its host could not be reached before"]


def test_a_host_that_answers_in_between_is_asked_on(old: Old, tmp_path: Path) -> None:
    known = iter([[], ["127.0.0.1"], [], ["127.0.0.1"]])
    asks = fetcher(old, look_up=lambda _host, _port: next(known))
    for number in range(2):
        assert reason(asks, old.at(f"/{number}-gone.jpg"), tmp_path) == "nobody knows its host"
        asks.fetch(old.shows(f"/{number}.jpg", picture()), tmp_path / "file", picture=True)


def test_waiting_for_a_name_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    def slowly(*_args: Any, **_told: Any) -> list[Any]:
        time.sleep(5)
        return []

    monkeypatch.setattr(fetching, "LOOK_UP", 0.1)
    monkeypatch.setattr(socket, "getaddrinfo", slowly)
    began = time.monotonic()
    assert fetching.looked_up("slow.example", 80) == []
    assert time.monotonic() - began < 3


@pytest.mark.django_db
def test_the_command_refuses_this_machine_and_says_so(old: Old, tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "stored"
    address = old.shows("/wp-content/uploads/a.jpg", picture()).replace(HOST, "127.0.0.1")
    inside = "http://localhost/a.jpg"
    content = f'<img src="{address}" alt="a"><img src="{inside}" alt="b">'
    report = bring(written(tmp_path, item(1, content=content)), fetch_media=True)
    assert {line["address"]: line["reason"] for line in report["media"]} == {
        address: f"its port {old.server_port} is not one of the web's",
        inside: "its host is not on the public internet",
    }
    assert [block.block_type for block in EssayPage.objects.get().body] == ["remote_image", "remote_image"]
    assert old.asked == []


def bring_from(old: Old, path: Path, *, dry: bool = False) -> Report:
    reader = readers.for_files([path])
    assert reader is not None
    blogs = reader.read([path])
    return bring_in(blogs, files=Files(fetcher=fetcher(old, limits=Limits())), dry=dry)


@pytest.mark.django_db
def test_pictures_and_files_are_fetched_once_and_their_originals_first(
    old: Old, tmp_path: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path / "stored"
    blog = old.at("")
    uploads = f"{blog}/wp-content/uploads"
    old.shows("/wp-content/uploads/a.jpg", picture())
    old.shows("/wp-content/uploads/b-30x20.png", picture(9, "PNG"), kind="application/octet-stream")
    old.shows("/wp-content/uploads/c.pdf", b"%PDF-1.4", kind="application/pdf")
    old.shows("/wp-content/uploads/d.jpg", HTML)
    content = (
        f'<img src="{uploads}/a-300x200.jpg?w=20"><img src="{uploads}/a.jpg"><img src="{uploads}/b-30x20.png">'
        f'<img src="{uploads}/d.jpg"><img src="{uploads}/gone.jpg" alt="Gone"><p><a href="{uploads}/c.pdf">C</a></p>'
    )
    listed = attachment(5, "x").replace("https://old.example.org", blog).replace("uploads/x", "uploads/a.jpg")
    path = written(tmp_path, item(1, content=content), listed, blog=blog)
    report = bring_from(old, path)
    kinds = [block.block_type for block in EssayPage.objects.get().body]
    assert kinds == ["image", "image", "image", "remote_image", "remote_image", "paragraph"]
    assert (Image.objects.count(), Document.objects.count()) == (2, 1)
    assert [line["reason"] for line in report.media] == [
        "HTML, SVG and scripts are not taken in",
        "its server answers with status 404",
    ]
    assert sorted(old.asked) == sorted(set(old.asked))
    assert "/wp-content/uploads/a-300x200.jpg" not in old.asked
    old.asked.clear()
    again = bring_from(old, path)
    assert again.tallies["images"].created == 0
    assert old.asked == ["/wp-content/uploads/d.jpg", "/wp-content/uploads/gone.jpg"]


@pytest.mark.django_db
def test_without_the_option_nobody_is_asked(old: Old, tmp_path: Path) -> None:
    call_command("import_content", written(tmp_path, item(1, content=f'<img src="{old.at("/a.jpg")}">')))
    assert old.asked == []

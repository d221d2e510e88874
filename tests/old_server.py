"""The server of an old blog, on this machine, and a fetcher that takes this machine for the internet."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from transfer.media import Fetcher
from transfer.media.fetching import Limits
from transfer.media.missing import MissingError

HOST = "pictures.example"


SHORT = Limits(file=20_000, run=30_000, seconds=1.0, redirects=5)


class Old(ThreadingHTTPServer):
    """An old server. `answers` has what each path does; `asked` what it was asked, in order."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.answers: dict[str, Callable[[Any], None]] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.closing = threading.Event()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever asks may hang up."""

    def shows(
        self, path: str, content: bytes = b"", kind: str = "image/jpeg", status: int = 200, **more: str
    ) -> str:
        """Answer at `path` with this content; returns the address."""
        headers = {"Content-Type": kind, "Content-Length": str(len(content)), **more}

        def answer(handler: Any) -> None:
            handler.send_response(status)
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            handler.wfile.write(content)

        return self.does(path, answer)

    def redirects(self, path: str, target: str) -> str:
        return self.shows(path, status=302, Location=target)

    def does(self, path: str, answer: Callable[[Any], None]) -> str:
        self.answers[path] = answer
        return self.at(path)

    def at(self, path: str, host: str = HOST) -> str:
        return f"http://{host}:{self.server_port}{path}"


class Answering(BaseHTTPRequestHandler):
    server: Old

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.headers.append(dict(self.headers))
        answer = self.server.answers.get(self.path)
        if answer:
            answer(self)
        else:
            self.send_error(404)

    def log_message(self, *args: Any) -> None:
        pass


@contextmanager
def serving() -> Iterator[Old]:
    """Yield a server that answers as long as the context lasts."""
    server = Old()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.closing.set()
    server.shutdown()
    server.server_close()


def home(_host: str, _port: int) -> list[str]:
    return ["127.0.0.1"]


def fetcher(old: Old, **told: Any) -> Fetcher:
    """A fetcher that takes this machine for the internet."""
    usual: dict[str, Any] = {
        "look_up": home,
        "may_be_asked": lambda ip: ip == "127.0.0.1",
        "ports": frozenset({old.server_port}),
        "limits": SHORT,
    }
    return Fetcher(**{**usual, **told})


def reason(asks: Fetcher, address: str, tmp_path: Path, *, picture: bool = True) -> str:
    with pytest.raises(MissingError) as missing:
        asks.fetch(address, tmp_path / "file", picture=picture)
    return str(missing.value)

"""A service that knows spam, on this machine: answers as it is told, and remembers what it was asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest


class Service(ThreadingHTTPServer):
    """`answers` has body, status and headers for each verb; `asked` what came, in order."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.answers: dict[str, tuple[bytes, int, dict[str, str]]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        # Seconds between the bytes of an answer.
        self.drips = 0.0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/1.1/"

    def says(self, body: bytes, status: int = 200, verb: str = "comment-check", **headers: str) -> None:
        self.answers[verb] = (body, status, headers)

    def verbs(self) -> list[str]:
        return [verb for verb, _fields in self.asked]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever asks may hang up."""


class Answering(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        verb = self.path.rpartition("/")[2]
        self.server.asked.append((verb, {name: values[0] for name, values in parse_qs(body).items()}))
        answer, status, headers = self.server.answers.get(
            verb, (b"Thanks for making the web a better place.", 200, {})
        )
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        for number in range(len(answer)):
            time.sleep(self.server.drips)
            self.wfile.write(answer[number : number + 1])
            self.wfile.flush()

    def log_message(self, *_args: Any) -> None:
        """Tests say enough."""


@pytest.fixture
def akismet(settings: Any) -> Iterator[Service]:
    """The service answers, and the site has a key."""
    service = Service()
    thread = threading.Thread(target=service.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    settings.AKISMET_KEY = "a-key"
    settings.AKISMET_URL = service.address
    yield service
    service.shutdown()
    service.server_close()
    thread.join()

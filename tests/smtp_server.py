"""A mail server that stops in the middle of a mail, where a test says so (RFC 5321, without extensions)."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

# How far a mail has come: its recipient was named; this much of a large one has arrived; all of it has and is
# kept, but nobody was told; they were told.
NAMED, HALF, KEPT, TOLD = "named", "half", "kept", "told"
# Bytes. The kernel hands over some four megabytes even of a sender who is dead: half of a mail is less than the rest.
HALFWAY = 1_000_000
LARGE = 12_000_000


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.accepted: list[bytes] = []
        self.begun = 0
        # Called with the number of a mail and how far it has come.
        self.reached: Callable[[int, str], None] = lambda number, stage: None

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def messages(self) -> list[Any]:
        """Return what was accepted, in the order in which it was."""
        parsed: list[EmailMessage] = [message_from_bytes(raw, policy=policy.default) for raw in self.accepted]
        return parsed


class Session(socketserver.StreamRequestHandler):
    server: Server

    def handle(self) -> None:
        try:
            self.say("220 test")
            while command := self.rfile.readline():
                word = command[:4].upper()
                if word == b"QUIT":
                    return self.say("221 bye")
                self.obey(word)
        except OSError:
            # Whoever was sending is gone; what was not kept by then is not kept.
            return None

    def obey(self, word: bytes) -> None:
        if word == b"MAIL":
            self.server.begun += 1
            self.number = self.server.begun
        if word == b"RCPT":
            self.server.reached(self.number, NAMED)
        if word == b"DATA":
            return self.take()
        return self.say("250 fine")

    def take(self) -> None:
        self.say("354 go on")
        lines: list[bytes] = []
        size = 0
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return None
            lines.append(line.removeprefix(b"."))
            if size < HALFWAY <= size + len(line):
                self.server.reached(self.number, HALF)
            size += len(line)
        self.server.accepted.append(b"".join(lines))
        self.server.reached(self.number, KEPT)
        self.say("250 kept")
        return self.server.reached(self.number, TOLD)

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def mail_server() -> Iterator[Server]:
    """Yield a server that takes mail on a port of its own."""
    with Server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()

"""The service itself: one fixed address, a short time, and no answer but the two it may give."""

from __future__ import annotations

import ssl
from contextlib import suppress
from socket import SHUT_RDWR, socket
from threading import Timer
from time import monotonic
from urllib.parse import urlencode, urlsplit

import certifi
from django.conf import settings
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

# Seconds for all of it, whatever the service does meanwhile; and for the connection.
MOST_SECONDS = 10.0
CONNECT = 4.0
# «true», «false», «invalid», or a sentence of thanks.
LONGEST_ANSWER = 200
AGENT = "Listening Post"


class UnansweredError(Exception):
    """The service gave none of the answers it may give. `again` says whether a later attempt may bring one."""

    def __init__(self, reason: str, *, again: bool = True) -> None:
        super().__init__(reason)
        self.again = again


def is_spam(fields: dict[str, str]) -> bool:
    """Ask about these words. Raises UnansweredError."""
    answer = _call("comment-check", fields)
    if answer not in {"true", "false"}:
        # A wrong key is answered like that, and is no better in an hour.
        raise UnansweredError(f"it says: {answer[:100]!r}", again=answer != "invalid")
    return answer == "true"


def correct(fields: dict[str, str], *, spam: bool) -> None:
    """Tell the service what a moderator has found instead. Raises UnansweredError."""
    answer = _call("submit-spam" if spam else "submit-ham", fields)
    if not answer.startswith("Thanks"):
        raise UnansweredError(f"it says: {answer[:100]!r}", again=answer != "invalid")


def _call(verb: str, fields: dict[str, str]) -> str:
    """Return the body of the answer. Redirects are not followed: what is asked goes to nobody else."""
    body = urlencode({"api_key": settings.AKISMET_KEY, "blog": settings.BASE_URL, **fields}).encode()
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "User-Agent": AGENT,
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    connection = _connection()
    deadline = monotonic() + MOST_SECONDS
    cut: Timer | None = None
    try:
        connection.connect()
        # A service that sends one byte now and then would never run into the time-out of the connection.
        cut = Timer(max(deadline - monotonic(), 0), _cut, [connection.sock])
        cut.daemon = True
        cut.start()
        connection.request(
            "POST", f"{urlsplit(settings.AKISMET_URL).path}{verb}", body, headers, preload_content=False
        )
        answer = connection.getresponse()
        text = answer.read(LONGEST_ANSWER + 1).decode("utf-8", "replace").strip()
        # A body that was cut off looks whole.
        if monotonic() >= deadline:
            raise TimeoutError
    except (HTTPError, OSError, ValueError) as error:
        raise UnansweredError(
            "it takes too long" if monotonic() >= deadline else type(error).__name__
        ) from error
    finally:
        if cut:
            cut.cancel()
        connection.close()
    if answer.status != 200 or len(text) > LONGEST_ANSWER:
        raise UnansweredError(f"status {answer.status}")
    return text


def _connection() -> HTTPConnection:
    aim = urlsplit(settings.AKISMET_URL)
    host = aim.hostname or ""
    if aim.scheme == "http":
        return HTTPConnection(host, aim.port or 80, timeout=CONNECT)
    context = ssl.create_default_context(cafile=certifi.where())
    return HTTPSConnection(host, aim.port or 443, timeout=CONNECT, ssl_context=context)


def _cut(connected: socket) -> None:
    # Closing would wait for whoever reads from it.
    with suppress(OSError):
        connected.shutdown(SHUT_RDWR)

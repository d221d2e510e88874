"""One request to one address that was checked, within a time that nothing can stretch."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from threading import Timer
from time import monotonic
from typing import NamedTuple

import certifi
from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from transfer.media.missing import MissingError

# Seconds until a host answers the knock; one that takes longer is down.
CONNECT = 10.0
# Addresses of one host that are tried.
MOST_ADDRESSES = 3


class SilentError(MissingError):
    """The host cannot be reached at all, or never answers."""


class Aim(NamedTuple):
    """What to ask, and the addresses its host was checked to have."""

    scheme: str
    host: str
    port: int
    target: str
    ips: tuple[str, ...]


@contextmanager
def asked(aim: Aim, agent: str, deadline: float, tls: ssl.SSLContext | None) -> Iterator[BaseHTTPResponse]:
    """Yield the answer, its body still to be read; raises MissingError, for the reading too."""
    connection = _connected(aim, deadline, tls)
    cut = Timer(max(deadline - monotonic(), 0), _cut, [connection.sock])
    cut.daemon = True
    cut.start()
    has_answered = False
    try:
        connection.request(
            "GET", aim.target, headers=_headers(aim, agent), preload_content=False, decode_content=False
        )
        answer = connection.getresponse()
        has_answered = True
        yield answer
        # A body without a length ends where it was cut off, and looks whole.
        if monotonic() >= deadline:
            raise TimeoutError
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        if monotonic() < deadline:
            raise MissingError(f"the answer breaks off ({_named(error)})") from error
        raise (MissingError if has_answered else SilentError)("it takes too long") from error
    finally:
        cut.cancel()
        connection.close()


def _connected(aim: Aim, deadline: float, tls: ssl.SSLContext | None) -> HTTPConnection:
    """Connect to an address as it was checked: the name is not looked up again, it only has to stand in the certificate."""
    reason = ""
    for ip in aim.ips[:MOST_ADDRESSES]:
        left = deadline - monotonic()
        if left <= 0:
            break
        connection = _connection(aim, ip, min(left, CONNECT), tls)
        try:
            connection.connect()
        except (HTTPError, OSError, ValueError) as error:
            connection.close()
            reason = _named(error)
        else:
            return connection
    raise SilentError(f"its host cannot be reached ({reason or 'it takes too long'})")


def _connection(aim: Aim, ip: str, timeout: float, tls: ssl.SSLContext | None) -> HTTPConnection:
    if aim.scheme == "http":
        return HTTPConnection(ip, aim.port, timeout=timeout)
    context = tls or ssl.create_default_context(cafile=certifi.where())
    return HTTPSConnection(ip, aim.port, timeout=timeout, ssl_context=context, server_hostname=aim.host)


def _headers(aim: Aim, agent: str) -> dict[str, str]:
    host = f"[{aim.host}]" if ":" in aim.host else aim.host
    is_usual = aim.port == {"http": 80, "https": 443}[aim.scheme]
    # Packed bodies could grow without measure; pictures are packed already.
    return {
        "Host": host if is_usual else f"{host}:{aim.port}",
        "User-Agent": agent,
        "Accept": "*/*",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }


def _cut(connected: socket.socket | None) -> None:
    """End a connection under whoever waits on it: the socket's own time-out begins anew with each byte."""
    if connected is not None:
        with suppress(OSError):
            socket.socket.shutdown(connected, socket.SHUT_RDWR)


def _named(error: Exception) -> str:
    cause = error.__cause__ or error
    return type(cause).__name__

"""Files fetched over http and https, from public addresses only."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

import idna
from django.conf import settings
from urllib3 import BaseHTTPResponse

from core.links import safe_web_url
from transfer.media.missing import MissingError
from transfer.media.public import is_public
from transfer.media.request import Aim, SilentError, asked

_PORTS = {"http": 80, "https": 443}
_REDIRECTS = {301, 302, 303, 307, 308}
_CHUNK = 64 * 1024
# As a picture may be called by a server that does not know better.
_UNSPECIFIC = {"", "application/octet-stream", "binary/octet-stream"}
_LIVE = ("html", "svg", "xml", "script", "css", "php")
# A host that was silent so often in a row is not asked again: ten thousand pictures of a dead one would take a day.
MOST_SILENCES = 2
# Seconds until somebody knows a host; the system's own patience may be many times that.
LOOK_UP = 10.0


class Limits(NamedTuple):
    """Bytes of a file and of all files of a run; seconds of one file, redirects included; redirects in a row."""

    file: int = 50 * 1024**2
    run: int = 20 * 1024**3
    seconds: float = 60.0
    redirects: int = 5


USUAL = Limits()


def looked_up(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host; none if nobody knows it, or says so in time."""
    found: list[str] = []

    def ask() -> None:
        with suppress(OSError, UnicodeError):
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(list(dict.fromkeys(str(one[4][0]) for one in answers)))

    # The system's function takes no time-out; whoever waits for it can only go on without it.
    asking = Thread(target=ask, daemon=True)
    asking.start()
    asking.join(LOOK_UP)
    return list(found)


class Fetcher:
    """Asks each address once in its life. The arguments are for tests: nothing in the settings leads to them."""

    def __init__(
        self,
        *,
        limits: Limits = USUAL,
        look_up: Callable[[str, int], list[str]] = looked_up,
        may_be_asked: Callable[[str], bool] = is_public,
        ports: frozenset[int] = frozenset(_PORTS.values()),
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.limits = limits
        self.agent = f"ListeningPost (+{settings.BASE_URL}; brings the pictures of a blog along)"
        self._look_up = look_up
        self._may_be_asked = may_be_asked
        self._ports = ports
        self._tls = tls
        self._left = limits.run
        self._failed: dict[str, str] = {}
        self._silences: dict[str, int] = {}

    def fetch(self, address: str, target: Path, *, picture: bool) -> None:
        """Write what stands at `address` into `target`; raises MissingError."""
        if address in self._failed:
            raise MissingError(self._failed[address])
        try:
            self._follow(address, target, picture=picture)
        except MissingError as error:
            self._failed[address] = str(error)
            raise

    def _follow(self, address: str, target: Path, *, picture: bool) -> None:
        deadline = monotonic() + self.limits.seconds
        for _step in range(self.limits.redirects + 1):
            aim = self._aim(address)
            try:
                with asked(aim, self.agent, deadline, self._tls) as answer:
                    self._silences.pop(aim.host, None)
                    if answer.status not in _REDIRECTS:
                        _check(answer, picture=picture)
                        self._write(answer, target)
                        return
                    address = _next(address, answer)
            except SilentError:
                self._note_silence(aim.host)
                raise
        raise MissingError(f"it redirects more than {self.limits.redirects} times")

    def _aim(self, address: str) -> Aim:
        """Return what to ask, once everything about it was checked; for every redirect again."""
        clean = safe_web_url(address)
        if clean is None:
            raise MissingError("its address is none that may be asked")
        parts = urlsplit(clean)
        host = _host(parts.hostname or "")
        port = _PORTS[parts.scheme] if parts.port is None else parts.port
        if port not in self._ports:
            raise MissingError(f"its port {port} is not one of the web's")
        if self._silences.get(host, 0) >= MOST_SILENCES:
            raise MissingError("its host could not be reached before")
        ips = tuple(self._look_up(host, port))
        if not ips:
            self._note_silence(host)
            raise MissingError("nobody knows its host")
        if not all(map(self._may_be_asked, ips)):
            raise MissingError("its host is not on the public internet")
        path = quote(parts.path or "/", safe="/%:=~+!$&'()*,;@")
        query = f"?{quote(parts.query, safe='/%:=~+!$&()*,;@?[]')}" if parts.query else ""
        return Aim(parts.scheme, host, port, path + query, ips)

    def _note_silence(self, host: str) -> None:
        self._silences[host] = self._silences.get(host, 0) + 1

    def _write(self, answer: BaseHTTPResponse, target: Path) -> None:
        declared = answer.headers.get("Content-Length", "")
        limit = min(self.limits.file, self._left)
        if declared.isascii() and declared.isdigit() and int(declared) > limit:
            raise MissingError(_too_large(self.limits.file, self._left))
        with target.open("wb") as file:
            for chunk in answer.stream(_CHUNK, decode_content=False):
                file.write(chunk)
                self._left -= len(chunk)
                if file.tell() > self.limits.file or self._left < 0:
                    raise MissingError(_too_large(self.limits.file, self._left))
        if declared.isascii() and declared.isdigit() and int(declared) != target.stat().st_size:
            raise MissingError("the answer breaks off")


def _host(host: str) -> str:
    """Return a host as servers know it: names of other scripts in ASCII."""
    if host.isascii():
        return host.rstrip(".")
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise MissingError("its host has no name that can be looked up") from error


def _next(address: str, answer: BaseHTTPResponse) -> str:
    try:
        return urljoin(address, answer.headers.get("Location", ""))
    except ValueError as error:
        raise MissingError("it redirects to nowhere") from error


def _check(answer: BaseHTTPResponse, *, picture: bool) -> None:
    if answer.status != 200:
        raise MissingError(f"its server answers with status {answer.status}")
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    is_live = any(word in kind for word in _LIVE) and "openxml" not in kind
    is_other = picture and not kind.startswith("image/") and kind not in _UNSPECIFIC
    if is_live or is_other:
        raise MissingError(f"its server answers with {kind[:60]}")


def _too_large(file: int, left: int) -> str:
    if left < file:
        return "all files together are larger than one run may fetch"
    return f"it is larger than {file // 1024**2} MB"

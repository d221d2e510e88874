"""Which addresses may stand in a link or a picture that somebody else wrote."""

import ipaddress
import re
from urllib.parse import urlsplit

LARGEST_PORT = 65_535

# A browser drops these at both ends of an address (WHATWG URL, "C0 control or space").
_ENDS = "".join(map(chr, range(0x21)))
# Inside an address a browser drops tabs and line breaks and reads a backslash as a slash, so that
# `java\tscript:` runs and `/\evil.example` leaves the site. No honest address needs them, nor the
# invisible marks that turn the writing direction round.
_FORBIDDEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\\\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):(.*)", re.DOTALL)
_LABEL = re.compile(r"[\w\-]{1,63}", re.UNICODE)
_NUMBER = re.compile(r"0[xX][0-9a-fA-F]*|\d+")
_MAIL = re.compile(r"[^\s<>\"'()]+@[^\s<>\"'()]+")
_PHONE = re.compile(r"\+?[\d\-.() ]+(;[\w\-=+.]+)*")


def safe_url(url: str) -> str | None:
    """Return the trimmed address when a link may point to it, else None.

    Allowed are http, https, mailto and tel, and addresses relative to this page. What a browser refuses or
    understands otherwise than it reads is refused (https://url.spec.whatwg.org/#url-parsing).
    """
    address = url.strip(_ENDS)
    if _FORBIDDEN.search(address):
        return None
    scheme = _SCHEME.fullmatch(address)
    if scheme is None:
        return address if _is_safe_relative(address) else None
    rule = _RULES.get(scheme[1].lower())
    return address if rule and rule(scheme[2]) else None


def safe_web_url(url: str) -> str | None:
    """Return the trimmed address when it is an absolute http or https address, else None."""
    address = safe_url(url)
    return address if address and address[:8].lower().startswith(("http://", "https://")) else None


def _is_safe_relative(address: str) -> bool:
    if address.startswith("//"):
        return _is_safe_web(address)
    # A colon before the first slash would make a scheme of what stands before it.
    return ":" not in re.split(r"[/?#]", address, maxsplit=1)[0]


def _is_safe_web(rest: str) -> bool:
    if not rest.startswith("//") or rest.startswith("///"):
        return False
    authority = re.split(r"[/?#]", rest[2:], maxsplit=1)[0]
    # A name before the host is how `https://bank.example@evil.example` deceives the reader.
    if not authority or "@" in authority or "%" in authority:
        return False
    try:
        parts = urlsplit(f"http://{authority}/")
        port = parts.port
    except ValueError:
        return False
    return _is_host(parts.hostname or "") and (port is None or port <= LARGEST_PORT)


def _is_host(host: str) -> bool:
    if ":" in host:
        return _is_ip(host)
    labels = host.removesuffix(".").split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _is_ip(host)
    return len(host) <= 253 and all(_LABEL.fullmatch(label) and _is_idna(label) for label in labels)


def _is_idna(label: str) -> bool:
    if not label.startswith("xn--"):
        return True
    try:
        return label.encode("ascii").decode("idna") != label
    except UnicodeError:
        return False


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


_RULES = {
    "http": _is_safe_web,
    "https": _is_safe_web,
    "mailto": lambda rest: bool(_MAIL.fullmatch(rest.split("?")[0])),
    "tel": lambda rest: bool(_PHONE.fullmatch(rest)),
}

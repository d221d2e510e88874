"""Which servers are asked: public addresses only, checked at every step, and the very ones that were checked."""

from __future__ import annotations

import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.media_files import picture
from tests.old_server import HOST, Old, fetcher, reason, serving
from transfer.media import Fetcher
from transfer.media.public import is_public


@pytest.fixture
def old() -> Iterator[Old]:
    with serving() as server:
        yield server


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "100.100.100.200", "0.0.0.0", "0.1.2.3", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
        "192.0.0.192", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "192.88.99.1", "168.63.129.16",
        "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::808:808",
        "64:ff9b:1::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1",
        "2001::1", "2002:7f00:1::1", "3fff::1", "100::1", "5f00::1", "2001:20::1", "", "localhost", "2130706433",
        "0177.0.0.1", "0x7f.1", "127.1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_for_everybody(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize(
    "ip", ["8.8.8.8", "93.184.216.34", "172.32.0.1", "2606:2800:220:1::1", "2a00:1450:4001::8a"]
)
def test_addresses_that_everybody_reaches(ip: str) -> None:
    assert is_public(ip)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "LOCALHOST.", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "0.0.0.0", "[::]",
        "2130706433", "0177.0.0.1", "0x7f000001", "0x7f.0.0.1", "127.1", "127.0.0.1.", "[fe80::1%25lo]", "①②⑦.⓪.⓪.①",
        "user@127.0.0.1", "127.0.0.1%2f", "169.254.169.254", "[64:ff9b::7f00:1]",
    ],
)  # fmt: skip
def test_this_machine_is_never_asked_whatever_it_is_called(old: Old, tmp_path: Path, host: str) -> None:
    asks = Fetcher(ports=frozenset({old.server_port}))
    assert reason(asks, old.at("/a.jpg", host), tmp_path)
    assert old.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd", "ftp://example.org/a.jpg", "gopher://127.0.0.1:70/x", "data:image/png;base64,aaaa", "//example.org/a",
        "http://", "http:///a", "http://example.org:22/a.jpg", "https://example.org:8443/a.jpg", "http://a:b@example.org/a.jpg",
        "http://example.org\\@127.0.0.1/", "http://exa mple.org/", "http://example.org:99999/", "http://example.org:0/",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_not_looked_up(tmp_path: Path, address: str) -> None:
    def must_not(host: str, _port: int) -> list[str]:
        raise AssertionError(host)

    assert reason(Fetcher(look_up=must_not), address, tmp_path)


def test_one_private_address_among_public_ones_is_enough(old: Old, tmp_path: Path) -> None:
    asks = Fetcher(look_up=lambda _host, _port: ["8.8.8.8", "127.0.0.1"])
    assert "public internet" in reason(asks, f"http://{HOST}/a.jpg", tmp_path)


def test_a_name_that_changes_its_address_is_asked_where_it_was_checked(old: Old, tmp_path: Path) -> None:
    """The second answer of the name server leads inside; nobody asks it a second time."""
    answers = iter([["127.0.0.1"]])

    def rebound(_host: str, _port: int) -> list[str]:
        return next(answers, ["127.0.0.2"])

    asks = fetcher(old, look_up=rebound)
    address = old.shows("/a.jpg", picture())
    asks.fetch(address, tmp_path / "file", picture=True)
    assert next(answers, None) is None
    assert "public internet" in reason(asks, address, tmp_path)


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:{port}/secret",
        "http://[::1]:{port}/secret",
        "//inside.example:{port}/secret",
        "http://inside.example/secret",
    ],
)
def test_a_redirect_into_the_house_ends_there(old: Old, tmp_path: Path, target: str) -> None:
    def look_up(host: str, _port: int) -> list[str]:
        return ["127.0.0.1"] if host == HOST else ["127.0.0.9"]

    old.shows("/secret", picture())
    address = old.redirects("/a.jpg", target.format(port=old.server_port))
    asks = fetcher(old, look_up=look_up, ports=frozenset({old.server_port, 80}))
    assert "public internet" in reason(asks, address, tmp_path)
    assert old.asked == ["/a.jpg"]


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "http://u:p@pictures.example/", "http://pictures.example:22/", "", "http://["],
)
def test_a_redirect_to_what_may_not_be_asked_ends_there(old: Old, tmp_path: Path, target: str) -> None:
    assert reason(fetcher(old), old.redirects("/a.jpg", target), tmp_path)


def test_five_redirects_are_followed_and_not_more(old: Old, tmp_path: Path) -> None:
    for number in range(1, 7):
        old.redirects(f"/{number}", f"/{number - 1}")
    old.shows("/0", picture())
    fetcher(old).fetch(old.at("/5"), tmp_path / "file", picture=True)
    assert "redirects more than 5 times" in reason(fetcher(old), old.at("/6"), tmp_path)
    old.redirects("/loop", "/loop")
    assert "redirects" in reason(fetcher(old), old.at("/loop"), tmp_path)


def certificate(folder: Path, name: str) -> tuple[Path, Path]:
    key, file = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}", "-keyout", key, "-out", file,
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    return key, file


def test_a_certificate_has_to_name_the_host_and_to_be_trusted(old: Old, tmp_path: Path) -> None:
    key, file = certificate(tmp_path, HOST)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file, key)
    old.socket = server.wrap_socket(old.socket, server_side=True)
    address = old.shows("/a.jpg", picture()).replace("http:", "https:")
    trusting = ssl.create_default_context(cafile=str(file))
    fetcher(old, tls=trusting).fetch(address, tmp_path / "file", picture=True)
    assert "SSLCertVerificationError" in reason(fetcher(old), address, tmp_path)
    other = address.replace(HOST, "other.example")
    assert "reached" in reason(fetcher(old, tls=trusting), other, tmp_path)
    assert old.asked == ["/a.jpg"]

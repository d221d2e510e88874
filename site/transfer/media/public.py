"""Which hosts may be asked for something that a stranger's text names: those that everybody can reach."""

from __future__ import annotations

from ipaddress import IPv4Address, ip_address, ip_network

# https://www.iana.org/assignments/iana-ipv4-special-registry/ with multicast and what is reserved. Python's own
# `is_global` differs between its versions.
_CLOSED_IPV4 = [
    ip_network(one)
    for one in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        # Looks public, and is where virtual machines at Azure find the host they run on.
        "168.63.129.16/32",
    )
]  # fmt: skip
_OPEN_IPV6 = ip_network("2000::/3")
# https://www.iana.org/assignments/iana-ipv6-special-registry/: protocols, Teredo and 6to4 (an IPv4 address inside),
# documentation, and servers that answer for private networks. Mapped addresses, NAT64, loopback, private and
# link-local ones and multicast lie outside 2000::/3.
_CLOSED_IPV6 = [
    ip_network(one) for one in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
]


def is_public(address: str) -> bool:
    """Whether this IP address, in its usual form, is one of the open internet."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv4Address):
        return not any(ip in network for network in _CLOSED_IPV4)
    return ip.scope_id is None and ip in _OPEN_IPV6 and not any(ip in network for network in _CLOSED_IPV6)

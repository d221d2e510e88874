"""Who is asking, as far as limits need to know: an address, and the network it belongs to."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.http import HttpRequest

# One subscriber: a /24 of IPv4 is what providers share out last, a /48 of IPv6 is one customer (RFC 6177).
IPV4_PREFIX = 24
IPV6_PREFIX = 48
UNKNOWN = "unknown"


def client_address(request: HttpRequest) -> str:
    """Return the address of the client.

    Headers of proxies are never read here: the server puts the client's address in REMOTE_ADDR for the hosts in
    TRUSTED_PROXIES and for nobody else.
    """
    return str(request.META.get("REMOTE_ADDR", ""))


def network_of(address: str) -> str:
    """Return the network of an address, "192.0.2.0/24" or "2001:db8::/48", or "unknown"."""
    try:
        ip = ip_address(address)
    except ValueError:
        return UNKNOWN
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    prefix = IPV6_PREFIX if isinstance(ip, IPv6Address) else IPV4_PREFIX
    return str(ip_network(f"{ip.compressed.partition('%')[0]}/{prefix}", strict=False))


def client_network(request: HttpRequest) -> str:
    """Return the network of the client: what may be stored of an address."""
    return network_of(client_address(request))

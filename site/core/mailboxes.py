"""Which addresses reach the same mailbox: blocks compare these, so that no other way of writing passes by them."""

from __future__ import annotations

import unicodedata

import idna

# Providers that deliver to one mailbox wherever the dots stand.
BLIND_TO_DOTS = {"gmail.com", "googlemail.com"}


def mailbox_of(email: str) -> str:
    """Return the mailbox of an address in one way of writing: small letters, no tag after `+`, an ASCII domain."""
    local, _at, domain = unicodedata.normalize("NFKC", email).strip().rpartition("@")
    domain = domain_of(domain)
    local = local.lower()
    # A leading plus is a name and no tag.
    local = local[:1] + local[1:].partition("+")[0]
    if domain in BLIND_TO_DOTS:
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}@{domain}"


def domain_of(name: str) -> str:
    """Return a domain, or what follows the `@` of an address, in small ASCII letters (UTS 46)."""
    bare = unicodedata.normalize("NFKC", name).strip().rpartition("@")[2].strip(".").lower()
    try:
        return idna.encode(bare, uts46=True).decode()
    except idna.IDNAError:
        return bare


def domains_above(domain: str) -> list[str]:
    """Return a domain and all those that it is part of, the longest first, without the last level."""
    labels = domain.split(".")
    return [".".join(labels[start:]) for start in range(max(1, len(labels) - 1))]

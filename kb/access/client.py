"""Which requests come from one client, without keeping who it is.

An address is never stored or logged. It is turned into a hash that is salted with the day and the site's secret, so
that the same reader is somebody else tomorrow; the counters under that hash are gone with the day.
"""

from __future__ import annotations

import hashlib
import time
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

DAY = 24 * 60 * 60
NOBODY = "unknown"


def address(request: HttpRequest) -> str:
    """The network address that a request comes from, `unknown` where there is none.

    Behind `TRUSTED_PROXIES` proxies it is the entry of X-Forwarded-For that the outermost of them wrote; what a
    client itself put before that is never believed. An IPv6 address counts as its /64 network, which is what one
    subscriber has.
    """
    proxies: int = settings.TRUSTED_PROXIES
    steps = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if proxies else []
    written = steps[-proxies].strip() if len(steps) >= proxies > 0 else ""
    return (_network(written) if written else "") or _network(request.META.get("REMOTE_ADDR", "")) or NOBODY


def _network(text: str) -> str:
    """The address in one spelling; empty if it is none."""
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or ip_network((found, 64), strict=False).network_address)


def _hash(request: HttpRequest) -> bytes:
    today = int(time.time()) // DAY
    secret = settings.SECRET_KEY.encode()[: hashlib.blake2b.MAX_KEY_SIZE]
    return hashlib.blake2b(f"{today}|{address(request)}".encode(), key=secret, digest_size=16).digest()


def client(request: HttpRequest) -> str:
    """The client of a request, today: 32 hexadecimal digits."""
    return _hash(request).hex()


def masked_address(request: HttpRequest) -> str:
    """The client of a request in the shape of an address (of fd00::/8, which is nobody's)."""
    return str(IPv6Address(b"\xfd" + _hash(request)[:15]))

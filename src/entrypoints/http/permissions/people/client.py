"""Where a request comes from, as far as it can be told."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from flask import request

from entrypoints.http.use import use
from entrypoints.settings import Settings

FORWARDED = "X-Forwarded-For"
LONGEST_DEVICE = 200
HOUSEHOLD = 64
"""Bits of an IPv6 address; the rest changes at will (RFC 8981)."""


def client() -> str:
    """Return the address that tries are counted by."""
    given = _given()
    try:
        address = _address(given)
    except ValueError:
        return given
    if isinstance(address, IPv6Address) and not address.ipv4_mapped:
        return str(ip_network((address, HOUSEHOLD), strict=False).network_address)
    return str(address)


def _address(given: str) -> IPv4Address | IPv6Address:
    """Read it, with or without a port behind it; raises ValueError."""
    try:
        return ip_address(given)
    except ValueError:
        return ip_address(urlsplit(f"//{given}").hostname or "")


def _given() -> str:
    """Return what connected to us, or to the outermost of the proxies that are trusted.

    Each of them adds whom it was asked by at the end of `X-Forwarded-For`; what stands before that
    is whatever the client wrote.
    """
    trusted = use(Settings).trusted_proxies
    told = ",".join(request.headers.getlist(FORWARDED)).split(",") if trusted else ()
    if len(told) < max(trusted, 1):
        return request.remote_addr or ""
    return told[-trusted].strip()


def device() -> str:
    """Return what the program calls itself, for the list of one's sessions."""
    told = request.headers.get("User-Agent", "")
    return "".join(one for one in told if one.isprintable())[:LONGEST_DEVICE]

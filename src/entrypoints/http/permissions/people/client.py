"""Where a request comes from, as far as it can be told."""

from ipaddress import IPv6Address, ip_address, ip_network

from flask import request

LONGEST_DEVICE = 200
HOUSEHOLD = 64
"""Bits of an IPv6 address; the rest changes at will (RFC 8981)."""


def client() -> str:
    """Return the address that tries are counted by."""
    given = request.remote_addr or ""
    try:
        address = ip_address(given)
    except ValueError:
        return given
    if isinstance(address, IPv6Address) and not address.ipv4_mapped:
        return str(ip_network((address, HOUSEHOLD), strict=False).network_address)
    return str(address)


def device() -> str:
    """Return what the program calls itself, for the list of one's sessions."""
    told = request.headers.get("User-Agent", "")
    return "".join(one for one in told if one.isprintable())[:LONGEST_DEVICE]

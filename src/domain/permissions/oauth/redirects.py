"""Where a program may have people sent back to: one address, to the letter (RFC 9700, 4.1)."""

import re
from urllib.parse import SplitResult, urlsplit

from domain.permissions.oauth.errors import RedirectInvalid

LONGEST, MOST = 2_000, 10
WRITTEN = re.compile(r"[A-Za-z0-9\-._~:/?\[\]@!$&'()*+,;=%]+")
"""What an address is written with (RFC 3986), without a fragment."""
LOOPBACK = ("127.0.0.1", "::1")
OWN_SCHEME = re.compile(r"[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+")
"""A program's own, named after a domain (RFC 8252, 7.1): so neither `javascript` nor `data`."""


def redirect_uri(written: str, *, is_public: bool) -> str:
    """Return the address as it was written; raises RedirectInvalid.

    It is https, or plain http to this very machine, or for public programs a scheme of their own.
    """
    if len(written) > LONGEST or not WRITTEN.fullmatch(written):
        raise RedirectInvalid("it has at most 2,000 characters of a URI, and no #")
    try:
        parts = urlsplit(written)
        _ = parts.port
    except ValueError:
        raise RedirectInvalid("it cannot be read") from None
    if parts.username is not None or parts.password is not None:
        raise RedirectInvalid("it names no user and no password")
    if not _is_allowed(parts, is_public=is_public):
        raise RedirectInvalid(
            "it begins with https://, with http:// and this machine's own address, "
            "or, for a public program, with a scheme of its own such as org.example.app:"
        )
    return written


def leads(registered: str, asked: str) -> bool:
    """Whether somebody may be sent to `asked`.

    To the letter, but for the port of this machine's own addresses: a program takes the one that
    is free (RFC 8252, 7.3).
    """
    if registered == asked:
        return True
    try:
        one, other = urlsplit(registered), urlsplit(asked)
        ports = (one.port, other.port)
    except ValueError:
        return False
    if one.scheme != "http" or one.hostname not in LOOPBACK or None in (other.hostname, ports[1]):
        return False
    return _with_port(one, ports[1]) == asked


def _with_port(parts: SplitResult, port: int | None) -> str:
    host = f"[{parts.hostname}]" if ":" in str(parts.hostname) else parts.hostname
    return parts._replace(netloc=f"{host}:{port}").geturl()


def _is_allowed(parts: SplitResult, *, is_public: bool) -> bool:
    if parts.scheme == "https":
        return bool(parts.hostname)
    if parts.scheme == "http":
        return parts.hostname in {*LOOPBACK, "localhost"}
    return is_public and bool(OWN_SCHEME.fullmatch(parts.scheme)) and bool(parts.path)
